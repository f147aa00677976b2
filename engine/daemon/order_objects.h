// SPDX-License-Identifier: Apache-2.0
// Work orders on the bus: org.bindery.Orders1 makes them, org.bindery.Order1 is each of them that is not
// closed, or was closed lately. They follow the records, also where another program changes those. Threads:
// the main loop's.
#pragma once

#include "daemon/desk.h"

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>

#include <daemon_adaptors/Orders1.h>
#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

class OrderObject;

/// Closed ones that stay on the bus, the last to be closed; Records1 has them all.
inline constexpr std::size_t kClosedOrdersShown = 100;

class OrderObjects final : public sdbus::AdaptorInterfaces<org::bindery::Orders1_adaptor>
{
public:
    explicit OrderObjects(Desk& desk);
    ~OrderObjects();
    OrderObjects(const OrderObjects&) = delete;
    OrderObjects& operator=(const OrderObjects&) = delete;

    /// Brings all up to the records, when something was recorded since.
    void refresh();

private:
    /// Gives their numbers.
    std::set<std::string> showUnclosed();
    void showClosed(const std::set<std::string>& unclosed);

    void New(sdbus::Result<sdbus::ObjectPath>&& result, std::string number,
             std::map<std::string, sdbus::Variant> policy) override;

    Desk& m_desk;
    std::map<std::string, std::unique_ptr<OrderObject>> m_orders;
    std::deque<std::string> m_closed; ///< of m_orders, oldest first
    db::RecordsMark m_shown;          ///< before anything was: none
};

} // namespace bindery::daemon
