// SPDX-License-Identifier: Apache-2.0
#include "base/cms_envelope.h"
#include "base/file.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/table.h"
#include "cli/time_text.h"
#include "cli/verbs.h"
#include "db/order_json.h"
#include "golden/unit_table.h"
#include "line/order_policy.h"
#include "line/station.h"

#include <sstream>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

db::StoredOrder requireOrder(const db::Records& records, const std::string& number)
{
    std::optional<db::StoredOrder> order = records.findOrder(number);
    if (!order) {
        throw Error(ErrorCode::NotFound,
                    "there is no order \"" + number + "\": bindery order list shows those there are");
    }
    return *std::move(order);
}

db::Records openForLooking(const Everywhere& everywhere)
{
    requireState(everywhere.state);
    return db::Records::openReadOnly(db::StateFolder(std::filesystem::absolute(everywhere.state)));
}

void report(const Everywhere& everywhere, const Json& json, const std::string& text)
{
    if (everywhere.json) {
        printJson(json);
    } else {
        printText(text);
    }
}

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

std::string orderFacts(const db::StoredOrder& order, const db::Reconciliation& counts)
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

/// One serial per line, or a CSV file with a column "serial".
std::vector<std::string> serialsOf(const std::filesystem::path& file)
{
    const std::string text = readTextFile(file);
    std::istringstream lines(text);
    std::vector<std::string> serials;
    for (std::string line; std::getline(lines, line);) {
        const std::size_t end = line.find_last_not_of(" \t\r");
        line.erase(end == std::string::npos ? 0 : end + 1);
        const bool isHeading = serials.empty() && (line == "serial" || line.find(',') != std::string::npos);
        if (isHeading) {
            for (golden::UnitRow& row : golden::parseUnitTable(text, file.string()).rows) {
                serials.push_back(std::move(row.serial));
            }
            break;
        }
        if (!line.empty()) {
            serials.push_back(line);
        }
    }
    if (serials.empty()) {
        throw Error(ErrorCode::InvalidArgument,
                    file.string() +
                        " holds no serial: write one per line, or a CSV file with a column serial");
    }
    return serials;
}

/// Errors: a certificate that cannot serve is refused before there is an order.
line::OrderPolicy policyOf(const OrderNewOptions& options, const line::Station& station)
{
    line::OrderPolicy policy = options.policy;
    if (!options.golden.empty()) {
        policy.goldenId = station.store().find(options.golden).id;
    }
    if (!options.sizeAtLeast.empty()) {
        policy.sizeAtLeast = parseSize(options.sizeAtLeast);
    }
    if (!options.sizeAtMost.empty()) {
        policy.sizeAtMost = parseSize(options.sizeAtMost);
    }
    if (!options.escrow.empty()) {
        policy.escrow =
            CmsEnvelope::forCertificate(options.escrow, station.clock().now().utcMicros / 1'000'000)
                .certificate();
    }
    if (policy.serialPrefix.empty()) {
        policy.serialPrefix = options.number + "-";
    }
    return policy;
}

} // namespace

int orderNew(const Everywhere& everywhere, const OrderNewOptions& options)
{
    requireState(everywhere.state);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    station.records().createOrder(line::draftOf(options.number, policyOf(options, station)),
                                  everywhere.actor);
    const db::StoredOrder order = requireOrder(station.records(), options.number);
    report(everywhere, {{"order", db::orderJson(order)}},
           "Order " + printable(options.number) + " is a draft.\n" + nextStep(order));
    return kDone;
}

int orderList(const Everywhere& everywhere)
{
    const db::Records records = openForLooking(everywhere);
    const std::vector<db::StoredOrder> orders = records.orders();
    Json list = Json::array();
    for (const db::StoredOrder& order : orders) {
        list.push_back(db::orderJson(order));
    }
    report(everywhere, {{"orders", std::move(list)}}, ordersTable(orders));
    return kDone;
}

int orderShow(const Everywhere& everywhere, const std::string& number)
{
    const db::Records records = openForLooking(everywhere);
    const db::StoredOrder order = requireOrder(records, number);
    const db::Reconciliation counts = records.reconcile(number);
    report(everywhere, {{"order", db::orderJson(order)}, {"reconciliation", db::reconciliationJson(counts)}},
           orderFacts(order, counts));
    return kDone;
}

int orderAct(const Everywhere& everywhere, const std::string& number, db::OrderAct act)
{
    requireState(everywhere.state);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    station.records().actOnOrder(number, act, everywhere.actor);
    const db::StoredOrder order = requireOrder(station.records(), number);
    report(everywhere, {{"order", db::orderJson(order)}},
           "Order " + printable(number) + " is " + order.state + ".\n" + nextStep(order));
    return kDone;
}

int orderClose(const Everywhere& everywhere, const std::string& number, const std::string& voidUnused)
{
    requireState(everywhere.state);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    db::Records& records = station.records();
    ensureKnown(records, everywhere.actor);
    // From here on no card is begun, so what is counted stays so. The order stays in closing until it is
    // accounted for.
    if (requireOrder(records, number).order.state != db::OrderState::Closing) {
        records.actOnOrder(number, db::OrderAct::Close, everywhere.actor);
    }
    const std::int64_t voided =
        voidUnused.empty() ? 0 : records.voidFreeSerials(number, voidUnused, everywhere.actor);
    records.closeOrder(number, everywhere.actor);
    const db::Reconciliation counts = records.reconcile(number);
    report(everywhere,
           {{"order", db::orderJson(requireOrder(records, number))},
            {"reconciliation", db::reconciliationJson(counts)},
            {"voided", voided}},
           "Order " + printable(number) + " is closed: " + std::to_string(counts.issued) + " serials, " +
               std::to_string(counts.passed) + " made, " + std::to_string(counts.scrapped) + " scrapped, " +
               std::to_string(counts.voided) + " void.\n");
    return kDone;
}

int orderSerialsAdd(const Everywhere& everywhere, const std::string& number,
                    const std::filesystem::path& file)
{
    requireState(everywhere.state);
    const std::vector<std::string> serials = serialsOf(file);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    withContext(file.string(), [&] { station.records().addSerials(number, serials, everywhere.actor); });
    report(everywhere,
           {{"order", db::orderJson(requireOrder(station.records(), number))}, {"added", serials.size()}},
           "Added " + std::to_string(serials.size()) + " serials to order " + printable(number) + ".\n");
    return kDone;
}

} // namespace bindery::cli
