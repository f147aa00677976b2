// SPDX-License-Identifier: Apache-2.0
// Some lines at the foot of a terminal, drawn again and again in their place. Log messages appear above them
// while it lives. Errors: none; a terminal that takes nothing more is none of the cards' business. Threads:
// any.
#pragma once

#include "cli/console.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace bindery::cli
{

class LiveView
{
public:
    explicit LiveView(const Console& console);
    ~LiveView();
    LiveView(const LiveView&) = delete;
    LiveView& operator=(const LiveView&) = delete;

    /// Lines without line feeds, each narrower than the terminal.
    void draw(std::vector<std::string> lines);
    void printAbove(const std::string& text);
    /// Takes the lines away.
    void erase() { draw({}); }

private:
    struct LogGuard;
    void write(const std::string& above) noexcept;

    Console m_console;
    std::mutex m_mutex;
    std::vector<std::string> m_lines;
    std::size_t m_drawn = 0;
    std::unique_ptr<LogGuard> m_log;
};

} // namespace bindery::cli
