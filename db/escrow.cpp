// SPDX-License-Identifier: Apache-2.0
// Recovery keys: envelopes that only the customer's private key opens.
#include "base/error.h"
#include "base/json.h"
#include "base/sha256.h"
#include "db/bind_records.h"
#include "db/keyslot_history_internal.h"
#include "db/serials_internal.h"

namespace bindery::db
{

namespace
{

constexpr std::size_t kLargestEnvelope = std::size_t{64} * 1024;

std::optional<BindRecords::Escrow> escrowOf(const SQLite::Database& database, const std::string& serial)
{
    SQLite::Statement row = prepare(
        database,
        "SELECT escrow.attempt, escrow.serial, number, certificate_digest, envelope, escrow.state FROM "
        "escrow JOIN keyslot ON keyslot.id = escrow.keyslot JOIN attempt ON attempt.id = escrow.attempt "
        "WHERE escrow.serial = ? AND (result IS NULL OR result IN ('passed', 'written_unverified')) "
        "ORDER BY result IS NULL, started DESC, attempt.rowid DESC LIMIT 1",
        serial);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return BindRecords::Escrow{textAt(row, 0),
                               textAt(row, 1),
                               static_cast<int>(integerAt(row, 2)),
                               textAt(row, 3),
                               std::string(asText(blobAt(row, 4))),
                               textAt(row, 5)};
}

} // namespace

void BindRecords::recordEscrow(const std::string& attempt, int keyslot, const std::string& certificateDigest,
                               const std::string& envelope)
{
    checkDigest("the digest of a certificate", certificateDigest);
    if (envelope.empty() || envelope.size() > kLargestEnvelope) {
        throw Error(ErrorCode::InvalidArgument, "an envelope of " + std::to_string(envelope.size()) +
                                                    " bytes cannot hold a recovery key");
    }
    Records::State& state = m_records.internal();
    state.write([&] {
        const SQLite::Database& database = state.database;
        SQLite::Statement row =
            prepare(database, "SELECT work_order, serial, actor FROM attempt WHERE id = ?", attempt);
        if (!row.executeStep()) {
            throw Error(ErrorCode::NotFound, "there is no attempt \"" + recordable(attempt, 64) + "\"");
        }
        const CardOwner card{attempt, textAt(row, 0), textAt(row, 1)};
        const std::string actor = textAt(row, 2);
        SQLite::Statement known = prepare(database, "SELECT 1 FROM escrow WHERE attempt = ?", attempt);
        if (known.executeStep()) {
            throw Error(ErrorCode::Conflict,
                        "the recovery key of attempt " + attempt + " is escrowed already");
        }
        // It is escrowed before the header that it opens reaches the card: then nobody told of the keyslot
        // yet.
        const std::optional<KeyslotNow> slot = keyslotOf(database, attempt, keyslot);
        if (!slot) {
            changeKeyslot(state, card, {keyslot, "recovery", "created", std::nullopt}, "its key is escrowed",
                          actor);
        } else if (slot->purpose != "recovery") {
            throw Error(ErrorCode::Conflict, "keyslot " + std::to_string(keyslot) + " of attempt " + attempt +
                                                 " is the " + slot->purpose + " slot, not the recovery slot");
        }
        run(database,
            "INSERT INTO escrow (attempt, serial, keyslot, certificate_digest, envelope, state, created) "
            "SELECT ?, ?, id, ?, ?, 'escrowed', ? FROM keyslot WHERE attempt = ? AND number = ?",
            attempt, card.unit, certificateDigest, asBytes(envelope), state.moment.utcMicros, attempt,
            keyslot);
        state.appendEvent(actor, "escrow.made", "attempt:" + attempt,
                          {{"attempt", attempt},
                           {"certificate", certificateDigest},
                           {"envelope_sha256", Sha256::hexOf(asBytes(envelope))},
                           {"number", keyslot},
                           {"order", card.order},
                           {"unit", card.unit}});
    });
}

std::optional<BindRecords::Escrow> BindRecords::findEscrow(const std::string& serial) const
{
    return m_records.internal().read(
        [&](const SQLite::Database& database) { return escrowOf(database, serial); });
}

BindRecords::Escrow BindRecords::releaseEscrow(const std::string& serial, const std::string& reason,
                                               const std::string& actor)
{
    Records::State& state = m_records.internal();
    return state.write([&] {
        requireSupervisor(state.database, actor, "taking out a recovery key");
        const std::string why = requireReason(reason, "taking out a recovery key");
        const StoredUnit unit = requireUnit(state.database, serial);
        std::optional<Escrow> escrow = escrowOf(state.database, serial);
        if (!escrow) {
            throw Error(ErrorCode::NotFound,
                        "unit " + serial + " has no escrowed recovery key: its order did not ask for one");
        }
        run(state.database, "UPDATE escrow SET state = 'released' WHERE attempt = ?", escrow->attempt);
        escrow->state = "released";
        state.appendEvent(actor, "escrow.released", "attempt:" + escrow->attempt,
                          {{"attempt", escrow->attempt},
                           {"certificate", escrow->certificateDigest},
                           {"order", unit.order},
                           {"reason", why},
                           {"unit", serial}});
        return *std::move(escrow);
    });
}

void BindRecords::endKeyslotsOfUnpassed()
{
    const auto left = [](const SQLite::Database& database) {
        SQLite::Statement rows = prepare(
            database, "SELECT DISTINCT attempt.id, work_order, attempt.serial FROM keyslot JOIN attempt ON "
                      "attempt.id = keyslot.attempt WHERE keyslot.state = 'created' AND result IS NOT "
                      "NULL AND result NOT IN ('passed', 'written_unverified')");
        std::vector<CardOwner> cards;
        while (rows.executeStep()) {
            cards.push_back({textAt(rows, 0), textAt(rows, 1), textAt(rows, 2)});
        }
        return cards;
    };
    Records::State& state = m_records.internal();
    if (state.read(left).empty()) {
        return;
    }
    state.write([&] {
        for (const CardOwner& card : left(state.database)) {
            endAnnouncedKeyslots(state, card, kStationActor);
        }
    });
}

} // namespace bindery::db
