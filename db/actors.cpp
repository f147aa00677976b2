// SPDX-License-Identifier: Apache-2.0
// Persons and their roles, and who may do what.
#include "base/error.h"
#include "base/json.h"
#include "db/records_internal.h"

#include <algorithm>
#include <array>

namespace bindery::db
{

namespace
{

constexpr const char* kSupervisor = "supervisor";
constexpr const char* kOperator = "operator";
constexpr std::size_t kLongestName = 256;

StoredActor actorAt(const SQLite::Statement& row)
{
    return {{textAt(row, 0), optionalTextAt(row, 1), textAt(row, 2)},
            integerAt(row, 3),
            optionalIntegerAt(row, 4),
            optionalTextAt(row, 5),
            integerAt(row, 6) != 0};
}

std::optional<StoredActor> actorOf(const SQLite::Database& database, const std::string& badge)
{
    SQLite::Statement row = prepare(database,
                                    "SELECT badge, name, role, valid_from, valid_to, language, pin IS NOT "
                                    "NULL FROM actor WHERE badge = ?",
                                    badge);
    return row.executeStep() ? std::optional(actorAt(row)) : std::nullopt;
}

StoredActor knownActor(const SQLite::Database& database, const std::string& badge)
{
    std::optional<StoredActor> found = actorOf(database, badge);
    if (!found) {
        throw Error(ErrorCode::NotFound,
                    "nobody with the badge \"" + recordable(badge, 64) + "\" is known to this station");
    }
    return *std::move(found);
}

StoredActor validActor(const SQLite::Database& database, const std::string& badge)
{
    StoredActor found = knownActor(database, badge);
    if (found.retiredUtcMicros) {
        throw Error(ErrorCode::NeedsRoot,
                    "the badge " + badge +
                        " was retired: a supervisor brings it back with \"bindery person "
                        "add\", or use another one");
    }
    return found;
}

std::int64_t supervisorsBut(const SQLite::Database& database, const std::string& badge)
{
    SQLite::Statement row = prepare(
        database, "SELECT count(*) FROM actor WHERE role = 'supervisor' AND valid_to IS NULL AND badge <> ?",
        badge);
    row.executeStep();
    return integerAt(row, 0);
}

bool hasSupervisor(const SQLite::Database& database)
{
    return supervisorsBut(database, "") > 0;
}

/// Somebody must be there who can name others.
void requireAnotherSupervisor(const SQLite::Database& database, const StoredActor& person)
{
    const bool isOne = person.actor.role == kSupervisor && !person.retiredUtcMicros;
    if (isOne && supervisorsBut(database, person.actor.badge) == 0) {
        throw Error(ErrorCode::Conflict, person.actor.badge +
                                             " is the only supervisor of this station: name another one "
                                             "first, with \"bindery person add\"");
    }
}

/// As the records keep it. Errors: InvalidArgument; Conflict.
Actor cleaned(const Actor& actor)
{
    checkName("badge", actor.badge);
    constexpr std::array kRoles{kOperator, kSupervisor, "engineer", "auditor"};
    if (std::find(kRoles.begin(), kRoles.end(), actor.role) == kRoles.end()) {
        throw Error(ErrorCode::InvalidArgument, "role \"" + recordable(actor.role, 64) +
                                                    "\": use operator, supervisor, engineer or auditor");
    }
    if (actor.badge == kStationActor) {
        throw Error(ErrorCode::Conflict,
                    std::string("the badge \"") + kStationActor + "\" is the station itself");
    }
    return {actor.badge, actor.name ? std::optional(recordable(*actor.name, kLongestName)) : std::nullopt,
            actor.role};
}

/// The row as `actor` says, and its event unless only the name is another.
void put(Records::State& state, const Actor& actor, const std::optional<StoredActor>& old,
         const std::string& by)
{
    run(state.database,
        "INSERT INTO actor (badge, name, role, valid_from) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (badge) DO UPDATE SET name = coalesce(excluded.name, name), role = excluded.role, "
        "valid_to = NULL",
        actor.badge, actor.name, actor.role, state.moment.utcMicros);
    if (!old || old->actor.role != actor.role || old->retiredUtcMicros) {
        state.appendEvent(by, old ? "actor.changed" : "actor.added", "actor:" + actor.badge,
                          {{"badge", actor.badge}, {"role", actor.role}});
    }
}

bool isDone(const std::optional<StoredActor>& old, const Actor& wanted)
{
    return old && old->actor.role == wanted.role && (!wanted.name || old->actor.name == wanted.name);
}

} // namespace

void requireKnownActor(const SQLite::Database& database, const std::string& badge)
{
    static_cast<void>(validActor(database, badge));
}

void requireActor(const SQLite::Database& database, const std::string& badge)
{
    if (validActor(database, badge).actor.role == "auditor") {
        throw Error(ErrorCode::NeedsRoot,
                    badge + " is an auditor, who looks and exports but changes nothing: use another badge");
    }
}

void requireSupervisor(const SQLite::Database& database, const std::string& badge, std::string_view act)
{
    const std::string role = validActor(database, badge).actor.role;
    if (role != kSupervisor) {
        throw Error(ErrorCode::NeedsRoot,
                    std::string(act) + " is a supervisor's act, but " + badge + " is " + role + ": " +
                        (hasSupervisor(database)
                             ? "call a supervisor"
                             : "this station has no supervisor yet, name one with \"bindery person add\""));
    }
}

void Records::ensureActor(const Actor& actor)
{
    const Actor wanted = cleaned(actor);
    if (isDone(
            m_state->read([&](const SQLite::Database& database) { return actorOf(database, wanted.badge); }),
            wanted)) {
        return;
    }
    m_state->write([&] {
        const std::optional<StoredActor> old = actorOf(m_state->database, wanted.badge);
        if (isDone(old, wanted)) {
            return;
        }
        const bool isOther = old ? old->actor.role != wanted.role || old->retiredUtcMicros.has_value()
                                 : wanted.role != kOperator; // another name is nobody's rise
        if (isOther && hasSupervisor(m_state->database)) {
            throw Error(ErrorCode::NeedsRoot, "who is " + wanted.role +
                                                  " at this station is said by a supervisor, with \"bindery "
                                                  "person add\"");
        }
        put(*m_state, wanted, old, kStationActor);
    });
}

void Records::addActor(const Actor& actor, const std::string& by)
{
    const Actor wanted = cleaned(actor);
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        if (hasSupervisor(database)) {
            requireSupervisor(database, by, "naming a person");
        } else {
            requireKnownActor(database, by);
            if (wanted.role != kSupervisor) {
                throw Error(ErrorCode::NeedsRoot, "this station has no supervisor yet, who names all others: "
                                                  "name one first, with \"bindery person add BADGE --role "
                                                  "supervisor\"");
            }
        }
        const std::optional<StoredActor> old = actorOf(database, wanted.badge);
        if (old && wanted.role != kSupervisor) {
            requireAnotherSupervisor(database, *old);
        }
        put(*m_state, wanted, old, by);
    });
}

void Records::retireActor(const std::string& badge, const std::string& by)
{
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        requireSupervisor(database, by, "retiring a badge");
        const StoredActor person = knownActor(database, badge);
        if (badge == kStationActor) {
            throw Error(ErrorCode::Conflict,
                        std::string("the badge \"") + kStationActor + "\" is the station itself");
        }
        if (person.retiredUtcMicros) {
            throw Error(ErrorCode::Conflict, "the badge " + badge + " was retired already");
        }
        requireAnotherSupervisor(database, person);
        run(m_state->database, "UPDATE actor SET valid_to = ? WHERE badge = ?", m_state->moment.utcMicros,
            badge);
        m_state->appendEvent(by, "actor.retired", "actor:" + badge, {{"badge", badge}});
    });
}

Actor Records::actor(const std::string& badge) const
{
    return m_state->read([&](const SQLite::Database& database) { return knownActor(database, badge).actor; });
}

std::optional<StoredActor> Records::findActor(const std::string& badge) const
{
    return m_state->read([&](const SQLite::Database& database) { return actorOf(database, badge); });
}

std::vector<StoredActor> Records::actors() const
{
    return m_state->read([](const SQLite::Database& database) {
        std::vector<StoredActor> actors;
        SQLite::Statement rows =
            prepare(database, "SELECT badge, name, role, valid_from, valid_to, language, pin IS NOT NULL "
                              "FROM actor WHERE role <> 'station' ORDER BY valid_from, rowid");
        while (rows.executeStep()) {
            actors.push_back(actorAt(rows));
        }
        return actors;
    });
}

void Records::requireMayAct(const std::string& badge) const
{
    m_state->read([&](const SQLite::Database& database) { requireActor(database, badge); });
}

} // namespace bindery::db
