// SPDX-License-Identifier: Apache-2.0
#include "golden/volume_magic.h"

#include "base/file.h"

#include <array>

namespace bindery::golden
{

bool holdsFat(int fd, Extent extent, const std::filesystem::path& path)
{
    std::array<std::byte, 512> sector{};
    return extent.length >= sector.size() && readFully(fd, extent.offset, sector, path) &&
           sector[510] == std::byte{0x55} && sector[511] == std::byte{0xaa} &&
           (sector[0] == std::byte{0xeb} || sector[0] == std::byte{0xe9});
}

bool holdsExt(int fd, Extent extent, const std::filesystem::path& path)
{
    constexpr std::uint64_t kMagicOffset = 1024 + 0x38;
    std::array<std::byte, 2> magic{};
    return extent.length >= 2048 && readFully(fd, extent.offset + kMagicOffset, magic, path) &&
           magic == std::array{std::byte{0x53}, std::byte{0xef}};
}

} // namespace bindery::golden
