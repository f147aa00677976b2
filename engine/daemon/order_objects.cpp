// SPDX-License-Identifier: Apache-2.0
#include "daemon/order_objects.h"

#include "base/cms_envelope.h"
#include "daemon/bus_path.h"
#include "daemon/changed_members.h"
#include "daemon/dictionary.h"
#include "daemon/farewell.h"
#include "line/order_policy.h"

#include <algorithm>
#include <utility>

#include <daemon_adaptors/Order1.h>

namespace bindery::daemon
{

namespace
{

constexpr const char* kFolder = "/org/bindery/orders";

/// The keys of the contract, as an order of the records; checked as strictly as one that was read from there.
db::NewOrder orderOf(const std::string& number, Wishes wishes, const line::Station& station)
{
    db::NewOrder order;
    order.number = number;
    if (const auto golden = wishes.text("golden")) {
        order.goldenId = station.store().find(*golden).id;
    }
    order.target = wishes.number("target");
    order.serialPrefix = wishes.text("serial_prefix").value_or(number + "-");
    if (const auto scheme = wishes.text("serial_scheme")) {
        bool isKnown = false;
        for (const db::SerialScheme each :
             {db::SerialScheme::Counter, db::SerialScheme::List, db::SerialScheme::Scanned}) {
            if (textOf(each) == *scheme) {
                order.serialScheme = each;
                isKnown = true;
            }
        }
        if (!isKnown) {
            throw Error(ErrorCode::InvalidArgument,
                        "serial_scheme must be one of counter, list, scanned, not \"" + *scheme + "\"");
        }
    }
    if (const auto article = wishes.text("first_article")) {
        if (*article != "wanted" && *article != "not wanted") {
            throw Error(ErrorCode::InvalidArgument,
                        "first_article must be \"wanted\" or \"not wanted\", not \"" + *article + "\"");
        }
        order.firstArticle = *article == "wanted" ? db::FirstArticle::Wanted : db::FirstArticle::NotWanted;
    }
    for (const char* key : {"size_at_least", "size_at_most", "yield_limit_percent", "yield_after"}) {
        if (const auto value = wishes.number(key)) {
            order.policy[key] = *value;
        }
    }
    for (const char* key : {"verify", "fill", "ssh_keys"}) {
        if (const auto value = wishes.text(key)) {
            order.policy[key] = *value;
        }
    }
    for (const char* key : {"start_on_insertion", "reprovision"}) {
        if (const auto value = wishes.flag(key)) {
            order.policy[key] = *value;
        }
    }
    if (const auto escrow = wishes.text("escrow")) {
        order.policy["escrow"] =
            CmsEnvelope::forCertificateText(*escrow, "escrow", station.clock().now().utcMicros / 1'000'000)
                .certificate();
        order.policy["escrow_sha256"] =
            certificateFingerprint(order.policy["escrow"].get<std::string>(), "escrow");
    }
    wishes.requireEmpty();
    return line::draftOf(number, line::policyOf(order));
}

} // namespace

/// Its verbs are carried out when the caller's rights are known, by when the order may have been closed and
/// the object with it have gone: they borrow nothing of it.
class OrderObject final
    : public sdbus::AdaptorInterfaces<org::bindery::Order1_adaptor, sdbus::ManagedObject_adaptor>
{
public:
    OrderObject(Desk& desk, const db::StoredOrder& order)
        : AdaptorInterfaces(desk.bus, busPath(kFolder, order.order.number)), m_desk(desk), m_order(order)
    {
        registerAdaptor();
        emitInterfacesAddedSignal();
    }
    ~OrderObject()
    {
        farewell(*this);
        unregisterAdaptor();
    }
    OrderObject(const OrderObject&) = delete;
    OrderObject& operator=(const OrderObject&) = delete;

    void show(const db::StoredOrder& next)
    {
        ChangedMembers changed;
        changed.look("State", m_order.state, std::string(next.state));
        changed.look("Active", m_order.isActive, bool(next.isActive));
        changed.look("Passed", m_order.passed, std::int64_t(next.passed));
        changed.look("Failed", m_order.failed, std::int64_t(next.failed));
        changed.look("Running", m_order.running, std::int64_t(next.running));
        changed.look("FirstArticleBy", m_order.firstArticleBy,
                     std::optional<std::string>(next.firstArticleBy));
        m_order = next;
        if (!changed.names().empty()) {
            getObject().emitPropertiesChangedSignal(org::bindery::Order1_adaptor::INTERFACE_NAME,
                                                    changed.names());
        }
    }

    bool isClosed() const { return m_order.state == textOf(db::OrderState::Closed); }

private:
    const std::string& number() const { return m_order.order.number; }
    Request request(const char* verb, Json more = Json::object()) const
    {
        more["order"] = number();
        return {Right::Orders, verb, std::move(more)};
    }
    void act(const char* verb, sdbus::Result<>&& result, db::OrderAct act)
    {
        m_desk.gate.serve(getObject(), request(verb), std::move(result),
                          [&desk = m_desk, number = number(), act](const Acting& who) {
                              desk.station.records().actOnOrder(number, act, who.badge);
                              desk.recordsChanged();
                          });
    }

    void Release(sdbus::Result<>&& result) override
    {
        act("Order1.Release", std::move(result), db::OrderAct::Release);
    }
    void Open(sdbus::Result<>&& result) override
    {
        act("Order1.Open", std::move(result), db::OrderAct::Open);
    }
    void Pause(sdbus::Result<>&& result) override
    {
        act("Order1.Pause", std::move(result), db::OrderAct::Pause);
    }
    void ApproveFirstArticle(sdbus::Result<>&& result) override
    {
        act("Order1.ApproveFirstArticle", std::move(result), db::OrderAct::ApproveFirstArticle);
    }
    void AddSerials(sdbus::Result<>&& result, std::vector<std::string> serials) override
    {
        Request asked = request("Order1.AddSerials", {{"count", serials.size()}});
        asked.items = serials.size();
        m_desk.gate.serve(
            getObject(), std::move(asked), std::move(result),
            [&desk = m_desk, number = number(), serials = std::move(serials)](const Acting& who) {
                desk.station.records().addSerials(number, serials, who.badge);
            });
    }
    void Close(sdbus::Result<std::map<std::string, int64_t>>&& result, std::string reason) override
    {
        m_desk.gate.serve(getObject(), request("Order1.Close", {{"void_unused", busText(reason)}}),
                          std::move(result), [&desk = m_desk, number = number(), reason](const Acting& who) {
                              db::Records& records = desk.station.records();
                              // From here on no card is begun, so what is counted stays so. The order stays
                              // in closing until it is accounted for.
                              const auto stored = records.findOrder(number);
                              if (stored && db::orderStateOf(stored->state) != db::OrderState::Closing) {
                                  records.actOnOrder(number, db::OrderAct::Close, who.badge);
                              }
                              desk.recordsChanged();
                              std::int64_t voided = 0;
                              if (!reason.empty()) {
                                  voided = records.voidFreeSerials(number, reason, who.badge);
                              }
                              records.closeOrder(number, who.badge);
                              desk.recordsChanged();
                              const db::Reconciliation counts = records.reconcile(number);
                              return std::map<std::string, int64_t>{
                                  {"issued", counts.issued},
                                  {"passed", counts.passed},
                                  {"written_unverified", counts.writtenUnverified},
                                  {"scrapped", counts.scrapped},
                                  {"voided", counts.voided},
                                  {"voided_now", voided}};
                          });
    }

    std::string Number() override { return number(); }
    std::string State() override { return m_order.state; }
    bool Active() override { return m_order.isActive; }
    std::string Golden() override { return m_order.order.goldenId.value_or(""); }
    int64_t Target() override { return m_order.order.target.value_or(-1); }
    int64_t Passed() override { return m_order.passed; }
    int64_t Failed() override { return m_order.failed; }
    int64_t Running() override { return m_order.running; }
    std::string FirstArticle() override { return std::string(textOf(m_order.order.firstArticle)); }
    std::string FirstArticleBy() override { return m_order.firstArticleBy.value_or(""); }
    std::map<std::string, sdbus::Variant> Policy() override
    {
        Json policy = m_order.order.policy;
        policy["serial_scheme"] = textOf(m_order.order.serialScheme);
        policy["serial_prefix"] = m_order.order.serialPrefix;
        return dictionaryOf(policy);
    }
    std::string CreatedBy() override { return m_order.createdBy; }
    int64_t Created() override { return m_order.createdUtcMicros; }

    Desk& m_desk;
    db::StoredOrder m_order;
};

OrderObjects::OrderObjects(Desk& desk) : AdaptorInterfaces(desk.bus, kStationPath), m_desk(desk)
{
    registerAdaptor();
    refresh();
}

OrderObjects::~OrderObjects()
{
    unregisterAdaptor();
}

void OrderObjects::refresh()
{
    // Before all else: what comes from here on is seen the next time.
    const db::RecordsMark now = m_desk.station.records().mark();
    if (now == m_shown) {
        return;
    }
    showClosed(showUnclosed());
    m_shown = now;
}

std::set<std::string> OrderObjects::showUnclosed()
{
    std::set<std::string> numbers;
    for (const db::StoredOrder& order : m_desk.station.records().unclosedOrders()) {
        const auto known = m_orders.find(order.order.number);
        if (known != m_orders.end()) {
            known->second->show(order);
        } else {
            m_orders.emplace(order.order.number, std::make_unique<OrderObject>(m_desk, order));
        }
        numbers.insert(order.order.number);
    }
    return numbers;
}

void OrderObjects::showClosed(const std::set<std::string>& unclosed)
{
    for (const auto& [number, object] : m_orders) {
        if (object->isClosed() || unclosed.count(number) != 0) {
            continue;
        }
        if (const std::optional<db::StoredOrder> stored = m_desk.station.records().findOrder(number)) {
            object->show(*stored);
            m_closed.push_back(number); // what is closed stays so
        }
    }
    while (m_closed.size() > kClosedOrdersShown) {
        m_orders.erase(m_closed.front());
        m_closed.pop_front();
    }
}

void OrderObjects::New(sdbus::Result<sdbus::ObjectPath>&& result, std::string number,
                       std::map<std::string, sdbus::Variant> policy)
{
    m_desk.gate.serve(getObject(),
                      {Right::Orders, "Orders1.New", {{"order", busText(number)}}, policy.size()},
                      std::move(result), [this, number, policy](const Acting& who) {
                          const db::NewOrder order =
                              orderOf(number, {policy, "the policy of order " + number}, m_desk.station);
                          m_desk.station.records().createOrder(order, who.badge);
                          refresh();
                          return sdbus::ObjectPath(busPath(kFolder, number));
                      });
}

} // namespace bindery::daemon
