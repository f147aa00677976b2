// SPDX-License-Identifier: Apache-2.0
// Binds for people: a table of units, the whole history of one, what happens at the bench.
#pragma once

#include "cli/console.h"
#include "db/bind_records.h"
#include "line/bench.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bindery::cli
{

std::string bindTable(const std::vector<db::BindStatus>& units, const Console& console, std::size_t width);
std::string bindHistoryText(const db::BindStatus& status,
                            const std::optional<db::BindRecords::Escrow>& escrow, const Console& console,
                            std::size_t width);

/// One word for a shell: quoted unless it is plain, and printable.
std::string shellWord(const std::string& text);

/// Lines for what happens at the bench. A unit that waits asks again and again, and is told of once, with
/// what to type where a person must confirm it.
class BenchPicture
{
public:
    /// `confirmCommand`: begins the line to type, up to the serials; empty where nobody confirms.
    explicit BenchPicture(std::string confirmCommand) : m_confirm(std::move(confirmCommand)) {}

    /// With line feeds; empty for what was said already.
    std::string take(const line::BenchEvent& event, const Console& console);

private:
    std::string m_confirm;
    std::map<std::string, std::string> m_waiting; ///< what was said last of each unit that waits
};

} // namespace bindery::cli
