// SPDX-License-Identifier: Apache-2.0
// Times and spans as people write and read them. Units: UTC microseconds, milliseconds as named.
#pragma once

#include <cstdint>
#include <string>

namespace bindery::cli
{

/// "2026-07-29 14:03:22", in the station's time zone.
std::string localTime(std::int64_t utcMicros);
/// "0:07", "12:30", "1:02:03"
std::string clockSpan(std::int64_t seconds);
/// "0.4 s", "12 s", "3 min 20 s", "1 h 5 min"
std::string spokenSpan(std::int64_t millis);
/// "2026-07-29", "2026-07-29 14:03[:22]" (station's time zone), with a "Z" at the end (UTC); or ago: "30m",
/// "2h", "7d". Errors: InvalidArgument naming `option`.
std::int64_t parseTime(const std::string& text, const std::string& option, std::int64_t nowMicros);

} // namespace bindery::cli
