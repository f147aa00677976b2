// SPDX-License-Identifier: Apache-2.0
// The LUKS2 header on the medium: written and read back whole, in chunks (LUKS knows no device offset
// and there are no partition nodes), and every keyslot tried. Errors: those of the medium and of
// luks::Header.
#pragma once

#include "base/secret_buffer.h"
#include "card/card_progress.h"
#include "card/verify_report.h"
#include "device/medium.h"
#include "luks/header.h"

#include <atomic>
#include <vector>

namespace bindery::card
{

/// Keyslot of the transport secret; the unit opens its card with it once, before its module holds a key.
constexpr int kTransportSlot = 0;
/// A transport secret has so many random bytes: no key stretching is needed.
constexpr std::size_t kTransportSecretSize = 32;

void writeHeader(device::Medium& medium, std::uint64_t offset, const luks::Header& header,
                 std::atomic<std::uint64_t>& written);

/// The header at `offset` of the medium.
luks::Header readHeader(device::Medium& medium, std::uint64_t offset);

/// Reads the header back, compares it with what was written, and opens `slot` with `passphrase`.
RegionReport verifyHeader(device::Medium& medium, std::uint64_t offset, const luks::Header& written, int slot,
                          const SecretBuffer& passphrase, CardProgress& progress);

} // namespace bindery::card
