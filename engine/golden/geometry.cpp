// SPDX-License-Identifier: Apache-2.0
#include "golden/geometry.h"

#include "base/error.h"

#include <algorithm>
#include <cstdint>

namespace bindery::golden
{

namespace
{

// MBR entries hold start and length as 32-bit counts of 512-byte sectors.
constexpr std::uint64_t kMbrReach = (std::uint64_t{1} << 32U) * SectorCount::kSectorSize;

std::uint64_t cryptOffset(Bytes bootSize)
{
    if (bootSize.count() == 0 || bootSize.count() % SectorCount::kSectorSize != 0 ||
        bootSize.count() >= kMbrReach / 2) {
        throw Error(ErrorCode::InvalidArgument,
                    "a boot partition of " + std::to_string(bootSize.count()) + " bytes cannot be laid out");
    }
    return roundUp(kPartitionAlignment.count() + bootSize.count(), kPartitionAlignment.count());
}

} // namespace

Bytes minimumMedium(Bytes bootSize, Bytes rootSize)
{
    const std::uint64_t needed = cryptOffset(bootSize) + kDataOffset.count() +
                                 roundUp(std::min(rootSize, Bytes(kMbrReach)).count(), kEndAlignment.count());
    if (rootSize.count() >= kMbrReach || needed > kMbrReach) {
        throw Error(ErrorCode::InvalidArgument, "a root of " + humanSize(rootSize) + " is beyond the " +
                                                    humanSize(Bytes(kMbrReach)) +
                                                    " that a partition table of the MBR kind can name");
    }
    return Bytes(needed);
}

CardGeometry geometryFor(Bytes bootSize, Bytes mediumSize)
{
    const std::uint64_t start = cryptOffset(bootSize);
    const std::uint64_t end = roundDown(std::min(mediumSize.count(), kMbrReach), kEndAlignment.count());
    const std::uint64_t smallest = start + kDataOffset.count() + kEndAlignment.count();
    if (end < smallest) {
        throw Error(ErrorCode::TooSmall, "the medium has " + humanSize(mediumSize) +
                                             ", but boot partition and LUKS2 header alone need " +
                                             humanSize(Bytes(smallest)) + "; take a larger card");
    }
    CardGeometry geometry;
    geometry.boot = {kPartitionAlignment.count(), bootSize.count()};
    geometry.crypt = {start, end - start};
    geometry.data = {start + kDataOffset.count(), geometry.crypt.length - kDataOffset.count()};
    return geometry;
}

} // namespace bindery::golden
