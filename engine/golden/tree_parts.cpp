// SPDX-License-Identifier: Apache-2.0
// Parts of trees: read twice, first to know how large the file system must be, which release it is for and
// where the boot files lie, then to fill it.
#include "base/error.h"
#include "base/sha256.h"
#include "ext4/tree_writer.h"
#include "golden/boot_image.h"
#include "golden/boot_parts_internal.h"
#include "golden/root_format.h"
#include "golden/source_parts.h"
#include "golden/store_layout_internal.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

constexpr std::uint64_t kBlock = 4096;
constexpr std::size_t kMaxOsRelease = 65536;

/// Where systems mount their boot partition, and the files that tell that it is one.
constexpr std::array<std::string_view, 2> kBootFolders{"boot/firmware", "boot"};
constexpr std::array<std::string_view, 5> kBootMarks{"config.txt", "cmdline.txt", "bootcode.bin", "start.elf",
                                                     "start4.elf"};

bool isBelow(const std::string& path, const std::string& folder)
{
    return path.size() > folder.size() + 1 && path[folder.size()] == '/' &&
           path.compare(0, folder.size(), folder) == 0;
}

/// What must be known of a tree before it is written.
class Survey : public TreeVisitor
{
public:
    void entry(const ext4::Node& node) override
    {
        m_takes = nullptr;
        ++m_entries;
        m_latest = std::max(m_latest, node.seconds);
        m_size += 2 * kBlock; // the last block of its content, its share of folders and extents
        m_size += node.attributes.empty() ? 0 : kBlock;
        m_size += node.kind == ext4::NodeKind::File ? 0 : node.target.size();
        if (node.kind == ext4::NodeKind::File) {
            if (node.path == "etc/os-release") {
                m_takes = &m_etcRelease;
            } else if (node.path == "usr/lib/os-release") {
                m_takes = &m_usrRelease;
            }
        }
        for (std::size_t i = 0; i < kBootFolders.size(); ++i) {
            const std::string folder(kBootFolders[i]);
            m_marked[i] = m_marked[i] || (node.kind == ext4::NodeKind::File && isBelow(node.path, folder) &&
                                          isMark(node.path.substr(folder.size() + 1)));
        }
    }
    void content(std::uint64_t /*offset*/, ByteView bytes) override
    {
        m_size += bytes.size();
        if (m_takes != nullptr && m_takes->size() + bytes.size() <= kMaxOsRelease) {
            m_takes->append(asText(bytes));
        }
    }

    std::uint64_t entries() const { return m_entries; }
    std::int64_t latest() const { return m_latest; }
    SystemFacts system() const
    {
        SystemFacts facts;
        readOsRelease(m_etcRelease.empty() ? m_usrRelease : m_etcRelease, facts);
        return facts;
    }
    /// Of the file system: roomy, it is shrunk later.
    Bytes size() const
    {
        constexpr std::uint64_t kJournal = mib(160).count();
        constexpr std::uint64_t kInode = 256;
        const std::uint64_t content = m_size + 2 * kInode * m_entries;
        return Bytes(roundUp(content + content / 10 + kJournal, mib(1).count()));
    }
    /// Empty when no folder looks like a boot partition.
    std::string bootFolder() const
    {
        for (std::size_t i = 0; i < kBootFolders.size(); ++i) {
            if (m_marked[i]) {
                return std::string(kBootFolders[i]);
            }
        }
        return {};
    }

private:
    static bool isMark(const std::string& name)
    {
        return std::find(kBootMarks.begin(), kBootMarks.end(), name) != kBootMarks.end();
    }

    std::uint64_t m_entries = 0;
    std::uint64_t m_size = 0;
    std::int64_t m_latest = 1;
    std::string m_etcRelease;
    std::string m_usrRelease;
    std::string* m_takes = nullptr; ///< the text that content goes to
    std::array<bool, kBootFolders.size()> m_marked{};
};

/// Sends the boot folder's files to the boot partition and everything else to the root.
class Splitter : public TreeVisitor
{
public:
    Splitter(ext4::TreeWriter& root, BootFiles* boot, std::string bootFolder)
        : m_root(root), m_boot(boot), m_bootFolder(std::move(bootFolder))
    {
    }
    void entry(const ext4::Node& node) override
    {
        m_inBoot = m_boot != nullptr && isBelow(node.path, m_bootFolder);
        if (!m_inBoot) {
            m_root.add(node);
            return;
        }
        ext4::Node inBoot = node;
        inBoot.path = node.path.substr(m_bootFolder.size() + 1);
        m_boot->entry(inBoot);
    }
    void content(std::uint64_t offset, ByteView bytes) override
    {
        if (m_inBoot) {
            m_boot->content(offset, bytes);
        } else {
            m_root.write(offset, bytes);
        }
    }

private:
    ext4::TreeWriter& m_root;
    BootFiles* m_boot;
    std::string m_bootFolder;
    bool m_inBoot = false;
};

/// The same for the same content.
Uuid uuidOf(const std::string& digest)
{
    std::string text = digest.substr(0, 32);
    text[12] = '8'; // version 8 and the variant of RFC 9562: made up by its own rules
    text[16] = '8';
    return Uuid::parse(text.substr(0, 8) + "-" + text.substr(8, 4) + "-" + text.substr(12, 4) + "-" +
                       text.substr(16, 4) + "-" + text.substr(20, 12));
}

class TreeParts : public SourceParts
{
public:
    TreeParts(std::unique_ptr<TreeSource> tree, PartsRequest request)
        : m_tree(std::move(tree)), m_request(std::move(request))
    {
    }

    std::string digest() override
    {
        m_treeDigest = visit("looking through ", m_survey);
        if (m_request.boot.empty()) {
            if (m_survey.bootFolder().empty()) {
                throw Error(ErrorCode::BadImage,
                            m_request.source.string() +
                                " has no boot files (config.txt or cmdline.txt in /boot/firmware "
                                "or /boot); give them with --boot: a FAT image, a tar archive or "
                                "a folder");
            }
            return m_treeDigest;
        }
        return Sha256::hexOf(asBytes(m_treeDigest + makeGivenBoot(m_request)));
    }

    std::string make() override
    {
        ext4::Format format;
        format.size = m_survey.size();
        format.inodes = m_survey.entries() + 1024;
        format.features = rootFeatures(m_survey.system());
        format.uuid = uuidOf(m_treeDigest);
        format.time = m_survey.latest();
        ext4::TreeWriter root(m_request.folder / kRootFile, format);
        std::optional<BootFiles> boot;
        const fs::path files = m_request.folder / kBootFilesFolder;
        if (m_request.boot.empty()) {
            boot.emplace(files, kMaxBootSize);
        }
        Splitter splitter(root, boot ? &*boot : nullptr, m_survey.bootFolder());
        if (visit("writing the files of ", splitter) != m_treeDigest) {
            throw Error(ErrorCode::Conflict,
                        m_request.source.string() + " changed while it was read; stage it again");
        }
        root.close();
        if (boot) {
            boot->finish();
            m_request.say("making the boot partition", 0, 0);
            makeBootImage(files, boot->size(), m_request.folder / kBootFile);
            fs::remove_all(files);
        }
        return "0c"; // FAT32, LBA
    }

private:
    std::string visit(const std::string& act, TreeVisitor& visitor)
    {
        const std::string step = act + m_request.called;
        m_request.say(step, 0, 0);
        // A folder's size is known once it was walked through.
        const std::uint64_t known = std::exchange(m_walked, 0);
        return m_tree->visit(
            visitor,
            [&](std::uint64_t done, std::uint64_t total) {
                m_walked = done;
                m_request.say(step, done, total == 0 ? known : total);
            },
            m_request.stop);
    }

    std::unique_ptr<TreeSource> m_tree;
    PartsRequest m_request;
    Survey m_survey;
    std::string m_treeDigest;
    std::uint64_t m_walked = 0;
};

} // namespace

std::unique_ptr<SourceParts> treeParts(std::unique_ptr<TreeSource> tree, const PartsRequest& request)
{
    return std::make_unique<TreeParts>(std::move(tree), request);
}

} // namespace bindery::golden
