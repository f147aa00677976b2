// SPDX-License-Identifier: Apache-2.0
// Which members of a value differ from what it was, by the names of their D-Bus properties.
// Threads: a value.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace bindery::daemon
{

class ChangedMembers
{
public:
    template <typename T>
    void look(const char* property, T& now, T&& next)
    {
        if (!(now == next)) {
            now = std::forward<T>(next);
            m_names.emplace_back(property);
        }
    }
    const std::vector<std::string>& names() const { return m_names; }

private:
    std::vector<std::string> m_names;
};

} // namespace bindery::daemon
