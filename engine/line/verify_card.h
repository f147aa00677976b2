// SPDX-License-Identifier: Apache-2.0
// Reads a finished card back, whenever, and compares it with its golden image and its record: table, boot
// partition, LUKS2 header, root. A unit that binds changes the header of its card: then it must be as the
// unit reported it last, signed by its module. Needs the secret of one keyslot: the sealed transport secret,
// or one that is handed in (of a bound card only its recovery key can be). Errors: VerifyMismatch (no LUKS2
// header can be read); InvalidArgument (`key` opens no keyslot); NotFound (no record of this card, its golden
// image or its secret); those of the medium; Cancelled. A difference is a value.
#pragma once

#include "base/secret_buffer.h"
#include "card/card_progress.h"
#include "card/verify_report.h"
#include "db/records.h"
#include "device/medium.h"
#include "line/station.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace bindery::line
{

struct CheckedCard {
    card::VerifyReport report;
    db::StoredAttempt attempt;
    device::ReadBack readBack = device::ReadBack::Direct;
};

/// `key`: a passphrase of any keyslot; empty: the sealed transport secret. Opens the card, errors as of
/// device::openForReading().
CheckedCard verifyCard(Station& station, const std::filesystem::path& path,
                       const std::optional<SecretBuffer>& key, card::CardProgress& progress,
                       const std::stop_token& stop);
/// The same of a card that is open for reading already.
CheckedCard verifyCard(Station& station, device::Medium& medium, const std::optional<SecretBuffer>& key,
                       card::CardProgress& progress, const std::stop_token& stop);

} // namespace bindery::line
