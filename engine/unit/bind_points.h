// SPDX-License-Identifier: Apache-2.0
// Names for the moments between the steps of a bind, so that tests can cut power at each of them. In
// production nobody listens. Threads: belongs to one thread.
#pragma once

#include <functional>
#include <string>
#include <utility>

namespace bindery::unit
{

class BindPoints
{
public:
    BindPoints() = default;
    explicit BindPoints(std::function<void(const std::string&)> see) : m_see(std::move(see)) {}

    void reach(const std::string& name) const
    {
        if (m_see) {
            m_see(name);
        }
    }

private:
    std::function<void(const std::string&)> m_see;
};

} // namespace bindery::unit
