// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/json.h"
#include "db/keyslot_history_internal.h"
#include "db/media_internal.h"
#include "db/parts_internal.h"
#include "db/records_internal.h"
#include "db/serials_internal.h"

namespace bindery::db
{

namespace
{

template <typename T>
Json jsonOf(const std::optional<T>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

std::optional<std::int64_t> synchronisedColumn(const Moment& moment)
{
    return moment.synchronised ? std::optional<std::int64_t>(*moment.synchronised ? 1 : 0) : std::nullopt;
}

/// What must be known of an attempt to change it.
struct AttemptRow {
    std::string order;
    std::string serial;
    std::string golden;
    std::string actor;
    std::optional<std::string> slot;
    std::int64_t medium = 0;
    std::optional<std::string> supersedes;
    std::optional<std::string> result;
};

AttemptRow requireAttempt(const SQLite::Database& database, const std::string& id)
{
    SQLite::Statement row = prepare(database,
                                    "SELECT work_order, serial, golden, actor, slot, medium, supersedes, "
                                    "result FROM attempt WHERE id = ?",
                                    id);
    if (!row.executeStep()) {
        throw Error(ErrorCode::NotFound, "there is no attempt \"" + recordable(id, 64) + "\"");
    }
    return {textAt(row, 0),         textAt(row, 1),    textAt(row, 2),         textAt(row, 3),
            optionalTextAt(row, 4), integerAt(row, 5), optionalTextAt(row, 6), optionalTextAt(row, 7)};
}

AttemptRow requireOpenAttempt(const SQLite::Database& database, const std::string& id)
{
    AttemptRow row = requireAttempt(database, id);
    if (row.result) {
        throw Error(ErrorCode::Conflict,
                    "the attempt " + id + " of unit " + row.serial + " was closed already: " + *row.result);
    }
    return row;
}

void requireApprovedGolden(const SQLite::Database& database, const std::string& golden,
                           const std::string& order)
{
    SQLite::Statement image = prepare(database, "SELECT state, name FROM golden_image WHERE id = ?", golden);
    if (!image.executeStep()) {
        throw Error(ErrorCode::NotFound,
                    "the records know no golden image " + recordable(golden, 64) + "; stage it first");
    }
    if (textAt(image, 0) != "approved") {
        throw Error(ErrorCode::Conflict, "the golden image " + textAt(image, 1) + "@" + golden.substr(0, 12) +
                                             " is " + textAt(image, 0) +
                                             ", not approved; a supervisor must approve it first");
    }
    SQLite::Statement wanted = prepare(database, "SELECT golden FROM work_order WHERE number = ?", order);
    wanted.executeStep();
    const std::optional<std::string> bound = optionalTextAt(wanted, 0);
    if (bound && *bound != golden) {
        throw Error(ErrorCode::Conflict, "the order " + order + " is made from golden image " +
                                             bound->substr(0, 12) + ", not from " + golden.substr(0, 12));
    }
}

/// The attempt whose card is out in the world with this serial.
std::optional<AttemptRow> finishedAttempt(const SQLite::Database& database, const std::string& serial,
                                          std::string& id)
{
    SQLite::Statement row = prepare(database,
                                    "SELECT id FROM attempt WHERE serial = ? AND result IN ('passed', "
                                    "'written_unverified') ORDER BY started DESC, rowid DESC LIMIT 1",
                                    serial);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    id = textAt(row, 0);
    return requireAttempt(database, id);
}

/// Refuses a double flash; the attempt that the new one is going to supersede, if any.
std::optional<std::string> claimSerial(Records::State& state, const NewAttempt& attempt,
                                       const std::string& serial, bool mayBeMade)
{
    const SQLite::Database& database = state.database;
    checkName("serial", serial);
    const std::optional<StoredUnit> unit = unitOf(database, serial);
    if (!unit && requireOrder(database, attempt.order).scheme == SerialScheme::List) {
        throw Error(ErrorCode::Conflict, "the serial " + serial + " is not on the list of order " +
                                             attempt.order + "; add it, or take one of the list");
    }
    if (!unit) {
        addUnit(state, attempt.order, serial);
        return std::nullopt;
    }
    const auto conflict = [&](const std::string& what) {
        throw Error(ErrorCode::Conflict, "the serial " + serial + " " + what);
    };
    SQLite::Statement open =
        prepare(database, "SELECT id, work_order FROM attempt WHERE serial = ? AND result IS NULL", serial);
    if (open.executeStep()) {
        conflict("is being made in order " + textAt(open, 1) + ", attempt " + textAt(open, 0) +
                 "; wait for it, or choose another serial");
    }
    if (unit->serialState == "void") {
        conflict("of order " + unit->order + " is void; choose another one");
    }
    if (unit->serialState == "reserved") {
        if (unit->order != attempt.order) {
            conflict("belongs to order " + unit->order + ", not to " + attempt.order);
        }
        return std::nullopt;
    }
    std::string id;
    const std::optional<AttemptRow> finished = finishedAttempt(database, serial, id);
    if (!mayBeMade) {
        conflict("was made already" +
                 (finished ? " (" + *finished->result + ") in order " + finished->order + ", attempt " + id
                           : " in order " + unit->order) +
                 "; making it again needs a supervisor's reason to re-provision");
    }
    return finished ? std::optional(id) : std::nullopt;
}

Json cardJson(const CardFacts& card)
{
    return {{"changes_sha256", Sha256::hexOf(asBytes(canonicalJson(card.changes)))},
            {"cipher", card.cipher},
            {"disk_signature", card.diskSignature},
            {"file_system_uuid", card.fileSystemUuid.text()},
            {"layout", card.layout},
            {"luks_uuid", card.luksUuid.text()}};
}

std::optional<CardFacts> cardOf(const SQLite::Database& database, const std::string& attempt)
{
    SQLite::Statement row =
        prepare(database,
                "SELECT luks_uuid, file_system_uuid, disk_signature, cipher, layout, changes FROM "
                "attempt_card WHERE attempt = ?",
                attempt);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    CardFacts card;
    card.luksUuid = Uuid::parse(textAt(row, 0));
    card.fileSystemUuid = Uuid::parse(textAt(row, 1));
    card.diskSignature = textAt(row, 2);
    card.cipher = textAt(row, 3);
    card.layout = parseJson(textAt(row, 4), "the layout of attempt " + attempt);
    card.changes = parseJson(textAt(row, 5), "the changes of attempt " + attempt);
    return card;
}

bool sameCard(const CardFacts& a, const CardFacts& b)
{
    return a.luksUuid == b.luksUuid && canonicalJson(cardJson(a)) == canonicalJson(cardJson(b));
}

/// True when this call recorded it; false when the same was known.
bool rememberCard(Records::State& state, const std::string& attempt, const CardFacts& card)
{
    const SQLite::Database& database = state.database;
    if (!card.layout.is_object() || !card.changes.is_array()) {
        throw Error(ErrorCode::InvalidArgument, "the layout of a card is an object, its changes are a list");
    }
    if (const std::optional<CardFacts> known = cardOf(database, attempt)) {
        if (!sameCard(*known, card)) {
            throw Error(ErrorCode::Conflict, "other facts of the card of attempt " + attempt +
                                                 " are recorded, LUKS UUID " + known->luksUuid.text());
        }
        return false;
    }
    SQLite::Statement other =
        prepare(database, "SELECT attempt FROM attempt_card WHERE luks_uuid = ?", card.luksUuid.text());
    if (other.executeStep()) {
        throw Error(ErrorCode::Conflict, "the LUKS UUID " + card.luksUuid.text() +
                                             " belongs to the card of attempt " + textAt(other, 0));
    }
    run(database,
        "INSERT INTO attempt_card (attempt, luks_uuid, file_system_uuid, disk_signature, cipher, layout, "
        "changes, "
        "recorded) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        attempt, card.luksUuid.text(), card.fileSystemUuid.text(), card.diskSignature, card.cipher,
        canonicalJson(card.layout), canonicalJson(card.changes), state.moment.utcMicros);
    return true;
}

void checkOutcome(const AttemptOutcome& outcome)
{
    const bool finished =
        outcome.result == AttemptResult::Passed || outcome.result == AttemptResult::WrittenUnverified;
    if (!finished && !outcome.reason) {
        throw Error(ErrorCode::InvalidArgument,
                    "an attempt that ends " + std::string(textOf(outcome.result)) + " needs a reason");
    }
    if (outcome.result == AttemptResult::Passed && (!outcome.verify || *outcome.verify == Verify::None)) {
        throw Error(ErrorCode::InvalidArgument, "an attempt that was not verified cannot be called passed");
    }
}

/// As the rows of the table keyslot will be.
std::vector<KeyslotNow> slotsOf(const std::vector<KeyslotMade>& keyslots)
{
    std::vector<KeyslotNow> slots;
    for (const KeyslotMade& slot : keyslots) {
        slots.push_back({slot.number, slot.purpose, slot.tested ? "tested" : "created",
                         slot.exposure ? std::optional(recordable(*slot.exposure, 256)) : std::nullopt});
    }
    return slots;
}

/// What the event says of them.
Json jsonOf(const std::vector<KeyslotNow>& keyslots)
{
    Json list = Json::array();
    for (const KeyslotNow& slot : keyslots) {
        list.push_back({{"exposure", jsonOf(slot.exposure)},
                        {"number", slot.number},
                        {"purpose", slot.purpose},
                        {"state", slot.state}});
    }
    return list;
}

constexpr const char* kAttemptQuery =
    "SELECT attempt.id, work_order, serial, golden, actor, slot, medium, medium_kind, medium_path, "
    "medium_size, "
    "medium_model, disk_seq, cid, reader, found_header_uuid, card_lot, card_part, started, "
    "started_monotonic, "
    "started_boot, started_synchronised, verify_intended, fill_intended, tool_version, supersedes, "
    "superseded_by, "
    "change_reason, ended, ended_monotonic, ended_boot, ended_synchronised, result, reason, message, "
    "bytes_written, "
    "step_millis, verify, fill, luks_uuid, file_system_uuid, disk_signature, found "
    "FROM attempt LEFT JOIN attempt_card ON attempt_card.attempt = attempt.id ";

Moment momentAt(const SQLite::Statement& row, int column)
{
    Moment moment;
    moment.utcMicros = integerAt(row, column);
    moment.monotonicMicros = integerAt(row, column + 1);
    moment.bootId = textAt(row, column + 2);
    if (const std::optional<std::int64_t> synchronised = optionalIntegerAt(row, column + 3)) {
        moment.synchronised = *synchronised != 0;
    }
    return moment;
}

StoredAttempt attemptAt(const SQLite::Statement& row)
{
    const auto uuidAt = [&](int column) {
        const std::optional<std::string> text = optionalTextAt(row, column);
        return text ? std::optional(Uuid::parse(*text)) : std::nullopt;
    };
    StoredAttempt stored;
    int column = 0;
    stored.id = textAt(row, column++);
    stored.order = textAt(row, column++);
    stored.serial = textAt(row, column++);
    stored.goldenId = textAt(row, column++);
    stored.actor = textAt(row, column++);
    stored.slot = optionalTextAt(row, column++);
    stored.mediumId = integerAt(row, column++);
    stored.medium.isBlockDevice = textAt(row, column++) == "device";
    stored.medium.path = optionalTextAt(row, column++).value_or("");
    stored.medium.size = Bytes(static_cast<std::uint64_t>(integerAt(row, column++)));
    stored.medium.model = optionalTextAt(row, column++);
    if (const std::optional<std::int64_t> sequence = optionalIntegerAt(row, column++)) {
        stored.medium.diskSeq = static_cast<std::uint64_t>(*sequence);
    }
    stored.medium.cid = optionalTextAt(row, column++);
    stored.medium.readerSerial = optionalTextAt(row, column++);
    stored.medium.headerUuid = uuidAt(column++);
    stored.medium.cardLot = optionalTextAt(row, column++);
    stored.medium.cardPart = optionalTextAt(row, column++);
    stored.started = momentAt(row, column);
    column += 4;
    stored.verifyIntended = verifyOf(textAt(row, column++));
    stored.fillIntended = fillOf(textAt(row, column++));
    stored.toolVersion = textAt(row, column++);
    stored.supersedes = optionalTextAt(row, column++);
    stored.supersededBy = optionalTextAt(row, column++);
    stored.changeReason = optionalTextAt(row, column++);
    if (!row.isColumnNull(column)) {
        stored.ended = momentAt(row, column);
    }
    column += 4;
    if (const std::optional<std::string> result = optionalTextAt(row, column++)) {
        stored.result = attemptResultOf(*result);
    }
    stored.reason = optionalTextAt(row, column++);
    stored.message = optionalTextAt(row, column++);
    if (const std::optional<std::int64_t> bytes = optionalIntegerAt(row, column++)) {
        stored.bytesWritten = Bytes(static_cast<std::uint64_t>(*bytes));
    }
    if (const std::optional<std::string> steps = optionalTextAt(row, column++)) {
        stored.stepMillis =
            parseJson(*steps, "the times of attempt " + stored.id).get<std::map<std::string, std::int64_t>>();
    }
    if (const std::optional<std::string> verify = optionalTextAt(row, column++)) {
        stored.verify = verifyOf(*verify);
    }
    if (const std::optional<std::string> fill = optionalTextAt(row, column++)) {
        stored.fill = fillOf(*fill);
    }
    stored.luksUuid = uuidAt(column++);
    stored.fileSystemUuid = uuidAt(column++);
    stored.diskSignature = optionalTextAt(row, column++);
    if (const std::optional<std::string> found = optionalTextAt(row, column++)) {
        stored.medium.found = foundOf(*found);
    }
    return stored;
}

std::vector<StoredAttempt> attemptsOf(SQLite::Statement rows)
{
    std::vector<StoredAttempt> attempts;
    while (rows.executeStep()) {
        attempts.push_back(attemptAt(rows));
    }
    return attempts;
}

std::optional<StoredAttempt> attemptOf(const SQLite::Database& database, const std::string& id)
{
    const std::string sql = std::string(kAttemptQuery) + "WHERE attempt.id = ?";
    SQLite::Statement row = prepare(database, sql.c_str(), id);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return attemptAt(row);
}

} // namespace

OpenedAttempt Records::openAttempt(const NewAttempt& attempt)
{
    return m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        const Moment& now = m_state->moment;
        requireActor(database, attempt.actor);
        const OrderRow order = requireOpenOrder(database, attempt.order);
        requireApprovedGolden(database, attempt.goldenId, attempt.order);
        const auto slot = attempt.slot ? std::optional(recordable(*attempt.slot, 64)) : std::nullopt;
        std::optional<std::string> reason =
            attempt.serial ? reprovisionOf(database, *attempt.serial) : std::nullopt;
        const bool isReleased = reason.has_value();
        if (attempt.reprovisionReason) {
            reason = recordable(*attempt.reprovisionReason, 1024);
        }

        OpenedAttempt opened{Uuid::random().text(), attempt.serial.value_or("")};
        std::optional<std::string> supersedes;
        if (attempt.serial) {
            supersedes = claimSerial(*m_state, attempt, *attempt.serial, reason.has_value());
        } else {
            opened.serial = takeNextSerial(*m_state, attempt.order);
        }
        if (!supersedes) {
            requirePlace(database, attempt.order, order);
        }
        const MediumSeen seen = cleaned(attempt.medium);
        const std::int64_t medium = rememberMedium(*m_state, seen, slot);
        const std::optional<std::string> changeReason = supersedes ? reason : std::nullopt;
        const auto found = seen.found ? std::optional(std::string(textOf(*seen.found))) : std::nullopt;
        run(database,
            "INSERT INTO attempt (id, work_order, serial, golden, medium, actor, slot, medium_kind, "
            "medium_path, "
            "medium_size, medium_model, disk_seq, cid, reader, found_header_uuid, card_lot, card_part, "
            "started, "
            "started_monotonic, started_boot, started_synchronised, verify_intended, fill_intended, "
            "tool_version, "
            "supersedes, change_reason, found) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            opened.id, attempt.order, opened.serial, attempt.goldenId, medium, attempt.actor, slot,
            seen.isBlockDevice ? "device" : "file", seen.path, static_cast<std::int64_t>(seen.size.count()),
            seen.model, seen.diskSeq ? std::optional(static_cast<std::int64_t>(*seen.diskSeq)) : std::nullopt,
            seen.cid, seen.readerSerial,
            seen.headerUuid ? std::optional(seen.headerUuid->text()) : std::nullopt, seen.cardLot,
            seen.cardPart, now.utcMicros, now.monotonicMicros, now.bootId, synchronisedColumn(now),
            textOf(attempt.verify), textOf(attempt.fill), recordable(attempt.toolVersion, 64), supersedes,
            changeReason, found);
        run(database, "UPDATE unit SET last_attempt = ? WHERE serial = ?", opened.id, opened.serial);
        if (isReleased) {
            useReprovision(database, opened.serial, opened.id);
        }
        m_state->appendEvent(attempt.actor, "attempt.opened", "attempt:" + opened.id,
                             {{"attempt", opened.id},
                              {"fill_intended", textOf(attempt.fill)},
                              {"golden", attempt.goldenId},
                              {"medium", mediumJson(medium, seen)},
                              {"order", attempt.order},
                              {"reason", jsonOf(changeReason)},
                              {"slot", jsonOf(slot)},
                              {"supersedes", jsonOf(supersedes)},
                              {"tool", recordable(attempt.toolVersion, 64)},
                              {"unit", opened.serial},
                              {"verify_intended", textOf(attempt.verify)}});
        return opened;
    });
}

void Records::recordCard(const std::string& attempt, const CardFacts& card)
{
    m_state->write([&] {
        const AttemptRow row = requireOpenAttempt(m_state->database, attempt);
        if (rememberCard(*m_state, attempt, card)) {
            m_state->appendEvent(
                row.actor, "attempt.card", "attempt:" + attempt,
                {{"attempt", attempt}, {"card", cardJson(card)}, {"order", row.order}, {"unit", row.serial}});
        }
    });
}

void Records::closeAttempt(const std::string& attempt, const AttemptOutcome& outcome)
{
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        const Moment& now = m_state->moment;
        const AttemptRow row = requireOpenAttempt(database, attempt);
        checkOutcome(outcome);
        const bool finished =
            outcome.result == AttemptResult::Passed || outcome.result == AttemptResult::WrittenUnverified;
        const std::string result(textOf(outcome.result));
        const std::optional<std::string> reason =
            outcome.reason ? std::optional(std::string(traitsOf(*outcome.reason).name)) : std::nullopt;
        const std::optional<std::string> message =
            outcome.message.empty() ? std::nullopt : std::optional(recordable(outcome.message));
        const Json steps = outcome.stepMillis;
        const auto verify =
            outcome.verify ? std::optional(std::string(textOf(*outcome.verify))) : std::nullopt;
        const auto fill = outcome.fill ? std::optional(std::string(textOf(*outcome.fill))) : std::nullopt;
        std::optional<std::int64_t> bytes;
        if (outcome.bytesWritten) {
            bytes = static_cast<std::int64_t>(outcome.bytesWritten->count());
        }

        if (outcome.card) {
            rememberCard(*m_state, attempt, *outcome.card);
        }
        const std::optional<CardFacts> card = cardOf(database, attempt);
        if (finished && !card) {
            throw Error(ErrorCode::InvalidArgument,
                        "attempt " + attempt + " cannot end " + result + " without the facts of its card");
        }
        run(database,
            "UPDATE attempt SET ended = ?, ended_monotonic = ?, ended_boot = ?, ended_synchronised = ?, "
            "result = ?, "
            "reason = ?, message = ?, bytes_written = ?, step_millis = ?, verify = ?, fill = ? WHERE id = ?",
            now.utcMicros, now.monotonicMicros, now.bootId, synchronisedColumn(now), result, reason, message,
            bytes, canonicalJson(steps), verify, fill, attempt);
        if (finished) {
            run(database,
                "UPDATE unit SET state = ?, state_reason = NULL, serial_state = 'consumed' WHERE serial = ?",
                outcome.result == AttemptResult::Passed ? "written" : "written_unverified", row.serial);
            if (row.supersedes) {
                run(database, "UPDATE attempt SET superseded_by = ? WHERE id = ?", attempt, *row.supersedes);
            }
        }
        const std::optional<std::string> headerUuid =
            card ? std::optional(card->luksUuid.text()) : std::nullopt;
        run(database,
            "UPDATE medium SET written_count = written_count + ?, passed_count = passed_count + ?, "
            "header_uuid = coalesce(?, header_uuid) WHERE id = ?",
            outcome.bytesWritten && outcome.bytesWritten->count() > 0 ? 1 : 0,
            outcome.result == AttemptResult::Passed ? 1 : 0, headerUuid, row.medium);
        const std::vector<KeyslotNow> keyslots = slotsOf(outcome.keyslots);
        const std::optional<StoredUnit> unit = unitOf(database, row.serial);
        const std::int64_t event = m_state->appendEvent(row.actor, "attempt.closed", "attempt:" + attempt,
                                                        {{"attempt", attempt},
                                                         {"bytes_written", jsonOf(bytes)},
                                                         {"card", card ? cardJson(*card) : Json(nullptr)},
                                                         {"fill", jsonOf(fill)},
                                                         {"keyslots", jsonOf(keyslots)},
                                                         {"message", jsonOf(message)},
                                                         {"order", row.order},
                                                         {"reason", jsonOf(reason)},
                                                         {"result", result},
                                                         {"serial_state", unit->serialState},
                                                         {"step_millis", steps},
                                                         {"unit", row.serial},
                                                         {"unit_state", unit->state},
                                                         {"verify", jsonOf(verify)}});
        const CardOwner owner{attempt, row.order, row.serial};
        for (const KeyslotNow& slot : keyslots) {
            putKeyslot(*m_state, owner, slot, std::nullopt, row.actor, event);
        }
        if (!finished) {
            endAnnouncedKeyslots(*m_state, owner, kStationActor);
        }
        if (finished && row.supersedes) {
            takeOutCard(*m_state, owner, "superseded by attempt " + attempt, row.actor);
        }
    });
}

std::vector<StoredAttempt> Records::openAttempts() const
{
    return m_state->read([](const SQLite::Database& database) {
        const std::string sql =
            std::string(kAttemptQuery) + "WHERE result IS NULL ORDER BY started, attempt.rowid";
        return attemptsOf(prepare(database, sql.c_str()));
    });
}

std::vector<StoredAttempt> Records::findAttempts(const AttemptFilter& filter) const
{
    return m_state->read([&](const SQLite::Database& database) {
        std::string sql = std::string(kAttemptQuery) + "WHERE 1";
        std::vector<std::function<void(Binder&)>> values;
        const auto where = [&](const char* condition, const auto& value) {
            if (value) {
                sql += condition;
                values.emplace_back([&value](Binder& binder) { binder << *value; });
            }
        };
        const auto result = filter.result ? std::optional(std::string(textOf(*filter.result))) : std::nullopt;
        where(" AND work_order = ?", filter.order);
        where(" AND serial = ?", filter.serial);
        where(" AND slot = ?", filter.slot);
        where(" AND golden = ?", filter.goldenId);
        where(" AND card_lot = ?", filter.cardLot);
        where(" AND reader = ?", filter.readerSerial);
        where(" AND result = ?", result);
        where(" AND started >= ?", filter.startedFromMicros);
        where(" AND started < ?", filter.startedToMicros);
        sql += " ORDER BY started DESC, attempt.rowid DESC LIMIT ?";
        SQLite::Statement rows(database, sql);
        Binder binder(rows);
        for (const auto& bind : values) {
            bind(binder);
        }
        binder << static_cast<std::int64_t>(filter.limit);
        return attemptsOf(std::move(rows));
    });
}

std::optional<StoredAttempt> Records::findAttempt(const std::string& attempt) const
{
    return m_state->read([&](const SQLite::Database& database) { return attemptOf(database, attempt); });
}

std::optional<CardRecord> Records::findCard(const Uuid& luksUuid) const
{
    return m_state->read([&](const SQLite::Database& database) -> std::optional<CardRecord> {
        SQLite::Statement row =
            prepare(database, "SELECT attempt FROM attempt_card WHERE luks_uuid = ?", luksUuid.text());
        if (!row.executeStep()) {
            return std::nullopt;
        }
        const std::string id = textAt(row, 0);
        return CardRecord{*attemptOf(database, id), *cardOf(database, id)};
    });
}

} // namespace bindery::db
