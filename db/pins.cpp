// SPDX-License-Identifier: Apache-2.0
// Members of Records for signing in: PINs, the wait after wrong ones, the language of a person.
#include "base/error.h"
#include "base/json.h"
#include "db/pin_internal.h"
#include "db/records_internal.h"

#include <algorithm>

namespace bindery::db
{

namespace
{

constexpr std::int64_t kFreeTries = 5;
constexpr std::int64_t kFirstWait = 60'000'000;
constexpr std::int64_t kLongestWait = 3'600'000'000;

struct WrongPins {
    std::int64_t inARow = 0;
    std::int64_t lastUtcMicros = 0;
    std::string bootId;
    std::int64_t lastMonotonicMicros = 0;
};

std::int64_t waitAfter(std::int64_t wrongInARow)
{
    std::int64_t wait = wrongInARow < kFreeTries ? 0 : kFirstWait;
    for (std::int64_t more = kFreeTries; more < wrongInARow && wait < kLongestWait; ++more) {
        wait *= 2;
    }
    return std::min(wait, kLongestWait);
}

/// What is left of the wait. Within one boot nobody can shorten it by setting the clock.
std::int64_t leftOfWait(const WrongPins& wrong, const Moment& now)
{
    const std::int64_t since = wrong.bootId == now.bootId ? now.monotonicMicros - wrong.lastMonotonicMicros
                                                          : now.utcMicros - wrong.lastUtcMicros;
    return std::max<std::int64_t>(0, waitAfter(wrong.inARow) - std::max<std::int64_t>(0, since));
}

WrongPins wrongPinsOf(const SQLite::Database& database, const std::string& badge)
{
    SQLite::Statement row =
        prepare(database, "SELECT in_a_row, last, boot, monotonic FROM wrong_pin WHERE badge = ?", badge);
    return row.executeStep()
               ? WrongPins{integerAt(row, 0), integerAt(row, 1), textAt(row, 2), integerAt(row, 3)}
               : WrongPins{};
}

void putWrongPins(const SQLite::Database& database, const std::string& badge, std::int64_t inARow,
                  const Moment& now)
{
    run(database,
        "INSERT INTO wrong_pin (badge, in_a_row, last, boot, monotonic) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (badge) DO UPDATE SET in_a_row = excluded.in_a_row, last = excluded.last, "
        "boot = excluded.boot, monotonic = excluded.monotonic",
        badge, inARow, now.utcMicros, now.bootId, now.monotonicMicros);
}

std::optional<std::string> keptPinOf(const SQLite::Database& database, const std::string& badge)
{
    SQLite::Statement row = prepare(database, "SELECT pin FROM actor WHERE badge = ?", badge);
    return row.executeStep() ? optionalTextAt(row, 0) : std::nullopt;
}

/// Somebody must be able to set the first one.
bool isFirstOfSupervisors(const SQLite::Database& database, const std::string& badge)
{
    SQLite::Statement row =
        prepare(database,
                "SELECT role = 'supervisor' AND NOT EXISTS (SELECT 1 FROM actor WHERE role = 'supervisor' "
                "AND valid_to IS NULL AND pin IS NOT NULL) FROM actor WHERE badge = ?",
                badge);
    return row.executeStep() && integerAt(row, 0) != 0;
}

void requirePerson(const SQLite::Database& database, const std::string& badge)
{
    requireKnownActor(database, badge);
    if (badge == kStationActor) {
        throw Error(ErrorCode::Conflict, std::string("the badge \"") + kStationActor +
                                             "\" is the station itself, which signs in nowhere");
    }
}

} // namespace

void Records::setPin(const std::string& badge, const SecretBuffer& pin, const std::string& by)
{
    const std::string kept = keptPin(pin);
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        requirePerson(database, badge);
        requireKnownActor(database, by);
        if (by != badge && !isFirstOfSupervisors(database, badge)) {
            requireSupervisor(database, by, "setting the PIN of another");
        }
        run(database, "UPDATE actor SET pin = ? WHERE badge = ?", kept, badge);
        run(database, "DELETE FROM wrong_pin WHERE badge = ?", badge);
        m_state->appendEvent(by, "pin.set", "actor:" + badge, {{"badge", badge}});
    });
}

bool Records::hasPin(const std::string& badge) const
{
    return m_state->read([&](const SQLite::Database& database) {
        requireKnownActor(database, badge);
        return keptPinOf(database, badge).has_value();
    });
}

// All in one transaction: two processes that ask at once count one after the other.
PinCheck Records::checkPin(const std::string& badge, const SecretBuffer& pin, const Json& caller)
{
    if (!caller.is_object()) {
        throw Error(ErrorCode::InvalidArgument, "what an event says of a caller is an object");
    }
    return m_state->write([&]() -> PinCheck {
        const SQLite::Database& database = m_state->database;
        requireKnownActor(database, badge);
        const std::optional<std::string> kept = keptPinOf(database, badge);
        if (!kept) {
            return {PinCheck::Outcome::None, 0};
        }
        const Moment& now = m_state->moment;
        const WrongPins wrong = wrongPinsOf(database, badge);
        if (const std::int64_t left = leftOfWait(wrong, now); left > 0) {
            if (wrong.bootId != now.bootId && now.utcMicros < wrong.lastUtcMicros) {
                // The clock lost its time over the boot: the wait begins anew, or it might never end.
                putWrongPins(database, badge, wrong.inARow, now);
            }
            return {PinCheck::Outcome::Wait, left};
        }
        if (fitsPin(pin, *kept)) {
            run(database, "DELETE FROM wrong_pin WHERE badge = ?", badge);
            return {PinCheck::Outcome::Right, 0};
        }
        const std::int64_t inARow = wrong.inARow + 1;
        putWrongPins(database, badge, inARow, now);
        Json payload = caller;
        payload["badge"] = badge;
        payload["wrong_in_a_row"] = inARow;
        m_state->appendEvent(kStationActor, "pin.wrong", "actor:" + badge, std::move(payload));
        return {PinCheck::Outcome::Wrong, waitAfter(inARow)};
    });
}

void Records::setLanguage(const std::string& badge, const std::string& language, const std::string& by)
{
    if (std::find(kLanguages.begin(), kLanguages.end(), language) == kLanguages.end()) {
        throw Error(ErrorCode::InvalidArgument,
                    "language \"" + recordable(language, 64) + "\": use en, de or es");
    }
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        requirePerson(database, badge);
        requireKnownActor(database, by);
        if (by != badge) {
            requireSupervisor(database, by, "setting the language of another");
        }
        run(database, "UPDATE actor SET language = ? WHERE badge = ?", language, badge);
    });
}

} // namespace bindery::db
