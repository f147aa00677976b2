// SPDX-License-Identifier: Apache-2.0
// What a verb says on standard output, and how an error is told.
// Errors: WriteFailed when standard output takes no more (a full disk); a reader that went away is no error.
#pragma once

#include "base/error.h"
#include "base/json.h"
#include "cli/console.h"

#include <optional>
#include <string>
#include <string_view>

namespace bindery::cli
{

// Exit statuses of outcomes that are no errors; those of errors are in the table of base/error.h.
constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kUsage = 2;
constexpr int kMismatch = 4;
constexpr int kCancelled = 7;

/// Indented, with a line feed. Text that is not UTF-8 (file names) gets replacement characters.
void printJson(const Json& value);
void printText(std::string_view text);
/// Width for tables on standard output; 0 where it is no terminal.
std::size_t outputWidth(const Console& console);

/// {"code", "message", "cure"}
Json errorJson(ErrorCode code, const std::string& message);
/// On standard error for people; with `json` an object on standard output. `cure` replaces the operator's
/// sentence. Gives the exit status.
int tellError(const Error& error, bool json, const std::optional<std::string>& cure = std::nullopt);

} // namespace bindery::cli
