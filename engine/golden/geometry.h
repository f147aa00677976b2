// SPDX-License-Identifier: Apache-2.0
// Where the parts of a card lie on a medium: the one place for the layout's arithmetic, for the staging that
// says how large a card must be and for the plan that writes it. Units: bytes, offsets on the medium unless
// said otherwise. Errors: TooSmall naming both sizes; InvalidArgument for a boot partition that is none.
// Threads: free functions; no shared state.
#pragma once

#include "base/bytes.h"

namespace bindery::golden
{

/// Every partition starts on a multiple of this: at least the erase block of the cards met.
constexpr Bytes kPartitionAlignment = mib(8);
/// The encrypted partition ends on a multiple of this: an end that is no multiple of the 4096-byte sector
/// cannot be opened.
constexpr Bytes kEndAlignment = mib(1);
/// Offset of the LUKS2 data segment in its partition: fixed, never probed.
constexpr Bytes kDataOffset = mib(16);

struct CardGeometry {
    Extent boot;  ///< partition 1: exactly the golden boot partition
    Extent crypt; ///< partition 2: LUKS2 header and data
    Extent data;  ///< the LUKS2 data segment: what a root may grow to
};

/// The layout on a medium of `mediumSize`. It uses at most the 2 TiB that an MBR can name.
CardGeometry geometryFor(Bytes bootSize, Bytes mediumSize);

/// The smallest medium on which the data segment holds a root of `rootSize`.
Bytes minimumMedium(Bytes bootSize, Bytes rootSize);

} // namespace bindery::golden
