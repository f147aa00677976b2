// SPDX-License-Identifier: Apache-2.0
#include "cli/order_text.h"

#include "base/cms_envelope.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/time_text.h"
#include "line/order_policy.h"

#include <unistd.h>

namespace bindery::cli
{

namespace
{

std::string madeOf(const db::StoredOrder& order)
{
    return std::to_string(order.passed) +
           (order.order.target ? " of " + std::to_string(*order.order.target) : std::string());
}

Tone toneOfOrder(const db::StoredOrder& order)
{
    return order.isActive                                ? Tone::Good
           : order.order.state == db::OrderState::Closed ? Tone::Dim
                                                         : Tone::Plain;
}

std::string sizeWindow(const line::OrderPolicy& policy)
{
    if (!policy.sizeAtMost) {
        return policy.sizeAtLeast == Bytes(0) ? "any" : "at least " + humanSize(policy.sizeAtLeast);
    }
    return humanSize(policy.sizeAtLeast) + " to " + humanSize(*policy.sizeAtMost);
}

void addPolicy(FactList& facts, const line::OrderPolicy& policy)
{
    facts.add("cards", sizeWindow(policy));
    facts.add("verify", std::string(line::wordOf(policy.verify)));
    facts.add("fill", policy.fill ? std::string(line::wordOf(*policy.fill)) : "by what a card holds");
    facts.add("SSH keys", std::string(line::wordOf(policy.sshKeys)));
    facts.add("starts", policy.startOnInsertion ? "on insertion" : "by command");
    facts.add("stops", policy.yieldLimitPercent == 0
                           ? "never by its yield"
                           : "under a yield of " + std::to_string(policy.yieldLimitPercent) + " %, after " +
                                 std::to_string(policy.yieldAfter) + " cards");
    facts.add("recovery key",
              policy.escrow ? "sealed to certificate " + certificateFingerprint(*policy.escrow, "escrow")
                            : "none");
    facts.add("made cards", policy.reprovision ? "are made once more" : "are refused");
}

} // namespace

std::string ordersTable(const std::vector<db::StoredOrder>& orders)
{
    Table table({{"Order"},
                 {"State"},
                 {"Line"},
                 {"Passed", Fit::Keep, true},
                 {"Failed", Fit::Keep, true},
                 {"Running", Fit::Drop, true},
                 {"Golden image", Fit::Drop},
                 {"Made", Fit::Drop},
                 {"By", Fit::Drop}});
    for (const db::StoredOrder& order : orders) {
        constexpr std::size_t kShortId = 12;
        table.addRow({{printable(order.order.number)},
                      {order.state, toneOfOrder(order)},
                      {order.isActive ? "is on it" : ""},
                      {madeOf(order)},
                      {std::to_string(order.failed)},
                      {std::to_string(order.running)},
                      {order.order.goldenId.value_or("").substr(0, kShortId)},
                      {localTime(order.createdUtcMicros)},
                      {printable(order.createdBy)}});
    }
    const Console console = Console::of(STDOUT_FILENO);
    return table.text(console, outputWidth(console));
}

std::string orderText(const db::StoredOrder& order, const db::Reconciliation& counts)
{
    FactList facts;
    facts.addHeading("Order " + printable(order.order.number));
    facts.add("state", order.state + (order.isActive ? ", the line is on it" : ""), toneOfOrder(order));
    facts.add("made", localTime(order.createdUtcMicros) + " by " + printable(order.createdBy));
    facts.add("golden image", order.order.goldenId.value_or("any that is approved"));
    facts.add("target", order.order.target ? std::to_string(*order.order.target) : "none");
    facts.add("serials", std::string(textOf(order.order.serialScheme)) + ", prefix " +
                             printable(order.order.serialPrefix));
    facts.add("first article", std::string(textOf(order.order.firstArticle)) +
                                   (order.firstArticleBy ? " by " + printable(*order.firstArticleBy) : ""));
    addPolicy(facts, line::policyOf(order.order));
    facts.addBlank();
    facts.addHeading("Serials");
    facts.add("issued", std::to_string(counts.issued));
    facts.add("made", std::to_string(counts.passed) +
                          (counts.writtenUnverified > 0
                               ? ", " + std::to_string(counts.writtenUnverified) + " of them not verified"
                               : ""));
    facts.add("scrapped", std::to_string(counts.scrapped));
    facts.add("void", std::to_string(counts.voided));
    facts.add("free", std::to_string(counts.reserved));
    facts.add("attempts", std::to_string(counts.attempts) + ", " + std::to_string(order.failed) +
                              " failed, " + std::to_string(counts.running) + " running");
    const Console console = Console::of(STDOUT_FILENO);
    return facts.text(console, outputWidth(console));
}

/// What a person may do next.
std::string nextStep(const db::StoredOrder& order)
{
    const std::string number = printable(order.order.number);
    switch (order.order.state) {
    case db::OrderState::Draft:
        return "Next: bindery order release " + number + "\n";
    case db::OrderState::Released:
    case db::OrderState::Paused:
        return "Next: bindery order open " + number + "\n";
    case db::OrderState::FirstArticle:
        return "Next: make one card; another person then says bindery order approve-first-article " + number +
               "\n";
    default:
        return {};
    }
}

std::string closedText(const std::string& number, const db::Reconciliation& counts)
{
    return "Order " + printable(number) + " is closed: " + std::to_string(counts.issued) + " serials, " +
           std::to_string(counts.passed) + " made, " + std::to_string(counts.scrapped) + " scrapped, " +
           std::to_string(counts.voided) + " void.\n";
}

std::string addedText(const std::string& number, std::size_t serials)
{
    return "Added " + std::to_string(serials) + " serials to order " + printable(number) + ".\n";
}

} // namespace bindery::cli
