// SPDX-License-Identifier: Apache-2.0
// How often the same thing is worth a record: a flood of one peer must not fill the disk. The first few of a
// period are admitted, what comes after is counted and told once when the period is over. Units: the caller's
// time, in microseconds, never backwards. Threads: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace bindery::line
{

class RepeatBudget
{
public:
    struct Limits {
        int perKey = 1;
        int overall = 1; ///< of all keys; it bounds what is remembered, too
        std::int64_t periodMicros = 60'000'000;
    };
    struct Withheld {
        std::string key; ///< empty: of keys that were not counted one by one
        std::int64_t count = 0;
    };

    explicit RepeatBudget(Limits limits) : m_limits(limits) {}

    bool admits(const std::string& key, std::int64_t nowMicros);
    /// What was withheld in a period that is over by now; empties it. Call it before admits().
    std::vector<Withheld> ended(std::int64_t nowMicros);
    /// The same of the running period, at the end of it all.
    std::vector<Withheld> rest();

private:
    struct Count {
        int admitted = 0;
        std::int64_t withheld = 0;
    };

    Limits m_limits;
    bool m_running = false;
    std::int64_t m_start = 0;
    int m_admitted = 0;
    std::int64_t m_othersWithheld = 0;
    std::map<std::string, Count> m_keys;
};

} // namespace bindery::line
