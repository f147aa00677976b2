// SPDX-License-Identifier: Apache-2.0
// The station's address as the kernel's command line gives it: `bindery.station=HOST:PORT`, which goes before
// unit.conf. Whoever can write that line can only send the unit to a station that it does not trust
// (site.pins). Threads: free functions. Source: Documentation/admin-guide/kernel-parameters.rst (words,
// quotes; the last one counts).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace bindery::unit
{

/// The value of the last `key=VALUE`; empty when there is none, or none of 1 to 256 printable characters.
std::optional<std::string> commandLineWord(std::string_view commandLine, std::string_view key);
/// Of the running kernel; empty also where /proc cannot be read.
std::optional<std::string> stationOnCommandLine(const std::filesystem::path& file = "/proc/cmdline");

} // namespace bindery::unit
