// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "db/media_internal.h"

namespace bindery::db
{

namespace
{

std::optional<std::int64_t> knownMedium(const SQLite::Database& database, const MediumSeen& seen)
{
    const auto find = [&](const char* sql, const std::string& value) -> std::optional<std::int64_t> {
        SQLite::Statement row = prepare(database, sql, value);
        return row.executeStep() ? std::optional(integerAt(row, 0)) : std::nullopt;
    };
    if (!seen.isBlockDevice) {
        return find("SELECT id FROM medium WHERE path = ? AND kind = 'file' ORDER BY id DESC LIMIT 1",
                    seen.path);
    }
    if (seen.cid) {
        return find("SELECT id FROM medium WHERE cid = ? ORDER BY id DESC LIMIT 1", *seen.cid);
    }
    if (seen.headerUuid) {
        return find(
            "SELECT id FROM medium WHERE header_uuid = ? AND kind = 'device' ORDER BY id DESC LIMIT 1",
            seen.headerUuid->text());
    }
    return std::nullopt;
}

} // namespace

MediumSeen cleaned(const MediumSeen& seen)
{
    constexpr std::size_t kLongest = 256;
    const auto clean = [](const std::optional<std::string>& text) {
        return text ? std::optional(recordable(*text, kLongest)) : std::nullopt;
    };
    MediumSeen out = seen;
    out.path = recordable(seen.path);
    out.cid = clean(seen.cid);
    out.model = clean(seen.model);
    out.readerSerial = clean(seen.readerSerial);
    out.cardLot = clean(seen.cardLot);
    out.cardPart = clean(seen.cardPart);
    return out;
}

Json mediumJson(std::int64_t id, const MediumSeen& seen)
{
    const auto optional = [](const auto& value) { return value ? Json(*value) : Json(nullptr); };
    return {{"cid", optional(seen.cid)},
            {"disk_seq", optional(seen.diskSeq)},
            {"found", seen.found ? Json(textOf(*seen.found)) : Json(nullptr)},
            {"found_header", seen.headerUuid ? Json(seen.headerUuid->text()) : Json(nullptr)},
            {"id", id},
            {"kind", seen.isBlockDevice ? "device" : "file"},
            {"lot", optional(seen.cardLot)},
            {"model", optional(seen.model)},
            {"part", optional(seen.cardPart)},
            {"reader", optional(seen.readerSerial)},
            {"size", seen.size.count()}};
}

std::int64_t rememberMedium(Records::State& state, const MediumSeen& seen,
                            const std::optional<std::string>& slot)
{
    const SQLite::Database& database = state.database;
    const std::int64_t now = state.moment.utcMicros;
    const auto size = static_cast<std::int64_t>(seen.size.count());
    if (const std::optional<std::int64_t> id = knownMedium(database, seen)) {
        run(database,
            "UPDATE medium SET last_seen = ?, last_slot = coalesce(?, last_slot), size = ?, "
            "model = coalesce(?, model), card_lot = coalesce(?, card_lot), card_part = coalesce(?, "
            "card_part), "
            "path = ?, seen_count = seen_count + 1 WHERE id = ?",
            now, slot, size, seen.model, seen.cardLot, seen.cardPart, seen.path, *id);
        return *id;
    }
    const std::optional<std::string> header =
        seen.headerUuid ? std::optional(seen.headerUuid->text()) : std::nullopt;
    run(database,
        "INSERT INTO medium (kind, path, cid, header_uuid, size, model, card_lot, card_part, first_seen, "
        "last_seen, "
        "last_slot) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        seen.isBlockDevice ? "device" : "file", seen.path, seen.cid, header, size, seen.model, seen.cardLot,
        seen.cardPart, now, now, slot);
    const std::int64_t id = database.getLastInsertRowid();
    state.appendEvent(kStationActor, "medium.seen", "medium:" + std::to_string(id),
                      {{"medium", mediumJson(id, seen)}, {"slot", slot ? Json(*slot) : Json(nullptr)}});
    return id;
}

std::int64_t Records::recordMedium(const MediumSeen& medium, const std::optional<std::string>& slot)
{
    return m_state->write([&] { return rememberMedium(*m_state, cleaned(medium), slot); });
}

} // namespace bindery::db
