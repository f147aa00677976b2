// SPDX-License-Identifier: Apache-2.0
#include "cli/serial_list.h"

#include "base/error.h"
#include "base/file.h"
#include "golden/unit_table.h"

#include <sstream>
#include <utility>

namespace bindery::cli
{

std::vector<std::string> serialsOf(const std::filesystem::path& file)
{
    const std::string text = readTextFile(file);
    std::istringstream lines(text);
    std::vector<std::string> serials;
    for (std::string line; std::getline(lines, line);) {
        const std::size_t end = line.find_last_not_of(" \t\r");
        line.erase(end == std::string::npos ? 0 : end + 1);
        const bool isHeading = serials.empty() && (line == "serial" || line.find(',') != std::string::npos);
        if (isHeading) {
            for (golden::UnitRow& row : golden::parseUnitTable(text, file.string()).rows) {
                serials.push_back(std::move(row.serial));
            }
            break;
        }
        if (!line.empty()) {
            serials.push_back(line);
        }
    }
    if (serials.empty()) {
        throw Error(ErrorCode::InvalidArgument,
                    file.string() +
                        " holds no serial: write one per line, or a CSV file with a column serial");
    }
    return serials;
}

} // namespace bindery::cli
