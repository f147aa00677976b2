// SPDX-License-Identifier: Apache-2.0
#include "cli/table.h"

#include <algorithm>

namespace bindery::cli
{

namespace
{

constexpr std::size_t kGap = 2;
constexpr std::size_t kSmallestShortened = 8;

std::string withoutTrailingSpace(std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

} // namespace

Table::Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}

void Table::addRow(std::vector<Cell> cells)
{
    cells.resize(m_columns.size());
    m_rows.push_back(std::move(cells));
}

std::string Table::text(const Console& console, std::size_t width) const
{
    std::vector<std::size_t> widths;
    std::vector<bool> shown(m_columns.size(), false);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        widths.push_back(displayWidth(m_columns[i].heading));
        for (const auto& row : m_rows) {
            widths[i] = std::max(widths[i], displayWidth(row[i].text));
            shown[i] = shown[i] || !row[i].text.empty();
        }
    }
    const auto total = [&] {
        std::size_t sum = 0;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            sum += shown[i] ? widths[i] + kGap : 0;
        }
        return sum == 0 ? 0 : sum - kGap;
    };
    std::vector<std::size_t> below;
    for (std::size_t i = 0; i < m_columns.size() && width > 0 && total() > width; ++i) {
        if (m_columns[i].fit == Fit::Drop) {
            shown[i] = false;
        }
    }
    for (std::size_t i = 0; i < m_columns.size() && width > 0 && total() > width; ++i) {
        if (m_columns[i].fit == Fit::Below && shown[i]) {
            shown[i] = false;
            below.push_back(i);
        }
    }
    for (std::size_t i = 0; i < m_columns.size() && width > 0; ++i) {
        const std::size_t all = total();
        if (all > width && m_columns[i].fit == Fit::Shorten && shown[i] && widths[i] > kSmallestShortened) {
            widths[i] = std::max(kSmallestShortened, widths[i] - std::min(widths[i], all - width));
        }
    }

    std::string out;
    std::string line;
    const auto append = [&](std::size_t i, const std::string& cell, Tone tone) {
        const std::string fitting = shortened(cell, widths[i], console.unicode);
        const std::string space(widths[i] - std::min(widths[i], displayWidth(fitting)), ' ');
        const std::string coloured = fitting.empty() ? fitting : toned(console, tone, fitting);
        line += (m_columns[i].right ? space + coloured : coloured + space) + std::string(kGap, ' ');
    };
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (shown[i]) {
            append(i, m_columns[i].heading, Tone::Dim);
        }
    }
    out += withoutTrailingSpace(std::move(line)) + "\n";
    for (const auto& row : m_rows) {
        line.clear();
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            if (shown[i]) {
                append(i, row[i].text, row[i].tone);
            }
        }
        out += withoutTrailingSpace(std::move(line)) + "\n";
        for (const std::size_t i : below) {
            if (!row[i].text.empty()) {
                out += "  " + toned(console, Tone::Dim, m_columns[i].heading) + " " +
                       toned(console, row[i].tone, row[i].text) + "\n";
            }
        }
    }
    return out;
}

void FactList::add(const std::string& name, const std::string& value, Tone tone)
{
    m_facts.push_back({name, {value, tone}, false});
}

std::string FactList::text(const Console& console, std::size_t width) const
{
    constexpr std::size_t kSmallestValue = 24;
    std::size_t names = 0;
    for (const Fact& fact : m_facts) {
        names = std::max(names, fact.heading ? 0 : displayWidth(fact.name));
    }
    const std::size_t indent = names + kGap;
    std::string out;
    for (const Fact& fact : m_facts) {
        if (fact.heading) {
            out += toned(console, Tone::Strong, fact.name) + "\n";
            continue;
        }
        if (fact.name.empty() && fact.value.text.empty()) {
            out += "\n";
            continue;
        }
        const std::size_t room =
            width > indent + kSmallestValue ? width - indent : (width == 0 ? SIZE_MAX : kSmallestValue);
        std::string lead =
            toned(console, Tone::Dim, fact.name) + std::string(indent - displayWidth(fact.name), ' ');
        for (const std::string& line : wrapped(fact.value.text, room)) {
            out += withoutTrailingSpace(lead + toned(console, fact.value.tone, line)) + "\n";
            lead = std::string(indent, ' ');
        }
    }
    return out;
}

} // namespace bindery::cli
