// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/json.h"
#include "db/keyslot_history_internal.h"
#include "db/records_internal.h"

#include <algorithm>
#include <array>

#include <sqlite3.h>

namespace bindery::db
{

namespace
{

/// Order and unit of an attempt, for payloads.
struct Owner {
    std::string order;
    std::string serial;
    std::string actor;
};

Owner ownerOf(const SQLite::Database& database, const std::string& attempt)
{
    SQLite::Statement row =
        prepare(database, "SELECT work_order, serial, actor FROM attempt WHERE id = ?", attempt);
    if (!row.executeStep()) {
        throw Error(ErrorCode::NotFound, "there is no attempt \"" + recordable(attempt, 64) + "\"");
    }
    return {textAt(row, 0), textAt(row, 1), textAt(row, 2)};
}

std::optional<SealedSecret> secretOf(const SQLite::Database& database, const char* sql,
                                     const std::string& value)
{
    SQLite::Statement row = prepare(database, sql, value);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    SealedSecret secret;
    secret.attempt = textAt(row, 0);
    secret.luksUuid = Uuid::parse(textAt(row, 1));
    secret.purpose = textAt(row, 2);
    secret.nonce = blobAt(row, 3);
    secret.ciphertext = blobAt(row, 4);
    secret.destroyed = !row.isColumnNull(5);
    return secret;
}

} // namespace

std::vector<StoredKeyslot> Records::keyslots(const std::string& serial) const
{
    return m_state->read([&](const SQLite::Database& database) {
        std::vector<StoredKeyslot> slots;
        SQLite::Statement rows =
            prepare(database,
                    "SELECT serial, attempt, number, purpose, state, exposure, changed FROM "
                    "keyslot WHERE serial = ? ORDER BY id",
                    serial);
        while (rows.executeStep()) {
            slots.push_back({textAt(rows, 0), textAt(rows, 1), static_cast<int>(integerAt(rows, 2)),
                             textAt(rows, 3), textAt(rows, 4), optionalTextAt(rows, 5), integerAt(rows, 6)});
        }
        return slots;
    });
}

void Records::setKeyslotState(const std::string& attempt, int number, const std::string& slotState,
                              const std::string& reason, const std::string& actor)
{
    constexpr std::array kStates{"tested", "destruction_reported", "destroyed", "compromised"};
    if (std::find(kStates.begin(), kStates.end(), slotState) == kStates.end()) {
        throw Error(ErrorCode::InvalidArgument,
                    "\"" + recordable(slotState, 64) + "\" is not a state of a keyslot");
    }
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        requireActor(database, actor);
        const Owner owner = ownerOf(database, attempt);
        std::optional<KeyslotNow> slot = keyslotOf(database, attempt, number);
        if (!slot) {
            throw Error(ErrorCode::NotFound,
                        "attempt " + attempt + " recorded no keyslot " + std::to_string(number));
        }
        slot->state = slotState;
        changeKeyslot(*m_state, {attempt, owner.order, owner.serial}, *slot, reason, actor);
    });
}

void Records::recordSealedSecret(const SealedSecret& secret)
{
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        const Owner owner = ownerOf(database, secret.attempt);
        if (secretOf(database,
                     "SELECT attempt, luks_uuid, purpose, nonce, ciphertext, destroyed FROM sealed_secret "
                     "WHERE attempt = ?",
                     secret.attempt)) {
            throw Error(ErrorCode::Conflict, "attempt " + secret.attempt + " has a sealed secret");
        }
        run(database,
            "INSERT INTO sealed_secret (attempt, luks_uuid, purpose, nonce, ciphertext, sealed) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            secret.attempt, secret.luksUuid.text(), secret.purpose, ByteView(secret.nonce),
            ByteView(secret.ciphertext), m_state->moment.utcMicros);
        m_state->appendEvent(owner.actor, "secret.sealed", "attempt:" + secret.attempt,
                             {{"attempt", secret.attempt},
                              {"luks_uuid", secret.luksUuid.text()},
                              {"order", owner.order},
                              {"purpose", secret.purpose},
                              {"unit", owner.serial}});
    });
}

std::optional<SealedSecret> Records::findSealedSecret(const std::string& attempt) const
{
    return m_state->read([&](const SQLite::Database& database) {
        return secretOf(database,
                        "SELECT attempt, luks_uuid, purpose, nonce, ciphertext, destroyed FROM sealed_secret "
                        "WHERE attempt = ?",
                        attempt);
    });
}

std::optional<SealedSecret> Records::findSealedSecret(const Uuid& luksUuid) const
{
    return m_state->read([&](const SQLite::Database& database) {
        return secretOf(database,
                        "SELECT attempt, luks_uuid, purpose, nonce, ciphertext, destroyed FROM sealed_secret "
                        "WHERE luks_uuid = ?",
                        luksUuid.text());
    });
}

std::vector<std::string> Records::secretsOfUnpassed() const
{
    return m_state->read([&](const SQLite::Database& database) {
        SQLite::Statement rows =
            prepare(database, "SELECT sealed_secret.attempt FROM sealed_secret JOIN attempt ON attempt.id = "
                              "sealed_secret.attempt "
                              "WHERE sealed_secret.destroyed IS NULL AND attempt.result IS NOT NULL "
                              "AND attempt.result NOT IN ('passed', 'written_unverified')");
        std::vector<std::string> attempts;
        while (rows.executeStep()) {
            attempts.push_back(textAt(rows, 0));
        }
        return attempts;
    });
}

void Records::scrubSealedSecret(const std::string& attempt, const std::string& reason,
                                const std::string& actor)
{
    const bool known = m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        requireActor(database, actor);
        const Owner owner = ownerOf(database, attempt);
        const std::optional<SealedSecret> secret =
            secretOf(database,
                     "SELECT attempt, luks_uuid, purpose, nonce, ciphertext, destroyed FROM sealed_secret "
                     "WHERE attempt = ?",
                     attempt);
        if (!secret || secret->destroyed) {
            return secret.has_value();
        }
        const std::string why = recordable(reason, 1024);
        run(database,
            "UPDATE sealed_secret SET nonce = NULL, ciphertext = NULL, destroyed = ?, destroyed_reason = ? "
            "WHERE attempt = ?",
            m_state->moment.utcMicros, why, attempt);
        m_state->appendEvent(
            actor, "secret.destroyed", "attempt:" + attempt,
            {{"attempt", attempt},
             {"luks_uuid", secret->luksUuid.text()},
             {"order", owner.order},
             {"purpose", secret->purpose},
             {"reason", why},
             {"residual_exposure", "flash cells of the station may still hold the wrapping key"},
             {"unit", owner.serial}});
        return true;
    });
    if (!known) {
        throw Error(ErrorCode::NotFound, "attempt " + attempt + " has no sealed secret");
    }
    // The old page still lies in the write-ahead log until that is emptied.
    m_state->read([&](const SQLite::Database& database) {
        int inLog = 0;
        int moved = 0;
        const int status = ::sqlite3_wal_checkpoint_v2(database.getHandle(), nullptr,
                                                       SQLITE_CHECKPOINT_TRUNCATE, &inLog, &moved);
        if (status == SQLITE_BUSY) {
            throw Error(ErrorCode::Busy,
                        "the secret of attempt " + attempt +
                            " is scrubbed, but another program reads the records, so the write-ahead "
                            "log could not be emptied; end it and destroy the secret again");
        }
        database.check(status);
    });
}

} // namespace bindery::db
