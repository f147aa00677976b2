// SPDX-License-Identifier: Apache-2.0
// What the writer and the verifier of an export must agree on; the format is described in audit_export.h.
#pragma once

#include "base/json.h"
#include "db/tree_head_internal.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::db
{

inline constexpr int kExportFormat = 2; ///< 1: keys.csv had no history, binds.csv no parts
inline constexpr std::string_view kEventsFile = "events.jsonl";
inline constexpr std::string_view kAttemptsFile = "attempts.csv";
inline constexpr std::string_view kUnitsFile = "units.csv";
inline constexpr std::string_view kKeysFile = "keys.csv";
inline constexpr std::string_view kBindsFile = "binds.csv";
inline constexpr std::string_view kCheckpointFile = "checkpoint.json";
inline constexpr std::string_view kManifestFile = "manifest.json";
inline constexpr std::string_view kSignatureFile = "manifest.sig";
inline constexpr std::string_view kStationFile = "station.pem";
inline constexpr std::string_view kReadmeFile = "README.txt";
inline constexpr std::string_view kSumsFile = "SHA256SUMS";

/// The files that the manifest holds digests of, by name.
inline constexpr std::array kDigestedFiles{kReadmeFile, kAttemptsFile, kBindsFile,   kCheckpointFile,
                                           kEventsFile, kKeysFile,     kStationFile, kUnitsFile};

struct FileDigest {
    std::string sha256;
    std::uint64_t size = 0;
};
using FileDigests = std::map<std::string, FileDigest, std::less<>>;

/// SHA256SUMS as sha256sum(1) writes it.
std::string sumsText(const FileDigests& files);

/// Events that a filter left out.
struct Gap {
    std::int64_t first = 0;
    std::int64_t last = 0;
    Digest hash{}; ///< of the last event
    std::vector<Subtree> subtrees;
};
std::string gapLine(const Gap& gap);
/// Errors: Corrupt.
Gap gapOf(const Json& line);

std::string_view readmeText();

} // namespace bindery::db
