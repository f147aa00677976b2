// SPDX-License-Identifier: Apache-2.0
#include "golden/patch_points.h"

#include "base/error.h"
#include "golden/fat.h"

#include <algorithm>

namespace bindery::golden
{

namespace
{

// Boot loaders' texts are far smaller; kernels and initramfs files are not searched by mistake.
constexpr Bytes kMaxFileSize = mib(1);

FatFile fileOf(const FatVolume& volume, const std::string& path)
{
    try {
        return volume.find(path);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound) {
            throw;
        }
        throw Error(ErrorCode::BadImage,
                    std::string(error.what()) +
                        ", in which the recipe expects a placeholder; put it there or take another recipe");
    }
}

/// The part [from, from + length) of a file, as runs of the volume.
std::vector<Extent> partOf(const FatFile& file, std::uint64_t from, std::uint64_t length)
{
    std::vector<Extent> part;
    std::uint64_t position = 0;
    for (const Extent& extent : file.extents) {
        const std::uint64_t start = std::max(position, from);
        const std::uint64_t end = std::min(position + extent.length, from + length);
        if (start < end) {
            part.push_back({extent.offset + (start - position), end - start});
        }
        position += extent.length;
    }
    return part;
}

PatchPoint pointOf(const FatVolume& volume, const RecipePatch& patch)
{
    const FatFile file = fileOf(volume, patch.file);
    if (file.size > kMaxFileSize.count()) {
        throw Error(ErrorCode::BadImage,
                    "boot partition: " + patch.file + " has " + humanSize(Bytes(file.size)) +
                        "; a file with a placeholder has at most " + humanSize(kMaxFileSize));
    }
    const std::string text = volume.content(file);
    const std::size_t place = text.find(patch.placeholder);
    if (place == std::string::npos) {
        throw Error(ErrorCode::BadImage, "boot partition: " + patch.file +
                                             " does not hold the placeholder \"" + patch.placeholder +
                                             "\" for " + patch.field +
                                             "; put it there or take another recipe");
    }
    if (text.find(patch.placeholder, place + 1) != std::string::npos) {
        throw Error(ErrorCode::BadImage, "boot partition: " + patch.file + " holds the placeholder \"" +
                                             patch.placeholder + "\" more than once; leave one");
    }
    return {patch.field, patch.file, partOf(file, place, patch.placeholder.size())};
}

} // namespace

std::vector<PatchPoint> findPatchPoints(ByteView boot, const std::vector<RecipePatch>& patches)
{
    const FatVolume volume(boot);
    std::vector<PatchPoint> points;
    std::vector<Extent> all;
    for (const RecipePatch& patch : patches) {
        points.push_back(pointOf(volume, patch));
        all.insert(all.end(), points.back().extents.begin(), points.back().extents.end());
    }
    // Two names may lead to the same clusters of a damaged volume, and two placeholders may share letters.
    std::sort(all.begin(), all.end());
    const auto overlap = [](const Extent& left, const Extent& right) { return left.end() > right.offset; };
    if (std::adjacent_find(all.begin(), all.end(), overlap) != all.end()) {
        throw Error(ErrorCode::BadImage,
                    "boot partition: two placeholders of the recipe share bytes; keep them apart");
    }
    return points;
}

} // namespace bindery::golden
