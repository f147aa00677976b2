// SPDX-License-Identifier: Apache-2.0
// What the owner of a station sets, read when the daemon starts: station.toml in /etc/bindery.
//
//   version = 1
//
//   [station]
//   name = "station"              1 to 64 letters, digits, '.', '_', '-'; used when the records are made
//   state_folder = "/var/lib/bindery"
//   language = "en"               "en", "de", "es": of those who never said theirs
//   sign_out_after_minutes = 10   0 to 1440 without a verb; 0: never
//   checkpoint_every = 1000       1 to 1000000 events
//
//   [line]
//   stall_limit_seconds = 30      5 to 3600 without a byte
//   daily_check = false           no card before the reference cards were checked today
//
//   [bench]
//   listen_address = "0.0.0.0"    in numbers, IPv4 or IPv6
//   port = 7443                   1 to 65535
//   policy = "scan"               "scan", "list", "open"; whoever opens the bench may say another
//
// Everything is optional but the version; the values above are the defaults. A key that is not known is
// refused, for a misspelt one would be a setting that does not hold. The slots are beside it, or in the state
// folder, in slots.toml (device/slot_map.h). Errors: InvalidArgument that tells all that is wrong,
// "FILE:LINE:COLUMN: what: the cure", one per line; those of base/file.h. Threads: values, free functions.
#pragma once

#include "card/stall.h"
#include "line/bench.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace bindery::db
{
class Records;
}

namespace bindery::daemon
{

struct StationSettings {
    std::string name = "station";
    std::filesystem::path stateFolder = "/var/lib/bindery";
    std::string language = "en";
    std::chrono::seconds signOutAfter{600}; ///< 0: never
    std::int64_t checkpointEvery = 1000;
    bool operator==(const StationSettings&) const = default;
};

struct LineSettings {
    std::chrono::milliseconds stallLimit = card::kStallLimit;
    bool dailyCheck = false;
    bool operator==(const LineSettings&) const = default;
};

struct BenchSettings {
    std::string listenAddress = "0.0.0.0";
    std::uint16_t port = 7443;
    line::BenchPolicy policy = line::BenchPolicy::Scan;
    bool operator==(const BenchSettings&) const = default;
};

struct Settings {
    StationSettings station;
    LineSettings line;
    BenchSettings bench;
    bool operator==(const Settings&) const = default;
};

/// `place` names the text in messages.
Settings parseSettings(std::string_view text, const std::string& place);

inline constexpr const char* kSettingsFolder = "/etc/bindery";

struct LoadedSettings {
    Settings settings;
    std::filesystem::path slotsFile;
    std::map<std::string, std::string> digests; ///< SHA-256 in hex, by name, of the files that are there
};

/// Reads the files of the folder; one that is missing leaves the defaults. Errors: also a .toml file of
/// another name, for nothing would read it; BadImage for slots that cannot be read.
LoadedSettings loadSettings(const std::filesystem::path& folder);

/// Records "settings.loaded" with the digests, unless they are those that were recorded last. True when it
/// did.
bool recordSettings(db::Records& records, const LoadedSettings& loaded);

} // namespace bindery::daemon
