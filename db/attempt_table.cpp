// SPDX-License-Identifier: Apache-2.0
#include "db/attempt_table.h"

#include "db/attempt_json.h"
#include "db/audit_tables_internal.h"

#include <array>

namespace bindery::db
{

namespace
{

/// Of attempt_json, in the order of the columns.
constexpr std::array kColumns{
    "attempt", "serial",        "order",     "golden_id",  "actor",         "slot",          "size",
    "started", "ended",         "result",    "reason",     "message",       "verify",        "fill",
    "found",   "bytes_written", "luks_uuid", "supersedes", "superseded_by", "change_reason", "tool_version"};

std::string cellOf(const Json& value)
{
    if (value.is_null()) {
        return {};
    }
    return csvCell(value.is_string() ? value.get<std::string>() : value.dump());
}

} // namespace

std::string attemptsCsv(const std::vector<StoredAttempt>& attempts)
{
    std::string text;
    for (const char* column : kColumns) {
        text += (text.empty() ? "" : ",") + std::string(column);
    }
    text += "\r\n";
    for (const StoredAttempt& attempt : attempts) {
        const Json json = attemptJson(attempt);
        bool isFirst = true;
        for (const char* column : kColumns) {
            text += (isFirst ? "" : ",") + cellOf(json.at(column));
            isFirst = false;
        }
        text += "\r\n";
    }
    return text;
}

std::string attemptsJsonLines(const std::vector<StoredAttempt>& attempts)
{
    std::string text;
    for (const StoredAttempt& attempt : attempts) {
        text += attemptJson(attempt).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    }
    return text;
}

} // namespace bindery::db
