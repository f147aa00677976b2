// SPDX-License-Identifier: Apache-2.0
// Attempts as files for people's own tools: CSV (RFC 4180, UTF-8, with a header; a value that a spreadsheet
// would run as a formula has an apostrophe in front) or JSON Lines, one attempt_json object a line. Unlike an
// audit export these are not signed. Threads: free functions.
#pragma once

#include "db/attempt.h"

#include <string>
#include <vector>

namespace bindery::db
{

std::string attemptsCsv(const std::vector<StoredAttempt>& attempts);
std::string attemptsJsonLines(const std::vector<StoredAttempt>& attempts);

} // namespace bindery::db
