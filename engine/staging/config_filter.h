// SPDX-License-Identifier: Apache-2.0
// The state that the conditional sections of config.txt leave behind: filters of different kinds add up,
// filters of one kind replace each other, [all] takes all away. What cannot be known at the station (a
// monitor, a pin, a serial number) may hold or not.
// Threads: one object belongs to one thread.
// Source: raspberrypi.com documentation of config.txt, "Conditional filters".
#pragma once

#include "staging/pi_board.h"

#include <string>

namespace bindery::staging
{

enum class Applies { No, Perhaps, Yes };

/// One way in which a card is started: on a board, and whether the firmware tries a new system just once.
struct BootWay {
    const PiBoard* board = nullptr;
    bool tryboot = false;
};

class ConfigFilter
{
public:
    void enter(const std::string& section);
    Applies to(const BootWay& way) const;
    /// Nothing is filtered.
    bool isAll() const;

private:
    std::string m_model; ///< empty: any
    bool m_none = false;
    bool m_tryboot = false;
    bool m_unknown = false; ///< a condition that only the unit can decide
};

} // namespace bindery::staging
