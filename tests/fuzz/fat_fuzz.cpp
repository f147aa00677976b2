// SPDX-License-Identifier: Apache-2.0
// Fuzzes the reader of FAT volumes: whatever a volume holds, what is found lies inside it.
// The input is the start of a volume of 64 KiB; zeros follow.
#include "base/error.h"
#include "golden/fat.h"
#include "golden/patch_points.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    constexpr std::size_t kVolumeSize = 65536;
    std::vector<std::byte> volume(kVolumeSize);
    std::transform(data, data + std::min(size, kVolumeSize), volume.begin(),
                   [](std::uint8_t byte) { return static_cast<std::byte>(byte); });
    const auto expected = [](const Error& error) {
        return error.code() == ErrorCode::BadImage || error.code() == ErrorCode::NotFound;
    };
    for (const char* path : {"cmdline.txt", "extlinux/extlinux.conf"}) {
        try {
            const golden::FatVolume fat(volume);
            const golden::FatFile file = fat.find(path);
            if (fat.content(file).size() != file.size) {
                std::abort();
            }
        } catch (const Error& error) {
            if (!expected(error)) {
                std::abort();
            }
        }
    }
    try {
        const golden::FatVolume fat(volume);
        for (const std::string& path : fat.list()) {
            if (path.empty() || path.front() == '/') {
                std::abort();
            }
        }
        if (fat.free() > fat.size() || fat.serial().size() != 9) {
            std::abort();
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::BadImage) {
            std::abort();
        }
    }
    try {
        const std::string placeholder(36, 'U');
        for (const golden::PatchPoint& point :
             golden::findPatchPoints(volume, {{"cmdline.txt", placeholder, "luks_uuid"}})) {
            std::string text;
            for (const Extent& extent : point.extents) {
                text += asText(ByteView(volume).subspan(extent.offset, extent.length));
            }
            if (text != placeholder) {
                std::abort();
            }
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::BadImage) {
            std::abort();
        }
    }
    return 0;
}
