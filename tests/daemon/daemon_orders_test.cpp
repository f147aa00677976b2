// SPDX-License-Identifier: Apache-2.0
// Orders of the real daemon on its bus, also those that another program makes and closes meanwhile.
#include "base/clock.h"
#include "daemon/daemon_test.h"
#include "daemon/order_objects.h"
#include "line/station.h"

#include <algorithm>
#include <set>

namespace bindery::daemon::test
{

class DaemonOrders : public DaemonTest
{
protected:
    /// Their numbers, of those that have an object.
    std::set<std::string> shown()
    {
        const auto root = sdbus::createProxy(client().connection(), kName, "/org/bindery");
        using Interfaces = std::map<std::string, std::map<std::string, sdbus::Variant>>;
        std::map<sdbus::ObjectPath, Interfaces> objects;
        root->callMethod("GetManagedObjects")
            .onInterface("org.freedesktop.DBus.ObjectManager")
            .storeResultsTo(objects);
        std::set<std::string> numbers;
        for (const auto& [path, interfaces] : objects) {
            const auto order = interfaces.find("org.bindery.Order1");
            if (order != interfaces.end()) {
                numbers.insert(order->second.at("Number").get<std::string>());
            }
        }
        return numbers;
    }
};

TEST_F(DaemonOrders, OfAnotherProgramComeToTheBusAndKeepAHundredClosedOnes)
{
    constexpr std::size_t kMore = kClosedOrdersShown + 3;
    begin();
    const std::set<std::string> before = shown();
    const SystemClock clock;
    line::Station other(state(), clock);
    const auto number = [](std::size_t index) { return "ORDER-" + std::to_string(1000 + index); };
    for (std::size_t index = 0; index < kMore; ++index) {
        db::NewOrder order;
        order.number = number(index);
        order.serialPrefix = order.number + "-";
        other.records().createOrder(order, kDemoOperator);
    }
    client().await("they are shown", [&] { return shown().size() == before.size() + kMore; });
    const auto close = [&](std::size_t first, std::size_t end) {
        for (std::size_t index = first; index < end; ++index) {
            other.records().closeOrder(number(index), kDemoOperator);
        }
        const std::string last = "/org/bindery/orders/ORDER_2d" + std::to_string(1000 + end - 1);
        client().await("the last of them is closed",
                       [&] { return client().order(last).State() == "closed"; });
    };
    close(0, 3); // so that these are known to be the first
    EXPECT_EQ(shown().size(), before.size() + kMore) << "what was closed just now is still there";
    close(3, kMore);
    client().await("the first have gone",
                   [&] { return shown().size() == before.size() + kClosedOrdersShown; });
    const std::set<std::string> after = shown();
    for (std::size_t index = 0; index < kMore; ++index) {
        EXPECT_EQ(after.count(number(index)), index < 3 ? 0U : 1U) << number(index);
    }
    EXPECT_EQ(station().Orders().size(), before.size() + kMore) << "the records have them all";
}

} // namespace bindery::daemon::test
