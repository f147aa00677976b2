// SPDX-License-Identifier: Apache-2.0
#include "staging/config_filter.h"

#include <algorithm>

namespace bindery::staging
{

namespace
{

bool holds(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// "pi4", "cm4s", "pi3+"
bool isModel(const std::string& section)
{
    return section.size() > 2 && (section.starts_with("pi") || section.starts_with("cm")) &&
           section[2] >= '0' && section[2] <= '9';
}

} // namespace

void ConfigFilter::enter(const std::string& section)
{
    if (section == "all") {
        *this = ConfigFilter();
        return;
    }
    if (m_none) {
        // whether a filter behind [none] takes it back is said nowhere
        m_none = false;
        m_unknown = true;
    }
    if (section == "none") {
        m_none = true;
    } else if (section == "tryboot") {
        m_tryboot = true;
    } else if (isModel(section)) {
        m_model = section;
    } else {
        m_unknown = true;
    }
}

Applies ConfigFilter::to(const BootWay& way) const
{
    if (m_none || (m_tryboot && !way.tryboot)) {
        return Applies::No;
    }
    bool perhaps = m_unknown;
    if (!m_model.empty() && !holds(way.board->filters, m_model)) {
        if (!holds(way.board->perhaps, m_model)) {
            return Applies::No;
        }
        perhaps = true;
    }
    return perhaps ? Applies::Perhaps : Applies::Yes;
}

bool ConfigFilter::isAll() const
{
    return m_model.empty() && !m_none && !m_tryboot && !m_unknown;
}

} // namespace bindery::staging
