// SPDX-License-Identifier: Apache-2.0
// Checks an export of audit_export.h offline, without database or network, and names its first defect.
// Errors: NotFound when the folder does not exist; Corrupt when the given key is none. A defect is a value.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace bindery::db
{

enum class DefectKind {
    Edited,      ///< content is not what was recorded
    Missing,     ///< a file, or events in the middle
    Reordered,   ///< lines changed places
    Cut,         ///< the end is missing
    WrongKey,    ///< signed by another key than the one that is trusted
    WrongDigest, ///< the digest of a file, and nothing better is known
    ExtraFile,
    Malformed, ///< not the format at all
};
/// "edited", "missing", "reordered", "cut", "wrong key", "wrong digest", "extra file", "malformed"
std::string_view textOf(DefectKind kind);

struct Defect {
    std::string file;
    std::uint64_t line = 0; ///< from 1; 0 where lines mean nothing
    DefectKind kind = DefectKind::Edited;
    std::string message;
};

struct VerifiedExport {
    std::optional<Defect> defect; ///< empty: all holds, and only then the facts below are to be believed
    std::string station;
    bool keyWasGiven =
        false; ///< else station.pem of the export itself was trusted: ask the station for its key
    std::int64_t events = 0;
    std::int64_t eventsLeftOut = 0;
    std::int64_t attempts = 0;
    std::int64_t passed = 0;
    std::int64_t utcMicros = 0; ///< of the checkpoint
};

VerifiedExport verifyExport(const std::filesystem::path& folder,
                            const std::optional<std::string>& stationPem = std::nullopt);

} // namespace bindery::db
