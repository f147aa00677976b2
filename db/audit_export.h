// SPDX-License-Identifier: Apache-2.0
// Hands the records to an auditor: a folder that can be checked offline, with this program or with openssl
// and sha256sum.
//
//   events.jsonl     one line per event, canonical JSON (RFC 8785) of
//                    {action, actor, hash, payload, prev_hash, seq, subject, time}; hash and prev_hash in
//                    hex; hash = SHA-256(prev_hash bytes || canonical JSON of the line without hash and
//                    prev_hash). The time is UTC in microseconds. Events left out by a filter stand as one
//                    line per run, {gap: {first, hash, last, subtrees}}: seqs, the hash of the last one, and
//                    the roots (hex) of the largest aligned RFC 6962 subtrees that cover the run, left to
//                    right.
//   attempts.csv, units.csv, keys.csv, binds.csv
//                    RFC 4180 with header, UTF-8, CR LF; what the events say, as tables. A value that a
//                    spreadsheet would run as a formula has an apostrophe in front.
//   checkpoint.json  {checkpoint: {last_hash, size, station, time, tree_head}, signature}: Ed25519 (base64)
//   over the
//                    canonical JSON of `checkpoint`; size and tree head cover every event up to the export.
//   manifest.json    {files: [{name, sha256, size}], filter, format, station, time}
//   manifest.sig     Ed25519 over manifest.json, 64 raw bytes
//   station.pem      the station's public key
//   README.txt       how to check all this without this program
//   SHA256SUMS       for `sha256sum -c`
//
// Errors: Conflict when the target exists; Corrupt when the chain does not hold (nothing is exported);
// WriteFailed.
#pragma once

#include "db/records.h"
#include "db/station_identity.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace bindery::db
{

/// All that are set must hold for an event to be exported in full.
struct ExportFilter {
    std::optional<std::string> order;
    std::optional<std::string> serial;
    std::optional<std::int64_t> fromMicros; ///< UTC, inclusive
    std::optional<std::int64_t> toMicros;   ///< UTC, exclusive
};

struct ExportSummary {
    std::int64_t events = 0;
    std::int64_t eventsLeftOut = 0;
    std::int64_t attempts = 0;
    std::int64_t units = 0;
    Checkpoint checkpoint;
};

/// Makes a checkpoint, then `folder`: written beside it under another name, flushed and renamed.
ExportSummary exportAudit(Records& records, const StationIdentity& station,
                          const std::filesystem::path& folder, const ExportFilter& filter = {});

} // namespace bindery::db
