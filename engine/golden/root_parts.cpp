// SPDX-License-Identifier: Apache-2.0
// Parts of a root file system alone, in a file or on a device without a partition table.
#include "base/error.h"
#include "base/file.h"
#include "base/sha256.h"
#include "ext4/file_system.h"
#include "golden/boot_parts_internal.h"
#include "golden/disk_use_internal.h"
#include "golden/root_digest.h"
#include "golden/source_parts.h"
#include "golden/sparse_file.h"
#include "golden/store_layout_internal.h"

#include <utility>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

class RootFileSystemParts : public SourceParts
{
public:
    explicit RootFileSystemParts(PartsRequest request) : m_request(std::move(request)) {}

    std::string digest() override
    {
        if (m_request.boot.empty()) {
            throw Error(ErrorCode::BadImage,
                        m_request.source.string() +
                            " is a root file system alone, and none that was staged before; give "
                            "its boot partition with --boot: a FAT image, a tar archive or a "
                            "folder");
        }
        if (fs::is_block_file(m_request.source)) {
            requireNotInUse(m_request.source);
        }
        const ext4::FileSource root(m_request.source);
        if (root.size() > m_request.maximumSize) {
            throw Error(ErrorCode::BadImage, m_request.source.string() + " has more than " +
                                                 humanSize(m_request.maximumSize) +
                                                 ", the largest root that is accepted");
        }
        const std::string step = "copying " + m_request.called;
        const std::uint64_t size = root.size().count();
        copyPart(
            m_request.source, {0, size}, m_request.folder / kRootFile,
            [&](std::uint64_t done) { m_request.say(step, done, size); }, m_request.stop);
        const ext4::FileSource copied(m_request.folder / kRootFile);
        return Sha256::hexOf(
            asBytes(rootDigest(copied, {{0, size}}, {}, m_request.stop) + makeGivenBoot(m_request)));
    }

    std::string make() override { return "0c"; }

private:
    PartsRequest m_request;
};

} // namespace

std::unique_ptr<SourceParts> rootFileSystemParts(const PartsRequest& request)
{
    return std::make_unique<RootFileSystemParts>(request);
}

} // namespace bindery::golden
