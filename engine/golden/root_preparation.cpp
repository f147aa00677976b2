// SPDX-License-Identifier: Apache-2.0
#include "golden/root_preparation.h"

#include "base/error.h"
#include "ext4/file_system.h"
#include "golden/root_digest.h"
#include "golden/sparse_file.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

// Room for the files of a unit on a card that the root is never grown on.
constexpr Bytes kSlack = mib(16);

bool has(const std::vector<std::string>& features, const char* name)
{
    return std::find(features.begin(), features.end(), name) != features.end();
}

/// Metadata checksums start from the UUID unless the superblock names another start: after this the UUID may
/// change alone.
void freeChecksumsFromUuid(const fs::path& root)
{
    const auto source = std::make_shared<const ext4::FileSource>(root);
    ext4::Overlay overlay(source, source->size());
    ext4::FileSystem changing = ext4::FileSystem::openForChange(overlay);
    changing.setUuid(changing.facts().uuid);
    changing.close();
    overlay.applyTo(root);
}

void throwIfStopped(const std::stop_token& stop)
{
    if (stop.stop_requested()) {
        throw Error(ErrorCode::Cancelled, "staging was stopped");
    }
}

} // namespace

PreparedRoot prepareRoot(const fs::path& root,
                         const std::function<void(const std::string&, std::uint64_t, std::uint64_t)>& report,
                         const std::stop_token& stop)
{
    const auto step = [&](const char* name) {
        throwIfStopped(stop);
        report(name, 0, 0);
    };
    PreparedRoot prepared;
    step("checking the root");
    ext4::checkFileSystem(root, true);
    {
        const ext4::FileSystem opened =
            ext4::FileSystem::open(std::make_shared<const ext4::FileSource>(root));
        prepared.system = systemFactsOf(opened);
        const ext4::Facts facts = opened.facts();
        if (has(facts.features, "metadata_csum") && !has(facts.features, "metadata_csum_seed")) {
            freeChecksumsFromUuid(root);
        }
    }
    step("shrinking the root");
    ext4::shrink(root, kSlack);

    step("clearing what the root does not use");
    const auto source = std::make_shared<const ext4::FileSource>(root);
    const Extents used = ext4::FileSystem::open(source).usedExtents();
    clearOutside(root, used);
    step("checking the finished root");
    ext4::checkFileSystem(root, false);

    prepared.size = source->size();
    prepared.used = totalLength(used);
    const std::string digesting = "calculating the root's digest";
    prepared.digest = rootDigest(
        *source, used, [&](std::uint64_t done) { report(digesting, done, prepared.used.count()); }, stop);
    return prepared;
}

} // namespace bindery::golden
