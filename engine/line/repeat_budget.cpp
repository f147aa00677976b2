// SPDX-License-Identifier: Apache-2.0
#include "line/repeat_budget.h"

namespace bindery::line
{

bool RepeatBudget::admits(const std::string& key, std::int64_t nowMicros)
{
    if (!m_running) {
        m_running = true;
        m_start = nowMicros;
    }
    const auto known = m_keys.find(key);
    if (m_admitted >= m_limits.overall) {
        ++(known == m_keys.end() ? m_othersWithheld : known->second.withheld);
        return false;
    }
    Count& count = m_keys[key];
    if (count.admitted >= m_limits.perKey) {
        ++count.withheld;
        return false;
    }
    ++count.admitted;
    ++m_admitted;
    return true;
}

std::vector<RepeatBudget::Withheld> RepeatBudget::ended(std::int64_t nowMicros)
{
    return m_running && nowMicros - m_start >= m_limits.periodMicros ? rest() : std::vector<Withheld>();
}

std::vector<RepeatBudget::Withheld> RepeatBudget::rest()
{
    std::vector<Withheld> withheld;
    for (const auto& [key, count] : m_keys) {
        if (count.withheld > 0) {
            withheld.push_back({key, count.withheld});
        }
    }
    if (m_othersWithheld > 0) {
        withheld.push_back({"", m_othersWithheld});
    }
    m_running = false;
    m_admitted = 0;
    m_othersWithheld = 0;
    m_keys.clear();
    return withheld;
}

} // namespace bindery::line
