// SPDX-License-Identifier: Apache-2.0
// What is recorded of one try at one card: the facts when it starts, those of the card that is being made,
// and how it ended. Unknown is empty, never 0.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/json.h"
#include "base/uuid.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::db
{

enum class AttemptResult { Passed, Failed, Cancelled, Interrupted, WrittenUnverified };
/// FullCached: all was compared, but the file system of the image file refuses direct I/O.
enum class Verify { None, Full, FullCached };
enum class Fill { None, Discard, Zero, Random };
/// What a card held before it was written: nothing, what the factory put on it, somebody's data.
enum class Found { Blank, Factory, Data };

/// "passed", "failed", "cancelled", "interrupted", "written_unverified": stable, as in records, JSON and CSV.
std::string_view textOf(AttemptResult result);
/// "none", "full", "cached"
std::string_view textOf(Verify verify);
/// "none", "discard", "zero", "random"
std::string_view textOf(Fill fill);
/// "blank", "factory", "data"
std::string_view textOf(Found found);
/// Errors: Corrupt for text that is none of them.
AttemptResult attemptResultOf(std::string_view text);
Verify verifyOf(std::string_view text);
Fill fillOf(std::string_view text);
Found foundOf(std::string_view text);

/// A card as it was seen when it was put in (or an image file).
struct MediumSeen {
    std::string path; ///< kept in the database only, never in the chain or an export
    Bytes size;
    bool isBlockDevice = false;
    std::optional<std::uint64_t> diskSeq;
    std::optional<std::string> cid;
    std::optional<std::string> model;
    std::optional<std::string> readerSerial; ///< a USB reader's serial is the reader's, not the card's
    std::optional<Uuid> headerUuid;          ///< of the LUKS header that was found on it
    std::optional<Found> found;
    std::optional<std::string> cardLot;
    std::optional<std::string> cardPart; ///< part number
};

struct NewAttempt {
    std::string order = "adhoc";
    /// Empty: the next one of the order's counter, taken in the same transaction.
    std::optional<std::string> serial;
    std::string goldenId;
    std::string actor;               ///< badge; ensureActor() first
    std::optional<std::string> slot; ///< empty for image files
    MediumSeen medium;
    Verify verify = Verify::Full; ///< intended
    Fill fill = Fill::Discard;    ///< intended
    std::string toolVersion;
    /// A supervisor's reason to make a unit again that already passed; then a passed serial is no conflict.
    std::optional<std::string> reprovisionReason;
};

struct OpenedAttempt {
    std::string id; ///< UUID, 36 characters
    std::string serial;
};

/// The card that an attempt makes. Recorded before the header is written, so that also a card whose attempt
/// was cut off after its last write is known by its LUKS UUID.
struct CardFacts {
    Uuid luksUuid;
    Uuid fileSystemUuid;
    std::string diskSignature; ///< MBR: 8 hex digits; GPT: a UUID
    std::string cipher;        ///< "aes-xts-plain64"
    Json layout;               ///< object: geometry of the finished card, integers in bytes
    Json changes;              ///< list of {offset, length, sha256}: what the personality changed
};

struct KeyslotMade {
    int number = 0;
    std::string purpose = "transport"; ///< "transport", "module", "recovery"
    bool tested = false;               ///< opened from the medium with its passphrase
    std::optional<std::string> exposure;
};

struct AttemptOutcome {
    AttemptResult result = AttemptResult::Failed;
    std::optional<ErrorCode> reason; ///< needed unless passed or written_unverified
    std::string message;             ///< what happened, for people
    std::optional<Bytes> bytesWritten;
    std::map<std::string, std::int64_t> stepMillis; ///< by step name
    std::optional<Verify> verify;                   ///< what was done
    std::optional<Fill> fill;                       ///< what was done
    std::optional<CardFacts> card;                  ///< where recordCard() was not called before
    std::vector<KeyslotMade> keyslots;              ///< that are on the medium now
};

/// A row as it is kept.
struct StoredAttempt {
    std::string id;
    std::string order;
    std::string serial;
    std::string goldenId;
    std::string actor;
    std::optional<std::string> slot;
    std::int64_t mediumId = 0;
    MediumSeen medium;
    Moment started;
    std::optional<Moment> ended;
    Verify verifyIntended = Verify::Full;
    Fill fillIntended = Fill::Discard;
    std::string toolVersion;
    std::optional<AttemptResult> result; ///< empty while open
    std::optional<std::string> reason;   ///< name of an ErrorCode
    std::optional<std::string> message;
    std::optional<Bytes> bytesWritten;
    std::map<std::string, std::int64_t> stepMillis;
    std::optional<Verify> verify;
    std::optional<Fill> fill;
    std::optional<Uuid> luksUuid;
    std::optional<Uuid> fileSystemUuid;
    std::optional<std::string> diskSignature;
    std::optional<std::string> supersedes;
    std::optional<std::string> supersededBy;
    std::optional<std::string> changeReason;
};

/// All that are set must hold.
struct AttemptFilter {
    std::optional<std::string> order;
    std::optional<std::string> serial;
    std::optional<std::string> slot;
    std::optional<std::string> goldenId;
    std::optional<std::string> cardLot;
    std::optional<std::string> readerSerial;
    std::optional<AttemptResult> result;
    std::optional<std::int64_t> startedFromMicros; ///< UTC, inclusive
    std::optional<std::int64_t> startedToMicros;   ///< UTC, exclusive
    std::uint64_t limit = 1000;                    ///< newest first
};

} // namespace bindery::db
