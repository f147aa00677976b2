// SPDX-License-Identifier: Apache-2.0
// Looks for the LUKS2 header of a card without trusting its partition table: at the places where a card of
// ours may have it, by either of the header's two magics (LUKS2 on-disk format 1.1.3, section 2.1). Units:
// bytes on the medium. Errors: those of the medium.
#pragma once

#include "device/medium.h"

#include <cstdint>
#include <optional>

namespace bindery::card
{

/// The offset of the first one; empty when there is none.
std::optional<std::uint64_t> findHeader(device::Medium& medium);

} // namespace bindery::card
