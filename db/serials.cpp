// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/json.h"
#include "db/serials_internal.h"

#include <algorithm>
#include <set>

namespace bindery::db
{

namespace
{

constexpr std::size_t kCounterDigits = 6;

std::string serialText(const std::string& prefix, std::int64_t number)
{
    const std::string digits = std::to_string(number);
    return prefix + std::string(kCounterDigits - std::min(kCounterDigits, digits.size()), '0') + digits;
}

constexpr const char* kFreeSerials =
    "SELECT serial FROM unit WHERE work_order = ? AND serial_state = 'reserved' AND NOT EXISTS (SELECT 1 "
    "FROM attempt "
    "WHERE attempt.serial = unit.serial AND result IS NULL) ORDER BY unit.rowid LIMIT ?";

std::vector<std::string> freeSerialsOf(const SQLite::Database& database, const std::string& order,
                                       std::int64_t limit)
{
    std::vector<std::string> serials;
    SQLite::Statement rows = prepare(database, kFreeSerials, order, limit);
    while (rows.executeStep()) {
        serials.push_back(textAt(rows, 0));
    }
    return serials;
}

std::string countedSerial(Records::State& state, const std::string& order)
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

std::string ownerText(const StoredUnit& unit)
{
    return "the serial " + unit.serial + " is " + unit.serialState + " in order " + unit.order +
           (unit.lastAttempt ? ", attempt " + *unit.lastAttempt : "");
}

void requireTakesSerials(const SQLite::Database& database, const std::string& order)
{
    const OrderRow row = requireOrder(database, order);
    if (!takesSerials(row.state)) {
        throw Error(ErrorCode::Conflict, "the order " + order + " is " + std::string(textOf(row.state)) +
                                             "; serials are added before it is closed");
    }
}

void reserve(Records::State& state, const std::string& order, const std::string& serial,
             const std::string& actor)
{
    if (const std::optional<StoredUnit> unit = unitOf(state.database, serial)) {
        throw Error(ErrorCode::Conflict, ownerText(*unit));
    }
    addUnit(state, order, serial);
    state.appendEvent(actor, "serial.reserved", "unit:" + serial, {{"order", order}, {"unit", serial}});
}

void markVoid(Records::State& state, const StoredUnit& unit, const std::string& reason,
              const std::string& actor)
{
    run(state.database, "UPDATE unit SET serial_state = 'void', void_reason = ? WHERE serial = ?", reason,
        unit.serial);
    state.appendEvent(actor, "serial.void", "unit:" + unit.serial,
                      {{"order", unit.order}, {"reason", reason}, {"unit", unit.serial}});
}

void requireNotBeingMade(const SQLite::Database& database, const std::string& serial)
{
    SQLite::Statement open =
        prepare(database, "SELECT id FROM attempt WHERE serial = ? AND result IS NULL", serial);
    if (open.executeStep()) {
        throw Error(ErrorCode::Conflict, "the serial " + serial + " is being made, attempt " +
                                             textAt(open, 0) + "; cancel that first");
    }
}

} // namespace

OrderRow requireOrder(const SQLite::Database& database, const std::string& order)
{
    SQLite::Statement row = prepare(
        database,
        "SELECT state, first_article, serial_scheme, target, active FROM work_order WHERE number = ?", order);
    if (!row.executeStep()) {
        throw Error(ErrorCode::NotFound, "there is no order \"" + recordable(order, 64) + "\"");
    }
    return {orderStateOf(textAt(row, 0)), firstArticleOf(textAt(row, 1)), serialSchemeOf(textAt(row, 2)),
            optionalIntegerAt(row, 3), optionalIntegerAt(row, 4).has_value()};
}

OrderRow requireOpenOrder(const SQLite::Database& database, const std::string& order)
{
    OrderRow row = requireOrder(database, order);
    if (!takesCards(row.state)) {
        throw Error(ErrorCode::Conflict,
                    "the order " + order + " is " + std::string(textOf(row.state)) + "; choose an open one");
    }
    return row;
}

void requirePlace(const SQLite::Database& database, const std::string& order, const OrderRow& row)
{
    if (!row.target && row.state != OrderState::FirstArticle) {
        return;
    }
    SQLite::Statement counts = prepare(
        database,
        "SELECT count(*) FILTER (WHERE serial_state = 'consumed'), count(*) FILTER (WHERE serial_state = "
        "'reserved' AND EXISTS (SELECT 1 FROM attempt WHERE attempt.serial = unit.serial AND result IS "
        "NULL)) "
        "FROM unit WHERE work_order = ? AND state <> 'scrapped'",
        order);
    counts.executeStep();
    const std::int64_t made = integerAt(counts, 0);
    const std::int64_t running = integerAt(counts, 1);
    if (row.state == OrderState::FirstArticle && made + running > 0) {
        throw Error(ErrorCode::Conflict,
                    "the first article of order " + order +
                        (made > 0
                             ? " waits for approval; another person than its maker approves it, or scraps it"
                             : " is being made; wait for it"));
    }
    if (row.target && made + running >= *row.target) {
        throw Error(ErrorCode::Conflict, "the order " + order + " has its " + std::to_string(*row.target) +
                                             " cards" + (running > 0 ? ", those that run counted" : "") +
                                             "; close it, or choose another one");
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

StoredUnit requireUnit(const SQLite::Database& database, const std::string& serial)
{
    std::optional<StoredUnit> unit = unitOf(database, serial);
    if (!unit) {
        throw Error(ErrorCode::NotFound, "there is no serial \"" + recordable(serial, 64) + "\"");
    }
    return *std::move(unit);
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
    const OrderRow row = requireOrder(state.database, order);
    if (row.scheme == SerialScheme::Scanned) {
        throw Error(ErrorCode::Conflict,
                    "the serials of order " + order + " are scanned: scan the unit's serial first");
    }
    // A work order uses up what a failed card left free, so that its serials have no holes. The standing one
    // has no end at which they would be counted.
    if (order != kStandingOrder) {
        std::vector<std::string> free = freeSerialsOf(state.database, order, 1);
        if (!free.empty()) {
            return std::move(free.front());
        }
    }
    if (row.scheme == SerialScheme::List) {
        throw Error(ErrorCode::Conflict,
                    "the list of order " + order + " is used up: add serials to it, or close it");
    }
    return countedSerial(state, order);
}

std::optional<std::string> reprovisionOf(const SQLite::Database& database, const std::string& serial)
{
    SQLite::Statement row =
        prepare(database, "SELECT reason FROM reprovision WHERE serial = ? AND used_by IS NULL", serial);
    return row.executeStep() ? std::optional(textAt(row, 0)) : std::nullopt;
}

void useReprovision(const SQLite::Database& database, const std::string& serial, const std::string& attempt)
{
    run(database, "UPDATE reprovision SET used_by = ? WHERE serial = ? AND used_by IS NULL", attempt, serial);
}

std::string requireReason(std::string_view reason, std::string_view what)
{
    constexpr std::size_t kLongest = 1024;
    std::string text = recordable(reason, kLongest);
    if (text.find_first_not_of(" \t\n") == std::string::npos) {
        throw Error(ErrorCode::InvalidArgument, std::string(what) + " needs a reason");
    }
    return text;
}

std::string Records::nextSerial(const std::string& order, const std::string& actor)
{
    return m_state->write([&] {
        requireActor(m_state->database, actor);
        requireOpenOrder(m_state->database, order);
        std::string serial = countedSerial(*m_state, order);
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
        requireTakesSerials(m_state->database, order);
        reserve(*m_state, order, serial, actor);
    });
}

void Records::addSerials(const std::string& order, const std::vector<std::string>& serials,
                         const std::string& actor)
{
    std::set<std::string_view> seen;
    for (const std::string& serial : serials) {
        checkName("serial", serial);
        if (!seen.insert(serial).second) {
            throw Error(ErrorCode::Conflict, "the serial " + serial + " stands in the list twice");
        }
    }
    m_state->write([&] {
        requireActor(m_state->database, actor);
        requireTakesSerials(m_state->database, order);
        for (const std::string& serial : serials) {
            reserve(*m_state, order, serial, actor);
        }
    });
}

std::vector<std::string> Records::freeSerials(const std::string& order, std::int64_t limit) const
{
    return m_state->read(
        [&](const SQLite::Database& database) { return freeSerialsOf(database, order, limit); });
}

void Records::voidSerial(const std::string& serial, const std::string& reason, const std::string& actor)
{
    m_state->write([&] {
        requireActor(m_state->database, actor);
        const StoredUnit unit = requireUnit(m_state->database, serial);
        if (unit.serialState != "reserved") {
            throw Error(ErrorCode::Conflict, ownerText(unit));
        }
        requireNotBeingMade(m_state->database, serial);
        markVoid(*m_state, unit, requireReason(reason, "a void serial"), actor);
    });
}

std::int64_t Records::voidFreeSerials(const std::string& order, const std::string& reason,
                                      const std::string& actor)
{
    return m_state->write([&] {
        requireActor(m_state->database, actor);
        requireOrder(m_state->database, order);
        const std::string why = requireReason(reason, "a void serial");
        const std::vector<std::string> serials = freeSerialsOf(m_state->database, order, -1);
        for (const std::string& serial : serials) {
            markVoid(*m_state, requireUnit(m_state->database, serial), why, actor);
        }
        return static_cast<std::int64_t>(serials.size());
    });
}

void Records::scrapUnit(const std::string& serial, const std::string& reason, const std::string& actor)
{
    m_state->write([&] {
        requireActor(m_state->database, actor);
        const std::string why = requireReason(reason, "a scrapped unit");
        const StoredUnit unit = requireUnit(m_state->database, serial);
        if (unit.serialState != "consumed" || unit.state == "scrapped") {
            throw Error(ErrorCode::Conflict, "the unit " + serial + " is " +
                                                 (unit.state == "scrapped" ? unit.state : unit.serialState) +
                                                 ": only a made one is scrapped; a free serial is voided");
        }
        requireNotBeingMade(m_state->database, serial);
        if (requireOrder(m_state->database, unit.order).state == OrderState::Closed) {
            throw Error(ErrorCode::Conflict,
                        "the order " + unit.order + " is closed: its count of units stays");
        }
        run(m_state->database, "UPDATE unit SET state = 'scrapped', state_reason = ? WHERE serial = ?", why,
            serial);
        m_state->appendEvent(
            actor, "unit.scrapped", "unit:" + serial,
            {{"order", unit.order}, {"reason", why}, {"unit", serial}, {"unit_state", "scrapped"}});
    });
}

void Records::releaseReprovision(const std::string& serial, const std::string& reason,
                                 const std::string& actor)
{
    m_state->write([&] {
        requireSupervisor(m_state->database, actor, "making a unit once more");
        const std::string why = requireReason(reason, "making a unit once more");
        const StoredUnit unit = requireUnit(m_state->database, serial);
        if (unit.serialState != "consumed") {
            throw Error(ErrorCode::Conflict, ownerText(unit) + ": only a made unit is made once more");
        }
        if (const std::optional<std::string> known = reprovisionOf(m_state->database, serial)) {
            throw Error(ErrorCode::Conflict, "the unit " + serial + " is released already: " + *known);
        }
        run(m_state->database,
            "INSERT INTO reprovision (serial, reason, released, released_by) VALUES (?, ?, ?, ?)", serial,
            why, m_state->moment.utcMicros, actor);
        m_state->appendEvent(actor, "unit.reprovision_released", "unit:" + serial,
                             {{"order", unit.order}, {"reason", why}, {"unit", serial}});
    });
}

std::optional<std::string> Records::findReprovision(const std::string& serial) const
{
    return m_state->read([&](const SQLite::Database& database) { return reprovisionOf(database, serial); });
}

std::optional<StoredUnit> Records::findUnit(const std::string& serial) const
{
    return m_state->read([&](const SQLite::Database& database) { return unitOf(database, serial); });
}

} // namespace bindery::db
