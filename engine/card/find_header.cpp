// SPDX-License-Identifier: Apache-2.0
#include "card/find_header.h"

#include "base/aligned_buffer.h"
#include "golden/geometry.h"
#include "luks/header.h"

#include <algorithm>

namespace bindery::card
{

namespace
{

constexpr std::string_view kFirstMagic = "LUKS\xba\xbe";
constexpr std::string_view kSecondMagic = "SKUL\xba\xbe";
constexpr std::uint64_t kSecondHeader = 16384; // of the default metadata size, the only one we write
/// Boot partitions are smaller: no need to read a whole card in steps.
constexpr std::uint64_t kFarthest = gib(4).count();

} // namespace

std::optional<std::uint64_t> findHeader(device::Medium& medium)
{
    const std::uint64_t step = golden::kPartitionAlignment.count();
    const std::uint64_t end = std::min(medium.size().count(), kFarthest);
    AlignedBuffer block(device::kMediumAlignment);
    const auto holds = [&](std::uint64_t offset, std::string_view magic) {
        medium.read(offset, block.span());
        return asText(block.view()).starts_with(magic);
    };
    for (std::uint64_t offset = step; offset + luks::kHeaderSize <= end; offset += step) {
        if (holds(offset, kFirstMagic) || holds(offset + kSecondHeader, kSecondMagic)) {
            return offset;
        }
    }
    return std::nullopt;
}

} // namespace bindery::card
