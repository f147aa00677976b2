// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/json.h"
#include "db/records_internal.h"
#include "db/serials_internal.h"

#include <algorithm>
#include <array>

namespace bindery::db
{

namespace
{

constexpr const char* kStandingPrefix = "ADHOC-";
constexpr std::size_t kCounterDigits = 6;

std::string serialText(const std::string& prefix, std::int64_t number)
{
    const std::string digits = std::to_string(number);
    return prefix + std::string(kCounterDigits - std::min(kCounterDigits, digits.size()), '0') + digits;
}

StoredOrder orderAt(const SQLite::Database& database, const SQLite::Statement& row)
{
    StoredOrder stored;
    stored.order.number = textAt(row, 0);
    stored.state = textAt(row, 1);
    stored.order.goldenId = optionalTextAt(row, 2);
    stored.order.target = optionalIntegerAt(row, 3);
    stored.order.serialPrefix = textAt(row, 4);
    stored.order.policy = parseJson(textAt(row, 5), "the policy of order " + stored.order.number);
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

constexpr const char* kOneOrder =
    "SELECT number, state, golden, target, serial_prefix, policy FROM work_order WHERE number = ?";
constexpr const char* kAllOrders =
    "SELECT number, state, golden, target, serial_prefix, policy FROM work_order ORDER BY created, number";

void addOrder(Records::State& state, const NewOrder& order, const std::string& actor)
{
    const SQLite::Database& database = state.database;
    const std::string policy = canonicalJson(order.policy);
    run(database,
        "INSERT INTO work_order (number, state, golden, target, serial_prefix, policy, created, created_by) "
        "VALUES (?, 'open', ?, ?, ?, ?, ?, ?)",
        order.number, order.goldenId, order.target, order.serialPrefix, policy, state.moment.utcMicros,
        actor);
    state.appendEvent(actor, "order.made", "order:" + order.number,
                      {{"golden", order.goldenId ? Json(*order.goldenId) : Json(nullptr)},
                       {"order", order.number},
                       {"policy", order.policy},
                       {"prefix", order.serialPrefix},
                       {"target", order.target ? Json(*order.target) : Json(nullptr)}});
}

bool orderExists(const SQLite::Database& database, const std::string& order)
{
    SQLite::Statement row = prepare(database, "SELECT 1 FROM work_order WHERE number = ?", order);
    return row.executeStep();
}

} // namespace

void requireOpenOrder(const SQLite::Database& database, const std::string& order)
{
    SQLite::Statement row = prepare(database, "SELECT state FROM work_order WHERE number = ?", order);
    if (!row.executeStep()) {
        throw Error(ErrorCode::NotFound, "there is no order \"" + recordable(order, 64) + "\"");
    }
    const std::string state = textAt(row, 0);
    if (state != "open") {
        throw Error(ErrorCode::Conflict, "the order " + order + " is " + state + "; choose an open one");
    }
}

std::optional<StoredUnit> unitOf(const SQLite::Database& database, const std::string& serial)
{
    SQLite::Statement row = prepare(
        database, "SELECT work_order, state, serial_state, last_attempt FROM unit WHERE serial = ?", serial);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return StoredUnit{serial, textAt(row, 0), textAt(row, 1), textAt(row, 2), optionalTextAt(row, 3)};
}

void addUnit(Records::State& state, const std::string& order, const std::string& serial)
{
    checkName("serial", serial);
    run(state.database,
        "INSERT INTO unit (serial, work_order, state, serial_state, created) VALUES (?, ?, 'new', "
        "'reserved', ?)",
        serial, order, state.moment.utcMicros);
}

std::string takeNextSerial(Records::State& state, const std::string& order)
{
    for (;;) {
        SQLite::Statement row = prepare(
            state.database, "SELECT serial_prefix, serial_next FROM work_order WHERE number = ?", order);
        row.executeStep();
        std::string serial = serialText(textAt(row, 0), integerAt(row, 1));
        run(state.database, "UPDATE work_order SET serial_next = serial_next + 1 WHERE number = ?", order);
        if (!unitOf(state.database, serial)) { // someone may have given this one by hand
            addUnit(state, order, serial);
            return serial;
        }
    }
}

void Records::createOrder(const NewOrder& order, const std::string& actor)
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

void Records::closeOrder(const std::string& order, const std::string& actor)
{
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        requireActor(database, actor);
        requireOpenOrder(database, order);
        if (order == kStandingOrder) {
            throw Error(ErrorCode::Conflict, "the standing order is never closed");
        }
        SQLite::Statement running =
            prepare(database, "SELECT id FROM attempt WHERE work_order = ? AND result IS NULL", order);
        if (running.executeStep()) {
            throw Error(ErrorCode::Conflict,
                        "the order " + order + " has a running attempt, " + textAt(running, 0));
        }
        SQLite::Statement counts = prepare(database,
                                           "SELECT count(*) FILTER (WHERE serial_state = 'consumed'), "
                                           "count(*) FILTER (WHERE serial_state = 'void'), "
                                           "count(*) FILTER (WHERE serial_state = 'reserved'), "
                                           "min(serial) FILTER (WHERE serial_state = 'reserved') "
                                           "FROM unit WHERE work_order = ?",
                                           order);
        counts.executeStep();
        if (integerAt(counts, 2) > 0) {
            throw Error(ErrorCode::Conflict, "the order " + order + " has " +
                                                 std::to_string(integerAt(counts, 2)) +
                                                 " serials that neither passed nor are void, the first " +
                                                 textAt(counts, 3) + "; make or void them");
        }
        run(database, "UPDATE work_order SET state = 'closed', closed = ?, closed_by = ? WHERE number = ?",
            m_state->moment.utcMicros, actor, order);
        m_state->appendEvent(
            actor, "order.closed", "order:" + order,
            {{"consumed", integerAt(counts, 0)}, {"order", order}, {"void", integerAt(counts, 1)}});
        m_state->signCheckpoint();
    });
}

std::optional<StoredOrder> Records::findOrder(const std::string& order) const
{
    return m_state->read([&](const SQLite::Database& database) -> std::optional<StoredOrder> {
        SQLite::Statement row = prepare(database, kOneOrder, order);
        if (!row.executeStep()) {
            return std::nullopt;
        }
        return orderAt(database, row);
    });
}

std::vector<StoredOrder> Records::orders() const
{
    return m_state->read([](const SQLite::Database& database) {
        std::vector<StoredOrder> orders;
        SQLite::Statement rows = prepare(database, kAllOrders);
        while (rows.executeStep()) {
            orders.push_back(orderAt(database, rows));
        }
        return orders;
    });
}

std::string Records::nextSerial(const std::string& order, const std::string& actor)
{
    return m_state->write([&] {
        requireActor(m_state->database, actor);
        requireOpenOrder(m_state->database, order);
        std::string serial = takeNextSerial(*m_state, order);
        m_state->appendEvent(actor, "serial.reserved", "unit:" + serial,
                             {{"order", order}, {"unit", serial}});
        return serial;
    });
}

void Records::reserveSerial(const std::string& order, const std::string& serial, const std::string& actor)
{
    checkName("serial", serial);
    m_state->write([&] {
        requireActor(m_state->database, actor);
        requireOpenOrder(m_state->database, order);
        if (const std::optional<StoredUnit> unit = unitOf(m_state->database, serial)) {
            throw Error(ErrorCode::Conflict,
                        "the serial " + serial + " is " + unit->serialState + " in order " + unit->order +
                            (unit->lastAttempt ? ", attempt " + *unit->lastAttempt : ""));
        }
        addUnit(*m_state, order, serial);
        m_state->appendEvent(actor, "serial.reserved", "unit:" + serial,
                             {{"order", order}, {"unit", serial}});
    });
}

void Records::voidSerial(const std::string& serial, const std::string& reason, const std::string& actor)
{
    m_state->write([&] {
        requireActor(m_state->database, actor);
        const std::optional<StoredUnit> unit = unitOf(m_state->database, serial);
        if (!unit) {
            throw Error(ErrorCode::NotFound, "there is no serial \"" + recordable(serial, 64) + "\"");
        }
        if (unit->serialState != "reserved") {
            throw Error(ErrorCode::Conflict,
                        "the serial " + serial + " is " + unit->serialState + " in order " + unit->order +
                            (unit->lastAttempt ? ", attempt " + *unit->lastAttempt : ""));
        }
        SQLite::Statement open =
            prepare(m_state->database, "SELECT id FROM attempt WHERE serial = ? AND result IS NULL", serial);
        if (open.executeStep()) {
            throw Error(ErrorCode::Conflict, "the serial " + serial + " is being made, attempt " +
                                                 textAt(open, 0) + "; cancel that first");
        }
        const std::string why = recordable(reason, 1024);
        run(m_state->database, "UPDATE unit SET serial_state = 'void', void_reason = ? WHERE serial = ?", why,
            serial);
        m_state->appendEvent(actor, "serial.void", "unit:" + serial,
                             {{"order", unit->order}, {"reason", why}, {"unit", serial}});
    });
}

std::optional<StoredUnit> Records::findUnit(const std::string& serial) const
{
    return m_state->read([&](const SQLite::Database& database) { return unitOf(database, serial); });
}

} // namespace bindery::db
