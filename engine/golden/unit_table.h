// SPDX-License-Identifier: Apache-2.0
// The units that are to be made, as a CSV file (RFC 4180, UTF-8): the first line names the columns.
//   serial      required: letters, digits, '.', '_', '-', at most 64, the first a letter or digit; each once
//   host_name   RFC 1123; empty: made from the serial
//   mac_...     a device's MAC address, such as mac_eth0, or empty; no address twice in the file. Kept as
//               Linux writes it: 02:00:5e:10:00:ff
//   others      free: at most 1024 bytes, no control characters
// Names of columns are lower-case letters, digits and '_', at most 64, the first a letter. Hostile input.
// Errors: InvalidArgument naming file, line, column and the cure.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::golden
{

/// By the column's name: what ${unit.NAME} stands for.
using UnitFields = std::map<std::string, std::string>;

struct UnitRow {
    std::size_t line = 0; ///< in the file, for messages
    std::string serial;
    std::string hostName; ///< may be empty
    UnitFields fields;    ///< all columns, serial and host_name too
};

struct UnitTable {
    std::string place; ///< the file's name, for messages
    std::vector<UnitRow> rows;
};

UnitTable loadUnitTable(const std::filesystem::path& path);
/// `place` names the text in messages.
UnitTable parseUnitTable(std::string_view text, const std::string& place);

} // namespace bindery::golden
