// SPDX-License-Identifier: Apache-2.0
// A table of text for people, that fits the width of a terminal. A column without content is left out.
#pragma once

#include "cli/console.h"

#include <string>
#include <vector>

namespace bindery::cli
{

/// What happens to a column where the width does not suffice.
enum class Fit {
    Keep,
    Shorten, ///< in its middle
    Below,   ///< it goes below its row, with its heading
    Drop,
};

struct Column {
    std::string heading;
    Fit fit = Fit::Keep;
    bool right = false; ///< numbers
};

struct Cell {
    std::string text; ///< printable
    Tone tone = Tone::Plain;
};

class Table
{
public:
    explicit Table(std::vector<Column> columns);
    void addRow(std::vector<Cell> cells);
    bool empty() const { return m_rows.empty(); }
    /// Lines with line feeds. `width` 0: as wide as it gets.
    std::string text(const Console& console, std::size_t width) const;

private:
    std::vector<Column> m_columns;
    std::vector<std::vector<Cell>> m_rows;
};

/// "Name   value" lines, values broken at `width` and aligned.
class FactList
{
public:
    void add(const std::string& name, const std::string& value, Tone tone = Tone::Plain);
    void addBlank() { m_facts.push_back({}); }
    void addHeading(const std::string& heading) { m_facts.push_back({heading, {}, true}); }
    std::string text(const Console& console, std::size_t width) const;

private:
    struct Fact {
        std::string name;
        Cell value;
        bool heading = false;
    };
    std::vector<Fact> m_facts;
};

} // namespace bindery::cli
