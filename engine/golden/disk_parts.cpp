// SPDX-License-Identifier: Apache-2.0
// Parts of sources with a partition table: image files, and cards or disks.
#include "base/error.h"
#include "base/extents.h"
#include "base/file.h"
#include "base/sha256.h"
#include "ext4/file_system.h"
#include "golden/disk_use_internal.h"
#include "golden/partition_choice.h"
#include "golden/root_digest.h"
#include "golden/source_parts.h"
#include "golden/source_reader.h"
#include "golden/sparse_file.h"
#include "golden/store_layout_internal.h"
#include "golden/volume_magic.h"

#include <algorithm>
#include <utility>

#include <fcntl.h>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

constexpr const char* kImageFile = "image";

/// Cards get an MBR, whatever the source has: every Pi boots from one.
std::string mbrTypeOf(const device::Partition& boot)
{
    constexpr std::size_t kMbrTypeLength = 2;
    return boot.type.size() == kMbrTypeLength ? boot.type : "0c";
}

PartitionChoice choose(const device::PartitionTable& table, const fs::path& path, const Recipe& recipe)
{
    PartitionChoice choice = choosePartitions(table, path, recipe);
    if (choice.boot.extent.length > kMaxBootSize.count()) {
        throw Error(ErrorCode::BadImage, "the boot partition has " +
                                             humanSize(Bytes(choice.boot.extent.length)) + "; at most " +
                                             humanSize(kMaxBootSize) + " are supported");
    }
    return choice;
}

class ImageParts : public SourceParts
{
public:
    explicit ImageParts(PartsRequest request)
        : m_request(std::move(request)), m_image(m_request.folder / kImageFile)
    {
    }

    std::string digest() override
    {
        const std::string step = "reading " + m_request.called;
        return unpackSource(
                   m_request.source, m_image, m_request.maximumSize,
                   [&](std::uint64_t done, std::uint64_t total) { m_request.say(step, done, total); },
                   m_request.stop)
            .digest;
    }

    std::string make() override
    {
        m_request.say("reading the partition table", 0, 0);
        const PartitionChoice choice = choose(device::readPartitionTable(m_image), m_image, m_request.recipe);
        cutOut(choice.boot.extent, "boot", kBootFile);
        if (cutToPart(m_image, choice.root.extent)) {
            fs::rename(m_image, m_request.folder / kRootFile);
        } else {
            cutOut(choice.root.extent, "root", kRootFile);
            fs::remove(m_image);
        }
        return mbrTypeOf(choice.boot);
    }

private:
    void cutOut(Extent part, const std::string& what, const char* file) const
    {
        const std::string step = "cutting out the " + what + " partition";
        m_request.say(step, 0, part.length);
        copyPart(
            m_image, part, m_request.folder / file,
            [&](std::uint64_t done) { m_request.say(step, done, part.length); }, m_request.stop);
    }

    PartsRequest m_request;
    fs::path m_image;
};

/// A partition on a device, as a source of blocks.
class PartitionSource : public ext4::BlockSource
{
public:
    PartitionSource(const fs::path& device, Extent part)
        : m_path(device), m_part(part), m_fd(openFile(device, O_RDONLY))
    {
    }
    Bytes size() const override { return Bytes(m_part.length); }
    void read(std::uint64_t offset, ByteSpan out) const override
    {
        if (!readFully(m_fd.get(), m_part.offset + offset, out, m_path)) {
            throw Error(ErrorCode::BadImage, m_path.string() + " ends before its partition does");
        }
    }

private:
    fs::path m_path;
    Extent m_part;
    UniqueFd m_fd;
};

class DiskParts : public SourceParts
{
public:
    explicit DiskParts(PartsRequest request) : m_request(std::move(request)) {}

    /// A card is large and mostly empty: what is read of it, boot partition and used blocks, is what it is
    /// known by.
    std::string digest() override
    {
        requireNotInUse(m_request.source);
        m_request.say("reading the partition table", 0, 0);
        const device::PartitionTable table = device::readPartitionTable(m_request.source);
        const PartitionChoice choice = choose(table, m_request.source, withDefaultRoot(table));
        m_type = mbrTypeOf(choice.boot);
        copy(choice.boot.extent, {{0, choice.boot.extent.length}}, "boot", kBootFile);
        const Extents used = usedOf(choice.root.extent);
        copy(choice.root.extent, used, "root", kRootFile);
        const ext4::FileSource root(m_request.folder / kRootFile);
        const ext4::FileSource boot(m_request.folder / kBootFile);
        return Sha256::hexOf(asBytes(rootDigest(boot, {{0, boot.size().count()}}) +
                                     rootDigest(root, used, {}, m_request.stop)));
    }

    std::string make() override { return m_type; }

private:
    /// Where neither person nor recipe names it: 2, as on every card that a Pi image was written to.
    Recipe withDefaultRoot(const device::PartitionTable& table) const
    {
        constexpr int kUsual = 2;
        const auto usual =
            std::find_if(table.partitions.begin(), table.partitions.end(),
                         [](const device::Partition& partition) { return partition.number == kUsual; });
        const UniqueFd fd = openFile(m_request.source, O_RDONLY);
        if (!m_request.recipe.rootPartition && usual != table.partitions.end() &&
            holdsExt(fd.get(), usual->extent, m_request.source)) {
            return withRootPartition(m_request.recipe, kUsual);
        }
        return m_request.recipe;
    }

    /// All of it where the file system was not closed cleanly: then its journal counts, and e2fsck comes
    /// first.
    Extents usedOf(Extent part) const
    {
        try {
            return ext4::FileSystem::open(std::make_shared<const PartitionSource>(m_request.source, part))
                .usedExtents();
        } catch (const Error& error) {
            if (error.code() != ErrorCode::BadImage) {
                throw;
            }
            return {{0, part.length}};
        }
    }

    void copy(Extent part, const Extents& runs, const std::string& what, const char* file) const
    {
        const std::string step = "copying the " + what + " partition";
        m_request.say(step, 0, part.length);
        copyRuns(
            m_request.source, part, runs, m_request.folder / file,
            [&](std::uint64_t done) { m_request.say(step, done, part.length); }, m_request.stop);
    }

    PartsRequest m_request;
    std::string m_type;
};

} // namespace

std::unique_ptr<SourceParts> imageParts(const PartsRequest& request)
{
    return std::make_unique<ImageParts>(request);
}

std::unique_ptr<SourceParts> diskParts(const PartsRequest& request)
{
    return std::make_unique<DiskParts>(request);
}

} // namespace bindery::golden
