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
#include <optional>
#include <vector>

namespace bindery::card
{

/// Keyslot of the transport secret; the unit opens its card with it once, before its module holds a key.
constexpr int kTransportSlot = 0;
/// Keyslot of the recovery secret, which only the holder of the order's certificate can have. Of priority
/// "ignore": nothing tries it unless it is named.
constexpr int kRecoverySlot = 2;
/// A transport or recovery secret has so many random bytes: no key stretching is needed.
constexpr std::size_t kCardSecretSize = 32;

/// What opens a card that has just been made.
struct CardSecrets {
    SecretBuffer transport;
    std::optional<SecretBuffer> recovery = {}; ///< where the card has a recovery keyslot
};

void writeHeader(device::Medium& medium, std::uint64_t offset, const luks::Header& header,
                 std::atomic<std::uint64_t>& written);

/// The header at `offset` of the medium.
luks::Header readHeader(device::Medium& medium, std::uint64_t offset);

/// Reads the header back, compares it with what was written, and opens the keyslot of each secret; there is
/// no other.
RegionReport verifyHeader(device::Medium& medium, std::uint64_t offset, const luks::Header& written,
                          const CardSecrets& secrets, CardProgress& progress);

} // namespace bindery::card
