// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/json.h"
#include "db/serials_internal.h"

namespace bindery::db
{

namespace
{

/// As the events call it.
std::string_view actionOf(OrderAct act)
{
    switch (act) {
    case OrderAct::Release:
        return "order.released";
    case OrderAct::Open:
        return "order.opened";
    case OrderAct::ApproveFirstArticle:
        return "order.first_article_approved";
    case OrderAct::Pause:
        return "order.paused";
    case OrderAct::Close:
        return "order.closing";
    case OrderAct::Finish:
        break;
    }
    return "order.closed";
}

Reconciliation reconciliationOf(const SQLite::Database& database, const std::string& order)
{
    Reconciliation counts;
    SQLite::Statement units =
        prepare(database,
                "SELECT count(*), count(*) FILTER (WHERE serial_state = 'consumed' AND state <> 'scrapped'), "
                "count(*) FILTER (WHERE serial_state = 'consumed' AND state = 'written_unverified'), "
                "count(*) FILTER (WHERE serial_state = 'consumed' AND state = 'scrapped'), "
                "count(*) FILTER (WHERE serial_state = 'void'), "
                "count(*) FILTER (WHERE serial_state = 'reserved'), "
                "min(serial) FILTER (WHERE serial_state = 'reserved') FROM unit WHERE work_order = ?",
                order);
    units.executeStep();
    counts.issued = integerAt(units, 0);
    counts.passed = integerAt(units, 1);
    counts.writtenUnverified = integerAt(units, 2);
    counts.scrapped = integerAt(units, 3);
    counts.voided = integerAt(units, 4);
    counts.reserved = integerAt(units, 5);
    counts.firstReserved = optionalTextAt(units, 6);
    SQLite::Statement attempts = prepare(
        database, "SELECT count(*), count(*) FILTER (WHERE result IS NULL) FROM attempt WHERE work_order = ?",
        order);
    attempts.executeStep();
    counts.attempts = integerAt(attempts, 0);
    counts.running = integerAt(attempts, 1);
    return counts;
}

void requireNoneActive(const SQLite::Database& database, const std::string& order)
{
    SQLite::Statement row =
        prepare(database, "SELECT number, state FROM work_order WHERE active IS NOT NULL");
    if (!row.executeStep()) {
        return;
    }
    if (textAt(row, 0) == order) {
        throw Error(ErrorCode::Conflict,
                    "the order " + order + " is " + textAt(row, 1) + ", and the line is on it");
    }
    throw Error(ErrorCode::Conflict,
                "the line is on order " + textAt(row, 0) + "; pause or close that one first");
}

/// The unit that is the first article: made, not scrapped, and by somebody else than who approves it.
std::string requireFirstArticle(const SQLite::Database& database, const std::string& order,
                                const std::string& actor)
{
    SQLite::Statement row = prepare(database,
                                    "SELECT attempt.serial, attempt.actor, attempt.result FROM attempt JOIN "
                                    "unit ON unit.serial = attempt.serial "
                                    "WHERE attempt.work_order = ? AND result IN ('passed', "
                                    "'written_unverified') AND unit.state <> 'scrapped' "
                                    "ORDER BY attempt.started DESC, attempt.rowid DESC LIMIT 1",
                                    order);
    if (!row.executeStep()) {
        throw Error(ErrorCode::Conflict,
                    "the order " + order + " has no first article yet; make one card of it first");
    }
    if (textAt(row, 2) != "passed") {
        throw Error(ErrorCode::Conflict,
                    "the first article of order " + order + ", " + textAt(row, 0) +
                        ", was not verified; verify it, or scrap it and make another one");
    }
    if (textAt(row, 1) == actor) {
        throw Error(ErrorCode::Conflict, "the first article of order " + order + ", " + textAt(row, 0) +
                                             ", was made by " + actor + "; another person approves it");
    }
    return textAt(row, 0);
}

void refuseStanding(const std::string& order)
{
    if (order == kStandingOrder) {
        throw Error(ErrorCode::Conflict, std::string("the standing order ") + kStandingOrder +
                                             " is always open, and never closed");
    }
}

} // namespace

void Records::actOnOrder(const std::string& order, OrderAct act, const std::string& actor)
{
    if (act == OrderAct::Finish) {
        closeOrder(order, actor);
        return;
    }
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        requireActor(database, actor);
        const OrderRow row = requireOrder(database, order);
        refuseStanding(order);
        const OrderState next = after(row.state, act, row.article, order);
        Json payload{{"order", order}, {"state", textOf(next)}};
        if (act == OrderAct::Open) {
            requireNoneActive(database, order);
            run(database, "UPDATE work_order SET active = 1, opened = ? WHERE number = ?",
                m_state->moment.utcMicros, order);
        } else if (act == OrderAct::ApproveFirstArticle) {
            payload["unit"] = requireFirstArticle(database, order, actor);
            run(database,
                "UPDATE work_order SET first_article = 'approved', first_article_by = ? WHERE number = ?",
                actor, order);
        } else {
            run(database, "UPDATE work_order SET active = NULL WHERE number = ?", order);
        }
        run(database, "UPDATE work_order SET state = ? WHERE number = ?", textOf(next), order);
        m_state->appendEvent(actor, std::string(actionOf(act)), "order:" + order, std::move(payload));
    });
}

void Records::closeOrder(const std::string& order, const std::string& actor)
{
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        requireActor(database, actor);
        const OrderRow row = requireOrder(database, order);
        refuseStanding(order);
        static_cast<void>(after(row.state, OrderAct::Finish, row.article, order));
        const Reconciliation counts = reconciliationOf(database, order);
        if (std::string why = whyNotBalanced(counts, order); !why.empty()) {
            if (counts.running > 0) {
                SQLite::Statement running = prepare(
                    database, "SELECT id FROM attempt WHERE work_order = ? AND result IS NULL", order);
                running.executeStep();
                why += ": " + textAt(running, 0);
            }
            throw Error(ErrorCode::Conflict, why);
        }
        run(database,
            "UPDATE work_order SET state = 'closed', active = NULL, closed = ?, closed_by = ? WHERE number = "
            "?",
            m_state->moment.utcMicros, actor, order);
        m_state->appendEvent(actor, std::string(actionOf(OrderAct::Finish)), "order:" + order,
                             {{"attempts", counts.attempts},
                              {"consumed", counts.passed + counts.scrapped},
                              {"issued", counts.issued},
                              {"order", order},
                              {"passed", counts.passed},
                              {"scrapped", counts.scrapped},
                              {"state", textOf(OrderState::Closed)},
                              {"void", counts.voided},
                              {"written_unverified", counts.writtenUnverified}});
        m_state->signCheckpoint();
    });
}

Reconciliation Records::reconcile(const std::string& order) const
{
    return m_state->read([&](const SQLite::Database& database) {
        requireOrder(database, order);
        return reconciliationOf(database, order);
    });
}

std::pair<std::int64_t, std::int64_t> Records::finishedAndFailed(const std::string& order) const
{
    return m_state->read([&](const SQLite::Database& database) {
        SQLite::Statement row = prepare(
            database,
            "SELECT count(*) FILTER (WHERE result IN ('passed', 'written_unverified')), "
            "count(*) FILTER (WHERE result = 'failed') FROM attempt JOIN work_order ON number = work_order "
            "WHERE work_order = ? AND ended >= coalesce(opened, 0)",
            order);
        row.executeStep();
        return std::pair{integerAt(row, 0), integerAt(row, 1)};
    });
}

} // namespace bindery::db
