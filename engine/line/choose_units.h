// SPDX-License-Identifier: Apache-2.0
// Which rows of a unit table the next cards are made from. A serial has one good card: rows whose serial was
// made, is void or is being made just now are skipped, and said to be, so that one table serves run after run
// until it is used up. A serial whose card failed is still free and comes first again, by its place in the
// table. A serial that must be made once more is no matter of a table: see Records::openAttempt.
// Errors: InvalidArgument when there are more cards than rows; Conflict when too few are left, or a serial
// belongs to another order.
#pragma once

#include "db/records.h"
#include "golden/unit_table.h"

#include <cstddef>
#include <string>
#include <vector>

namespace bindery::line
{

struct SkippedUnit {
    std::string serial;
    std::size_t line = 0; ///< in the table's file
    std::string reason;   ///< "made", "void", "being made"
};

struct ChosenUnits {
    std::vector<golden::UnitRow> rows;
    std::vector<SkippedUnit> skipped; ///< rows before the last chosen one
};

ChosenUnits chooseUnits(const db::Records& records, const golden::UnitTable& table, const std::string& order,
                        std::size_t cards);

} // namespace bindery::line
