// SPDX-License-Identifier: Apache-2.0
// Looks for a counterfeit card before minutes are spent on it: blocks keyed to the attempt at powers of two
// and at the end, flushed, read back past the cache. (Zeros would not find one.) Errors: VerifyMismatch
// saying after how many bytes the card wraps or loses data; those of the medium.
#pragma once

#include "device/medium.h"

#include <atomic>
#include <string>

namespace bindery::card
{

/// Probes `area` of the medium, whose content is lost.
void probeCapacity(device::Medium& medium, Extent area, const std::string& attempt,
                   std::atomic<std::uint64_t>& written);

} // namespace bindery::card
