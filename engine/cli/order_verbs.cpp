// SPDX-License-Identifier: Apache-2.0
#include "base/cms_envelope.h"
#include "cli/order_text.h"
#include "cli/output.h"
#include "cli/serial_list.h"
#include "cli/state.h"
#include "cli/verbs.h"
#include "db/order_json.h"
#include "line/order_policy.h"
#include "line/station.h"

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
           orderText(order, counts));
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
           closedText(number, counts));
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
           addedText(number, serials.size()));
    return kDone;
}

} // namespace bindery::cli
