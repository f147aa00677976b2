// SPDX-License-Identifier: Apache-2.0
// Fuzzes the reading of unit tables: refused with InvalidArgument, or read to rows that keep what the header
// promises.
#include "base/error.h"
#include "base/json.h"
#include "golden/personality.h"
#include "golden/unit_table.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    try {
        const golden::UnitTable table =
            golden::parseUnitTable({reinterpret_cast<const char*>(data), size}, "fuzzed");
        std::set<std::string> serials;
        for (const golden::UnitRow& row : table.rows) {
            const bool sound = serials.insert(row.serial).second && row.fields.at("serial") == row.serial &&
                               (row.hostName.empty() || golden::isHostName(row.hostName)) &&
                               row.fields.size() == table.rows.front().fields.size();
            if (!sound || canonicalJson(Json(row.fields)).find('\n') != std::string::npos) {
                std::abort();
            }
        }
        if (serials.empty()) {
            std::abort();
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidArgument) {
            std::abort();
        }
    }
    return 0;
}
