// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/json.h"
#include "db/records_internal.h"

namespace bindery::db
{

namespace
{

constexpr const char* kStandingPrefix = "ADHOC-";

StoredOrder orderAt(const SQLite::Database& database, const SQLite::Statement& row)
{
    StoredOrder stored;
    stored.order.number = textAt(row, 0);
    stored.state = textAt(row, 1);
    stored.order.goldenId = optionalTextAt(row, 2);
    stored.order.target = optionalIntegerAt(row, 3);
    stored.order.serialPrefix = textAt(row, 4);
    stored.order.policy = parseJson(textAt(row, 5), "the policy of order " + stored.order.number);
    stored.order.serialScheme = serialSchemeOf(textAt(row, 6));
    stored.order.firstArticle = firstArticleOf(textAt(row, 7));
    stored.order.state = orderStateOf(stored.state);
    stored.isActive = optionalIntegerAt(row, 8).has_value();
    stored.firstArticleBy = optionalTextAt(row, 9);
    stored.createdBy = textAt(row, 10);
    stored.createdUtcMicros = integerAt(row, 11);
    SQLite::Statement counts =
        prepare(database,
                "SELECT count(*) FILTER (WHERE result = 'passed'), "
                "count(*) FILTER (WHERE result = 'failed'), count(*) FILTER (WHERE result IS NULL) "
                "FROM attempt WHERE work_order = ?",
                stored.order.number);
    counts.executeStep();
    stored.passed = integerAt(counts, 0);
    stored.failed = integerAt(counts, 1);
    stored.running = integerAt(counts, 2);
    return stored;
}

constexpr const char* kOrderQuery =
    "SELECT number, state, golden, target, serial_prefix, policy, serial_scheme, first_article, active, "
    "first_article_by, created_by, created FROM work_order ";

std::vector<StoredOrder> ordersBy(const SQLite::Database& database, SQLite::Statement rows)
{
    std::vector<StoredOrder> orders;
    while (rows.executeStep()) {
        orders.push_back(orderAt(database, rows));
    }
    return orders;
}

void addOrder(Records::State& state, const NewOrder& order, const std::string& actor)
{
    const SQLite::Database& database = state.database;
    const std::string policy = canonicalJson(order.policy);
    run(database,
        "INSERT INTO work_order (number, state, golden, target, serial_scheme, serial_prefix, policy, "
        "first_article, created, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        order.number, textOf(order.state), order.goldenId, order.target, textOf(order.serialScheme),
        order.serialPrefix, policy, textOf(order.firstArticle), state.moment.utcMicros, actor);
    state.appendEvent(actor, "order.made", "order:" + order.number,
                      {{"first_article", textOf(order.firstArticle)},
                       {"golden", order.goldenId ? Json(*order.goldenId) : Json(nullptr)},
                       {"order", order.number},
                       {"policy", order.policy},
                       {"prefix", order.serialPrefix},
                       {"scheme", textOf(order.serialScheme)},
                       {"state", textOf(order.state)},
                       {"target", order.target ? Json(*order.target) : Json(nullptr)}});
}

void checkOrder(const NewOrder& order)
{
    checkName("order", order.number);
    checkName("serial prefix", order.serialPrefix);
    constexpr std::size_t kLongestPrefix = 48;
    if (order.serialPrefix.size() > kLongestPrefix) {
        throw Error(ErrorCode::InvalidArgument,
                    "serial prefix " + order.serialPrefix + " is longer than 48 characters");
    }
    if (order.target && *order.target <= 0) {
        throw Error(ErrorCode::InvalidArgument,
                    "the target of order " + order.number + " must be at least 1");
    }
    if (!order.policy.is_object()) {
        throw Error(ErrorCode::InvalidArgument, "the policy of order " + order.number + " is not an object");
    }
    const bool startsOpen = order.state == OrderState::Open && order.firstArticle == FirstArticle::NotWanted;
    if (order.state != OrderState::Draft && !startsOpen) {
        throw Error(ErrorCode::InvalidArgument,
                    "the order " + order.number + " must start as a draft, or open without a first article");
    }
}

bool orderExists(const SQLite::Database& database, const std::string& order)
{
    SQLite::Statement row = prepare(database, "SELECT 1 FROM work_order WHERE number = ?", order);
    return row.executeStep();
}

} // namespace

std::string_view textOf(SerialScheme scheme)
{
    switch (scheme) {
    case SerialScheme::Counter:
        return "counter";
    case SerialScheme::List:
        return "list";
    case SerialScheme::Scanned:
        break;
    }
    return "scanned";
}

SerialScheme serialSchemeOf(std::string_view text)
{
    for (const SerialScheme scheme : {SerialScheme::Counter, SerialScheme::List, SerialScheme::Scanned}) {
        if (textOf(scheme) == text) {
            return scheme;
        }
    }
    throw Error(ErrorCode::Corrupt, "\"" + std::string(text) + "\" is not a serial scheme");
}

void Records::createOrder(const NewOrder& order, const std::string& actor)
{
    checkOrder(order);
    m_state->write([&] {
        requireActor(m_state->database, actor);
        if (orderExists(m_state->database, order.number)) {
            throw Error(ErrorCode::Conflict, "the order " + order.number + " exists");
        }
        if (order.goldenId) {
            SQLite::Statement golden =
                prepare(m_state->database, "SELECT state FROM golden_image WHERE id = ?", *order.goldenId);
            if (!golden.executeStep() || textAt(golden, 0) == "removed") {
                throw Error(ErrorCode::NotFound,
                            "the records know no golden image " + recordable(*order.goldenId, 64));
            }
        }
        addOrder(*m_state, order, actor);
    });
}

void Records::ensureStandingOrder()
{
    if (m_state->read(
            [](const SQLite::Database& database) { return orderExists(database, kStandingOrder); })) {
        return;
    }
    m_state->write([&] {
        if (!orderExists(m_state->database, kStandingOrder)) {
            NewOrder order;
            order.number = kStandingOrder;
            order.serialPrefix = kStandingPrefix;
            addOrder(*m_state, order, kStationActor);
        }
    });
}

std::optional<StoredOrder> Records::findOrder(const std::string& order) const
{
    return m_state->read([&](const SQLite::Database& database) -> std::optional<StoredOrder> {
        const std::string sql = std::string(kOrderQuery) + "WHERE number = ?";
        const std::vector<StoredOrder> found = ordersBy(database, prepare(database, sql.c_str(), order));
        return found.empty() ? std::nullopt : std::optional(found.front());
    });
}

std::vector<StoredOrder> Records::orders() const
{
    return m_state->read([](const SQLite::Database& database) {
        const std::string sql = std::string(kOrderQuery) + "ORDER BY created, number";
        return ordersBy(database, prepare(database, sql.c_str()));
    });
}

std::vector<StoredOrder> Records::unclosedOrders() const
{
    return m_state->read([](const SQLite::Database& database) {
        const std::string sql = std::string(kOrderQuery) + "WHERE state <> ? ORDER BY created, number";
        return ordersBy(database, prepare(database, sql.c_str(), textOf(OrderState::Closed)));
    });
}

std::optional<StoredOrder> Records::activeOrder() const
{
    return m_state->read([](const SQLite::Database& database) -> std::optional<StoredOrder> {
        const std::string sql = std::string(kOrderQuery) + "WHERE active IS NOT NULL";
        const std::vector<StoredOrder> found = ordersBy(database, prepare(database, sql.c_str()));
        return found.empty() ? std::nullopt : std::optional(found.front());
    });
}

} // namespace bindery::db
