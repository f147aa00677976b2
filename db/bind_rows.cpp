// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "base/json.h"
#include "db/bind_rows_internal.h"
#include "db/serials_internal.h"

#include <algorithm>

namespace bindery::db
{

namespace
{

constexpr const char* kUnknownStatus = "unknown"; // as module::textOf() says it

std::optional<std::string> orNull(const std::string& text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::vector<std::byte>> orNull(const std::vector<std::byte>& bytes)
{
    return bytes.empty() ? std::nullopt : std::optional(bytes);
}

Json jsonOf(const std::string& text)
{
    return text.empty() ? Json(nullptr) : Json(text);
}

Json jsonOf(const std::vector<std::byte>& bytes)
{
    return bytes.empty() ? Json(nullptr) : Json(toBase64(bytes));
}

Json jsonOf(const UnitParts& parts)
{
    return {{"boot_medium", jsonOf(parts.bootMedium)},
            {"macs", parts.macs},
            {"module_firmware", jsonOf(parts.moduleFirmware)},
            {"module_kind", jsonOf(parts.moduleKind)},
            {"module_model", jsonOf(parts.moduleModel)},
            {"module_public_key", jsonOf(parts.modulePublicKey)},
            {"module_serial", jsonOf(parts.moduleSerial)},
            {"pi_model", jsonOf(parts.piModel)},
            {"pi_revision", jsonOf(parts.piRevision)},
            {"pi_serial", jsonOf(parts.piSerial)}};
}

BindStep cleaned(const BindStep& step)
{
    constexpr std::size_t kLongestMessage = 1024;
    constexpr std::size_t kLongestText = 128;
    constexpr std::size_t kMostSlots = 32;
    constexpr std::size_t kLargestSignature = 1024;
    BindStep clean = step;
    clean.status = step.status.empty() ? kUnknownStatus : recordable(step.status, kLongestText);
    clean.headerDigest = recordable(step.headerDigest, kLongestText);
    clean.tokenDigest = recordable(step.tokenDigest, kLongestText);
    clean.message = recordable(step.message, kLongestMessage);
    clean.keyslots.resize(std::min(step.keyslots.size(), kMostSlots));
    clean.signature.resize(std::min(step.signature.size(), kLargestSignature));
    return clean;
}

/// What every event of a bind says; the unit's where it is known.
Json payloadOf(const std::string& name, const BindStep& step, const std::optional<UnitParts>& parts)
{
    return {{"header_digest", jsonOf(step.headerDigest)},
            {"keyslots", step.keyslots},
            {"message", jsonOf(step.message)},
            {"parts", parts ? jsonOf(*parts) : Json(nullptr)},
            {"signature", jsonOf(step.signature)},
            {"status", step.status},
            {"step", name},
            {"token_digest", jsonOf(step.tokenDigest)}};
}

StoredBindStep stepAt(const SQLite::Statement& row)
{
    int column = 0;
    const auto text = [&] { return optionalTextAt(row, column++).value_or(""); };
    StoredBindStep stored;
    stored.attempt = text();
    stored.step.step = text();
    stored.step.status = text();
    stored.step.headerDigest = text();
    stored.step.tokenDigest = text();
    const std::string keyslots = text();
    stored.step.message = text();
    stored.step.signature = blobAt(row, column++);
    stored.utcMicros = integerAt(row, column++);
    if (!keyslots.empty()) {
        stored.step.keyslots = parseJson(keyslots, "a step of a bind").get<std::vector<int>>();
    }
    if (row.isColumnNull(column)) { // macs is a list wherever parts were told
        return stored;
    }
    UnitParts parts;
    parts.macs = parseJson(text(), "a step of a bind").get<std::vector<std::string>>();
    parts.piSerial = text();
    parts.piModel = text();
    parts.piRevision = text();
    parts.bootMedium = text();
    parts.moduleKind = text();
    parts.moduleModel = text();
    parts.moduleSerial = text();
    parts.moduleFirmware = text();
    parts.modulePublicKey = blobAt(row, column);
    stored.parts = std::move(parts);
    return stored;
}

} // namespace

void addBindRow(Records::State& state, const CardOwner& card, const std::string& name, const BindStep& step,
                const std::optional<UnitParts>& parts, const std::string& actor)
{
    const BindStep clean = cleaned(step);
    Json payload = payloadOf(name, clean, parts);
    payload["attempt"] = card.attempt;
    payload["order"] = card.order;
    payload["unit"] = card.unit;
    SQLite::Statement unit =
        prepare(state.database, "SELECT state, state_reason FROM unit WHERE serial = ?", card.unit);
    unit.executeStep();
    payload["unit_state"] = textAt(unit, 0);
    const std::optional<std::string> reason = optionalTextAt(unit, 1);
    payload["unit_state_reason"] = reason ? Json(*reason) : Json(nullptr);
    const std::int64_t event = state.appendEvent(actor, "bind." + name, "unit:" + card.unit, payload);
    const UnitParts told = parts.value_or(UnitParts{});
    run(state.database,
        "INSERT INTO bind (event, attempt, serial, step, status, header_digest, token_digest, keyslots, "
        "message, "
        "signature, recorded, macs, pi_serial, pi_model, pi_revision, boot_medium, module_kind, "
        "module_model, "
        "module_serial, module_firmware, module_public_key) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        event, card.attempt, card.unit, name, clean.status, orNull(clean.headerDigest),
        orNull(clean.tokenDigest), canonicalJson(Json(clean.keyslots)), orNull(clean.message),
        orNull(clean.signature), state.moment.utcMicros,
        parts ? std::optional(canonicalJson(Json(told.macs))) : std::nullopt, orNull(told.piSerial),
        orNull(told.piModel), orNull(told.piRevision), orNull(told.bootMedium), orNull(told.moduleKind),
        orNull(told.moduleModel), orNull(told.moduleSerial), orNull(told.moduleFirmware),
        orNull(told.modulePublicKey));
}

void addBindEvent(Records::State& state, const std::string& name, const BindStep& step,
                  const std::optional<UnitParts>& parts, const std::string& actor)
{
    state.appendEvent(actor, "bind." + name, "bench", payloadOf(name, cleaned(step), parts));
}

std::vector<StoredBindStep> bindStepsOf(const SQLite::Database& database, const std::string& unit)
{
    SQLite::Statement rows =
        prepare(database,
                "SELECT attempt, step, status, header_digest, token_digest, keyslots, message, signature, "
                "recorded, macs, pi_serial, pi_model, pi_revision, boot_medium, module_kind, module_model, "
                "module_serial, module_firmware, module_public_key FROM bind WHERE serial = ? ORDER BY id",
                unit);
    std::vector<StoredBindStep> steps;
    while (rows.executeStep()) {
        steps.push_back(stepAt(rows));
    }
    return steps;
}

std::optional<std::string> lastCardOf(const SQLite::Database& database, const std::string& unit)
{
    SQLite::Statement row =
        prepare(database,
                "SELECT id FROM attempt WHERE serial = ? AND result IN ('passed', 'written_unverified') "
                "ORDER BY started DESC, rowid DESC LIMIT 1",
                unit);
    return row.executeStep() ? std::optional(textAt(row, 0)) : std::nullopt;
}

} // namespace bindery::db
