// SPDX-License-Identifier: Apache-2.0
// What reading a card back found: per region, how much differs and where first. A mismatch is a value here;
// makeCard() turns it into VerifyMismatch. Units: bytes; offsets on the medium; blocks of 4096 bytes.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bindery::card
{

constexpr std::uint64_t kVerifyBlock = 4096;

struct RegionReport {
    std::string region; ///< "root", "boot partition", "LUKS2 header", "partition table"
    std::uint64_t blocksCompared = 0;
    std::uint64_t blocksBad = 0;
    std::optional<std::uint64_t> firstBad; ///< offset on the medium of the first byte that differs
    std::string problem; ///< for what is not a difference of bytes: "keyslot 0 does not open"

    bool passed() const { return blocksBad == 0 && problem.empty(); }
    /// Counts the blocks in which the runs differ. `mediumOffset` is that of both views' first byte.
    void compare(std::uint64_t mediumOffset, ByteView found, ByteView expected);
};

struct VerifyReport {
    std::vector<RegionReport> regions;
    std::optional<Bytes> fakeCapacity; ///< the medium wraps around after so many bytes

    bool passed() const;
    /// "root: 3 of 15200 blocks differ, the first at byte 123456 of the card; ..." or "all equal".
    std::string describe() const;
};

} // namespace bindery::card
