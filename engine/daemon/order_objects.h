// SPDX-License-Identifier: Apache-2.0
// Work orders on the bus: org.bindery.Orders1 makes them, org.bindery.Order1 is each of them. They follow the
// records, also where another program changes those. Threads: the main loop's.
#pragma once

#include "daemon/desk.h"

#include <map>
#include <memory>
#include <string>

#include <daemon_adaptors/Orders1.h>
#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

class OrderObject;

class OrderObjects final : public sdbus::AdaptorInterfaces<org::bindery::Orders1_adaptor>
{
public:
    explicit OrderObjects(Desk& desk);
    ~OrderObjects();
    OrderObjects(const OrderObjects&) = delete;
    OrderObjects& operator=(const OrderObjects&) = delete;

    /// Brings all up to the records.
    void refresh();

private:
    void New(sdbus::Result<sdbus::ObjectPath>&& result, std::string number,
             std::map<std::string, sdbus::Variant> policy) override;

    Desk& m_desk;
    std::map<std::string, std::unique_ptr<OrderObject>> m_orders;
};

} // namespace bindery::daemon
