// SPDX-License-Identifier: Apache-2.0
// Work orders at the daemon.
#include "base/file.h"
#include "cli/bus_facts.h"
#include "cli/bus_json.h"
#include "cli/bus_report.h"
#include "cli/bus_stored.h"
#include "cli/bus_verbs.h"
#include "cli/order_text.h"
#include "cli/serial_list.h"
#include "db/order_json.h"

#include <daemon_proxies/Order1.h>
#include <daemon_proxies/Orders1.h>
#include <daemon_proxies/Records1.h>

namespace bindery::cli
{

namespace
{

using Order = org::bindery::Order1_proxy;
using Orders = org::bindery::Orders1_proxy;
using Records = org::bindery::Records1_proxy;

std::vector<db::StoredOrder> ordersOf(BusLink& link)
{
    std::vector<db::StoredOrder> orders;
    for (const BusDictionary& facts : link.ask<Records>([](auto& records) { return records.Orders(); })) {
        orders.push_back(storedOrderOf(jsonOf(facts)));
    }
    return orders;
}

db::StoredOrder orderOf(BusLink& link, const std::string& number)
{
    for (db::StoredOrder& order : ordersOf(link)) {
        if (order.order.number == number) {
            return std::move(order);
        }
    }
    throw Error(ErrorCode::NotFound,
                "there is no order \"" + number + "\": bindery order list shows those there are");
}

/// Errors: also for an order that was closed before the daemon started: nothing can be done with it.
std::string pathOf(BusLink& link, const std::string& number)
{
    for (const auto& [path, facts] : link.objects(Order::INTERFACE_NAME)) {
        if (factText(facts, "Number") == number) {
            return path;
        }
    }
    throw Error(ErrorCode::Conflict, "the order " + number + " is " + orderOf(link, number).state);
}

db::Reconciliation accountOf(BusLink& link, const std::string& number)
{
    std::map<std::string, std::int64_t> counts =
        link.ask<Records>([&](auto& records) { return records.Account(number); });
    db::Reconciliation account;
    account.issued = counts["issued"];
    account.passed = counts["passed"];
    account.writtenUnverified = counts["written_unverified"];
    account.scrapped = counts["scrapped"];
    account.voided = counts["void"];
    account.reserved = counts["reserved"];
    account.attempts = counts["attempts"];
    account.running = counts["running"];
    return account;
}

/// The keys of org.bindery.Orders1.New. What is not said has its rule there.
BusDictionary policyOf(const OrderNewOptions& options)
{
    const line::OrderPolicy& policy = options.policy;
    const auto whole = [](std::uint64_t number) { return sdbus::Variant(static_cast<std::int64_t>(number)); };
    BusDictionary wishes{
        {"serial_scheme", sdbus::Variant(std::string(textOf(policy.serialScheme)))},
        {"verify", sdbus::Variant(std::string(line::wordOf(policy.verify)))},
        {"ssh_keys", sdbus::Variant(std::string(line::wordOf(policy.sshKeys)))},
        {"first_article", sdbus::Variant(std::string(policy.firstArticle ? "wanted" : "not wanted"))},
        {"start_on_insertion", sdbus::Variant(policy.startOnInsertion)},
        {"yield_limit_percent", sdbus::Variant(std::int64_t{policy.yieldLimitPercent})},
        {"yield_after", sdbus::Variant(std::int64_t{policy.yieldAfter})},
        {"reprovision", sdbus::Variant(policy.reprovision)},
    };
    if (!options.golden.empty()) {
        wishes["golden"] = sdbus::Variant(options.golden);
    }
    if (policy.target) {
        wishes["target"] = sdbus::Variant(*policy.target);
    }
    if (!policy.serialPrefix.empty()) {
        wishes["serial_prefix"] = sdbus::Variant(policy.serialPrefix);
    }
    if (!options.sizeAtLeast.empty()) {
        wishes["size_at_least"] = whole(parseSize(options.sizeAtLeast).count());
    }
    if (!options.sizeAtMost.empty()) {
        wishes["size_at_most"] = whole(parseSize(options.sizeAtMost).count());
    }
    if (policy.fill) {
        wishes["fill"] = sdbus::Variant(std::string(line::wordOf(*policy.fill)));
    }
    if (!options.escrow.empty()) {
        wishes["escrow"] = sdbus::Variant(readTextFile(options.escrow, kib(64)));
    }
    return wishes;
}

int tellOrder(const Everywhere& everywhere, BusLink& link, const std::string& number)
{
    const db::StoredOrder order = orderOf(link, number);
    report(everywhere, {{"order", db::orderJson(order)}},
           "Order " + printable(number) + " is " + (order.state == "draft" ? "a draft" : order.state) +
               ".\n" + nextStep(order));
    return kDone;
}

} // namespace

int busOrderNew(const Everywhere& everywhere, const OrderNewOptions& options)
{
    const BusDictionary policy = policyOf(options);
    BusLink link = linkOf(everywhere);
    link.ask<Orders>([&](auto& orders) { return orders.New(options.number, policy); });
    return tellOrder(everywhere, link, options.number);
}

int busOrderList(const Everywhere& everywhere)
{
    BusLink link = linkOf(everywhere);
    const std::vector<db::StoredOrder> orders = ordersOf(link);
    Json list = Json::array();
    for (const db::StoredOrder& order : orders) {
        list.push_back(db::orderJson(order));
    }
    report(everywhere, {{"orders", std::move(list)}}, ordersTable(orders));
    return kDone;
}

int busOrderShow(const Everywhere& everywhere, const std::string& number)
{
    BusLink link = linkOf(everywhere);
    const db::StoredOrder order = orderOf(link, number);
    const db::Reconciliation counts = accountOf(link, number);
    report(everywhere, {{"order", db::orderJson(order)}, {"reconciliation", db::reconciliationJson(counts)}},
           orderText(order, counts));
    return kDone;
}

int busOrderAct(const Everywhere& everywhere, const std::string& number, db::OrderAct act)
{
    BusLink link = linkOf(everywhere);
    link.ask<Order>(pathOf(link, number), [&](auto& order) {
        switch (act) {
        case db::OrderAct::Release:
            return order.Release();
        case db::OrderAct::Open:
            return order.Open();
        case db::OrderAct::Pause:
            return order.Pause();
        case db::OrderAct::ApproveFirstArticle:
            return order.ApproveFirstArticle();
        default: // closing has a verb of its own
            throw Error(ErrorCode::Internal, "no verb of the contract does this to an order");
        }
    });
    return tellOrder(everywhere, link, number);
}

int busOrderClose(const Everywhere& everywhere, const std::string& number, const std::string& voidUnused)
{
    BusLink link = linkOf(everywhere);
    std::map<std::string, std::int64_t> counts =
        link.ask<Order>(pathOf(link, number), [&](auto& order) { return order.Close(voidUnused); });
    const db::Reconciliation account = accountOf(link, number);
    report(everywhere,
           {{"order", db::orderJson(orderOf(link, number))},
            {"reconciliation", db::reconciliationJson(account)},
            {"voided", counts["voided_now"]}},
           closedText(number, account));
    return kDone;
}

int busOrderSerialsAdd(const Everywhere& everywhere, const std::string& number,
                       const std::filesystem::path& file)
{
    const std::vector<std::string> serials = serialsOf(file);
    BusLink link = linkOf(everywhere);
    withContext(file.string(), [&] {
        link.ask<Order>(pathOf(link, number), [&](auto& order) { order.AddSerials(serials); });
    });
    report(everywhere, {{"order", db::orderJson(orderOf(link, number))}, {"added", serials.size()}},
           addedText(number, serials.size()));
    return kDone;
}

} // namespace bindery::cli
