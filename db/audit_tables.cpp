// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "base/error.h"
#include "base/json.h"
#include "db/audit_tables_internal.h"

#include <algorithm>
#include <array>
#include <set>

namespace bindery::db
{

std::string cellOf(const Json& object, const char* key)
{
    if (!object.is_object()) {
        return {};
    }
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) {
        return {};
    }
    return found->is_string() ? found->get<std::string>() : canonicalJson(*found);
}

const Json& member(const Json& object, const char* key)
{
    static const Json none;
    if (!object.is_object()) {
        return none;
    }
    const auto found = object.find(key);
    return found == object.end() ? none : *found;
}

namespace
{

std::string keyText(const Cells& key)
{
    std::string text;
    for (const std::string& part : key) {
        text += part + '\0';
    }
    return text;
}

/// Columns of the database that hold UTC microseconds.
bool isTime(std::string_view column)
{
    constexpr std::array<std::string_view, 15> kTimes{
        "started",  "ended",       "created",   "changed",   "valid_from", "valid_to",  "released", "checked",
        "recorded", "fitted_from", "fitted_to", "confirmed", "used",       "withdrawn", "claimed"};
    return std::find(kTimes.begin(), kTimes.end(), column) != kTimes.end();
}

/// The rows of a query whose columns are those of the table.
std::vector<Cells> rowsOf(const SQLite::Database& database, const char* sql, const AuditTable& table)
{
    std::vector<Cells> rows;
    SQLite::Statement statement = prepare(database, sql);
    while (statement.executeStep()) {
        Cells cells;
        for (std::size_t i = 0; i < table.columns().size(); ++i) {
            const int column = static_cast<int>(i);
            if (statement.isColumnNull(column)) {
                cells.emplace_back();
            } else if (isTime(table.columns()[i])) {
                cells.push_back(isoTime(integerAt(statement, column)));
            } else if (table.columns()[i] == "changes_sha256") {
                cells.push_back(Sha256::hexOf(asBytes(textAt(statement, column)))); // kept as canonical text
            } else if (table.columns()[i] == "envelope_sha256") {
                cells.push_back(Sha256::hexOf(blobAt(statement, column)));
            } else if (table.columns()[i] == "signature" || table.columns()[i] == "module_public_key") {
                cells.push_back(toBase64(blobAt(statement, column)));
            } else {
                cells.push_back(textAt(statement, column));
            }
        }
        rows.push_back(std::move(cells));
    }
    return rows;
}

constexpr const char* kAttemptRows =
    "SELECT a.id, serial, work_order, golden, actor, slot, medium, medium_kind, medium_size, medium_model, "
    "cid, reader, "
    "card_lot, card_part, disk_seq, found_header_uuid, found, started, verify_intended, fill_intended, "
    "tool_version, supersedes, "
    "change_reason, c.luks_uuid, file_system_uuid, disk_signature, cipher, ended, result, reason, message, "
    "bytes_written, "
    "step_millis, verify, fill, "
    "CASE WHEN s.attempt IS NULL THEN NULL WHEN s.destroyed IS NULL THEN 'sealed' ELSE 'destroyed' END "
    "FROM attempt a LEFT JOIN attempt_card c ON c.attempt = a.id LEFT JOIN sealed_secret s ON s.attempt = "
    "a.id "
    "ORDER BY a.rowid";
constexpr const char* kCardRows =
    "SELECT attempt, luks_uuid, file_system_uuid, disk_signature, cipher, layout, changes FROM attempt_card";
constexpr const char* kUnitRows =
    "SELECT serial, work_order, state, state_reason, serial_state, void_reason, last_attempt, pi_serial, "
    "module_serial FROM unit ORDER BY rowid";
constexpr const char* kKeyRows =
    "SELECT attempt, number, serial, purpose, state, exposure, created, changed FROM keyslot ORDER BY id";
constexpr const char* kKeyChangeRows =
    "SELECT event, number, attempt, serial, purpose, state, exposure, reason, actor, changed FROM "
    "keyslot_change ORDER BY id";
constexpr const char* kBindRows =
    "SELECT event, serial, attempt, step, recorded, status, pi_serial, pi_model, pi_revision, macs, "
    "boot_medium, module_kind, module_model, module_serial, module_firmware, module_public_key, "
    "header_digest, token_digest, keyslots, message, signature FROM bind ORDER BY id";
constexpr const char* kPartRows = "SELECT event, kind, serial, unit, attempt, key_sha256, fitted_from, "
                                  "fitted_to, reason FROM part ORDER BY "
                                  "id";
constexpr const char* kConfirmationRows =
    "SELECT event, module_serial, pi_serial, unit, actor, confirmed, used, withdrawn FROM bind_confirmation "
    "ORDER BY id";
constexpr const char* kClaimRows =
    "SELECT event, attempt, unit, module_serial, pi_serial, claimed FROM bind_claim ORDER BY id";
constexpr const char* kEscrowRows =
    "SELECT escrow.attempt, escrow.serial, number, certificate_digest, envelope, escrow.state, "
    "escrow.created FROM escrow JOIN keyslot ON keyslot.id = escrow.keyslot";
constexpr const char* kGoldenRows =
    "SELECT id, name, root_digest, boot_digest, recipe_digest, state, approved_by FROM golden_image";
constexpr const char* kOrderRows =
    "SELECT number, state, golden, target, serial_prefix, policy, serial_scheme, active, first_article, "
    "first_article_by FROM work_order";
constexpr const char* kSlotRows = "SELECT slot, state, reason, changed_by FROM slot";
constexpr const char* kActorRows = "SELECT badge, role, valid_from, valid_to FROM actor";
constexpr const char* kReleaseRows =
    "SELECT id, serial, reason, released, released_by, used_by FROM reprovision ORDER BY id";
constexpr const char* kCheckRows = "SELECT id, card, iif(as_expected, 'true', 'false'), slot, message, "
                                   "checked, actor FROM reference_check ORDER BY id";

} // namespace

AuditTable::AuditTable(std::string name, std::vector<std::string> columns)
    : m_name(std::move(name)), m_columns(std::move(columns))
{
}

std::size_t AuditTable::indexOf(std::string_view column) const
{
    const auto found = std::find(m_columns.begin(), m_columns.end(), column);
    if (found == m_columns.end()) {
        throw Error(ErrorCode::Internal, "the table " + m_name + " has no column " + std::string(column));
    }
    return static_cast<std::size_t>(found - m_columns.begin());
}

Cells& AuditTable::row(const Cells& key)
{
    const auto [found, isNew] = m_byKey.emplace(keyText(key), m_rows.size());
    if (isNew) {
        m_rows.emplace_back(m_columns.size());
        std::copy(key.begin(), key.end(), m_rows.back().begin());
    }
    return m_rows[found->second];
}

Cells* AuditTable::find(const Cells& key)
{
    const auto found = m_byKey.find(keyText(key));
    return found == m_byKey.end() ? nullptr : &m_rows[found->second];
}

void AuditTable::set(Cells& row, std::string_view column, std::string value) const
{
    row[indexOf(column)] = std::move(value);
}

const std::string& AuditTable::get(const Cells& row, std::string_view column) const
{
    return row[indexOf(column)];
}

std::string csvCell(std::string_view value)
{
    // A spreadsheet runs what starts with one of these, some also behind blanks (CWE-1236).
    const std::size_t first = value.find_first_not_of(" \t\r\n");
    std::string text;
    if (first != std::string_view::npos &&
        (std::string_view("=+-@").find(value[first]) != std::string_view::npos || value[0] == '\t' ||
         value[0] == '\r' || value[0] == '\n')) {
        text = "'";
    }
    // The full-width forms of the four count as well: U+FF1D, U+FF0B, U+FF0D, U+FF20.
    if (first != std::string_view::npos) {
        for (const std::string_view wide : {"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"}) {
            if (value.substr(first, wide.size()) == wide) {
                text = "'";
            }
        }
    }
    text += value;
    if (text.find_first_of(",;\"\r\n\t") == std::string::npos && value != " ") {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    }
    return quoted + "\"";
}

std::string AuditTable::csv() const
{
    std::string text;
    const auto add = [&](const Cells& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            text += (i == 0 ? "" : ",") + csvCell(cells[i]);
        }
        text += "\r\n";
    };
    add(m_columns);
    for (const Cells& row : m_rows) {
        add(row);
    }
    return text;
}

AuditTables::AuditTables()
    : m_attempts("attempt", {"attempt",
                             "unit",
                             "order",
                             "golden",
                             "actor",
                             "slot",
                             "medium",
                             "medium_kind",
                             "medium_size",
                             "medium_model",
                             "cid",
                             "reader",
                             "card_lot",
                             "card_part",
                             "disk_seq",
                             "found_header",
                             "found",
                             "started",
                             "verify_intended",
                             "fill_intended",
                             "tool",
                             "supersedes",
                             "change_reason",
                             "luks_uuid",
                             "file_system_uuid",
                             "disk_signature",
                             "cipher",
                             "ended",
                             "result",
                             "reason",
                             "message",
                             "bytes_written",
                             "step_millis",
                             "verify",
                             "fill",
                             "transport_secret"}),
      m_cards("attempt_card", {"attempt", "luks_uuid", "file_system_uuid", "disk_signature", "cipher",
                               "layout", "changes_sha256"}),
      m_units("unit", {"unit", "order", "state", "state_reason", "serial_state", "void_reason",
                       "last_attempt", "pi_serial", "module_serial"}),
      m_keys("keyslot", {"attempt", "number", "unit", "purpose", "state", "exposure", "created", "changed"}),
      m_keyChanges("keyslot_change", {"event", "number", "attempt", "unit", "purpose", "state", "exposure",
                                      "reason", "actor", "changed"}),
      m_binds("bind", {"event",         "unit",          "attempt",         "step",
                       "recorded",      "status",        "pi_serial",       "pi_model",
                       "pi_revision",   "macs",          "boot_medium",     "module_kind",
                       "module_model",  "module_serial", "module_firmware", "module_public_key",
                       "header_digest", "token_digest",  "keyslots",        "message",
                       "signature"}),
      m_parts("part", {"event", "kind", "serial", "unit", "attempt", "key_sha256", "fitted_from", "fitted_to",
                       "reason"}),
      m_confirmations("bind_confirmation", {"event", "module_serial", "pi_serial", "unit", "actor",
                                            "confirmed", "used", "withdrawn"}),
      m_claims("bind_claim", {"event", "attempt", "unit", "module_serial", "pi_serial", "claimed"}),
      m_escrows("escrow",
                {"attempt", "unit", "number", "certificate", "envelope_sha256", "state", "created"}),
      m_goldens("golden_image", {"golden", "name", "root", "boot", "recipe", "state", "approved_by"}),
      m_orders("work_order", {"order", "state", "golden", "target", "prefix", "policy", "scheme", "active",
                              "first_article", "first_article_by"}),
      m_slots("slot", {"slot", "state", "reason", "changed_by"}),
      m_actors("actor", {"badge", "role", "valid_from", "valid_to"}),
      m_releases("reprovision", {"id", "unit", "reason", "released", "released_by", "used_by"}),
      m_checks("reference_check", {"id", "card", "as_expected", "slot", "message", "checked", "actor"})
{
}

void AuditTables::seeUnit(const Json& payload, const char* serialState)
{
    Cells& unit = m_units.row({cellOf(payload, "unit")});
    if (m_units.get(unit, "order").empty()) {
        m_units.set(unit, "order", cellOf(payload, "order"));
        m_units.set(unit, "state", "new");
        m_units.set(unit, "serial_state", serialState);
    }
}

void AuditTables::seeOpened(const StoredEvent& event, const Json& payload)
{
    const std::string attempt = cellOf(payload, "attempt");
    Cells& row = m_attempts.row({attempt});
    const Json& medium = member(payload, "medium");
    for (const char* column :
         {"unit", "order", "golden", "slot", "verify_intended", "fill_intended", "tool", "supersedes"}) {
        m_attempts.set(row, column, cellOf(payload, column));
    }
    m_attempts.set(row, "change_reason", cellOf(payload, "reason"));
    m_attempts.set(row, "actor", event.actor);
    m_attempts.set(row, "started", isoTime(event.utcMicros));
    m_attempts.set(row, "medium", cellOf(medium, "id"));
    m_attempts.set(row, "medium_kind", cellOf(medium, "kind"));
    m_attempts.set(row, "medium_size", cellOf(medium, "size"));
    m_attempts.set(row, "medium_model", cellOf(medium, "model"));
    m_attempts.set(row, "cid", cellOf(medium, "cid"));
    m_attempts.set(row, "reader", cellOf(medium, "reader"));
    m_attempts.set(row, "card_lot", cellOf(medium, "lot"));
    m_attempts.set(row, "card_part", cellOf(medium, "part"));
    m_attempts.set(row, "disk_seq", cellOf(medium, "disk_seq"));
    m_attempts.set(row, "found_header", cellOf(medium, "found_header"));
    m_attempts.set(row, "found", cellOf(medium, "found"));
    seeUnit(payload, "reserved");
    Cells& unit = m_units.row({cellOf(payload, "unit")});
    m_units.set(unit, "last_attempt", attempt);
    if (const auto unused = m_unusedReleases.find(cellOf(payload, "unit"));
        unused != m_unusedReleases.end()) {
        m_releases.set(m_releases.row({unused->second}), "used_by", attempt);
        m_unusedReleases.erase(unused);
    }
}

void AuditTables::seeCard(const Json& payload)
{
    const Json& card = member(payload, "card");
    if (!card.is_object()) {
        return;
    }
    const std::string attempt = cellOf(payload, "attempt");
    Cells& row = m_attempts.row({attempt});
    Cells& facts = m_cards.row({attempt});
    for (const char* column : {"luks_uuid", "file_system_uuid", "disk_signature", "cipher"}) {
        m_attempts.set(row, column, cellOf(card, column));
        m_cards.set(facts, column, cellOf(card, column));
    }
    m_cards.set(facts, "layout", cellOf(card, "layout"));
    m_cards.set(facts, "changes_sha256", cellOf(card, "changes_sha256"));
}

void AuditTables::seeClosed(const StoredEvent& event, const Json& payload)
{
    const std::string attempt = cellOf(payload, "attempt");
    seeCard(payload);
    Cells& row = m_attempts.row({attempt});
    for (const char* column :
         {"result", "reason", "message", "bytes_written", "step_millis", "verify", "fill"}) {
        m_attempts.set(row, column, cellOf(payload, column));
    }
    m_attempts.set(row, "ended", isoTime(event.utcMicros));
    seeUnit(payload, "reserved"); // its opening may have been left out by a filter
    Cells& unit = m_units.row({cellOf(payload, "unit")});
    m_units.set(unit, "state", cellOf(payload, "unit_state"));
    m_units.set(unit, "serial_state", cellOf(payload, "serial_state"));
    if (const std::string result = cellOf(payload, "result");
        result == "passed" || result == "written_unverified") {
        m_units.set(unit, "state_reason", "");
    }
    const Json& slots = member(payload, "keyslots");
    for (std::size_t i = 0; slots.is_array() && i < slots.size(); ++i) {
        seeKeyslot(event, payload, slots[i], {});
    }
}

void AuditTables::see(const StoredEvent& event)
{
    const Json payload = parseJson(event.payload, "event " + std::to_string(event.seq));
    if (event.action == "attempt.opened") {
        seeOpened(event, payload);
    } else if (event.action == "attempt.card") {
        seeCard(payload);
    } else if (event.action == "attempt.closed") {
        seeClosed(event, payload);
    } else if (event.action == "serial.reserved") {
        seeUnit(payload, "reserved");
    } else if (event.action == "serial.void") {
        Cells& unit = m_units.row({cellOf(payload, "unit")});
        m_units.set(unit, "serial_state", "void");
        m_units.set(unit, "void_reason", cellOf(payload, "reason"));
    } else if (event.action == "keyslot.changed") {
        seeKeyslot(event, payload, payload, cellOf(payload, "reason"));
    } else if (event.action == "secret.sealed" || event.action == "secret.destroyed") {
        Cells& row = m_attempts.row({cellOf(payload, "attempt")});
        m_attempts.set(row, "transport_secret", event.action == "secret.sealed" ? "sealed" : "destroyed");
    } else if (event.action == "golden.staged") {
        Cells& golden = m_goldens.row({cellOf(payload, "golden")});
        for (const char* column : {"name", "root", "boot", "recipe"}) {
            m_goldens.set(golden, column, cellOf(payload, column));
        }
        m_goldens.set(golden, "state", "staged");
        m_goldens.set(golden, "approved_by", "");
    } else if (event.action == "golden.approved") {
        Cells& golden = m_goldens.row({cellOf(payload, "golden")});
        m_goldens.set(golden, "state", "approved");
        m_goldens.set(golden, "approved_by", event.actor);
    } else if (event.action == "golden.removed") {
        m_goldens.set(m_goldens.row({cellOf(payload, "golden")}), "state", "removed");
    } else if (event.action == "unit.scrapped" || event.action == "unit.state") {
        seeUnit(payload, "consumed"); // its making may have been left out by a filter
        Cells& unit = m_units.row({cellOf(payload, "unit")});
        m_units.set(unit, "state", cellOf(payload, "unit_state"));
        m_units.set(unit, "state_reason", cellOf(payload, "reason"));
    } else if (event.action == "unit.reprovision_released") {
        seeRelease(event, payload);
    } else if (event.action == "line.reference_check") {
        seeReferenceCheck(event, payload);
    } else if (event.action == "station.made" || event.action.rfind("actor.", 0) == 0) {
        seeActor(event, payload);
    } else if (event.action.rfind("order.", 0) == 0 && !cellOf(payload, "order").empty()) {
        seeOrder(event, payload);
    } else if (event.action.rfind("slot.", 0) == 0) {
        seeSlot(event, payload);
    } else {
        seeOfBind(event, payload);
    }
}

void AuditTables::seeOrder(const StoredEvent& event, const Json& payload)
{
    Cells& order = m_orders.row({cellOf(payload, "order")});
    if (event.action == "order.made") {
        for (const char* column : {"golden", "target", "prefix", "policy", "scheme", "first_article"}) {
            m_orders.set(order, column, cellOf(payload, column));
        }
        // Events of the first stations, whose orders all began open, do not say these.
        for (const auto& [column, word] :
             {std::pair{"scheme", "counter"}, std::pair{"first_article", "none"}}) {
            if (m_orders.get(order, column).empty()) {
                m_orders.set(order, column, word);
            }
        }
        m_orders.set(order, "state", "open");
    } else if (event.action == "order.closed") {
        m_orders.set(order, "state", "closed");
        m_orders.set(order, "active", "");
    } else if (event.action == "order.opened") {
        m_orders.set(order, "active", "1");
    } else if (event.action == "order.first_article_approved") {
        m_orders.set(order, "first_article", "approved");
        m_orders.set(order, "first_article_by", event.actor);
    } else if (event.action == "order.paused" || event.action == "order.closing" ||
               event.action == "order.released") {
        m_orders.set(order, "active", "");
    }
    if (const std::string state = cellOf(payload, "state"); !state.empty()) {
        m_orders.set(order, "state", state);
    }
}

void AuditTables::seeSlot(const StoredEvent& event, const Json& payload)
{
    if (const std::string state = cellOf(payload, "state"); !state.empty()) {
        Cells& slot = m_slots.row({cellOf(payload, "slot")});
        m_slots.set(slot, "state", state);
        m_slots.set(slot, "reason", cellOf(payload, "reason"));
        m_slots.set(slot, "changed_by", event.actor);
    }
}

void AuditTables::seeActor(const StoredEvent& event, const Json& payload)
{
    const bool isStation = event.action == "station.made"; // the station acts, too
    Cells& actor = m_actors.row({isStation ? event.actor : cellOf(payload, "badge")});
    if (event.action == "actor.retired") {
        m_actors.set(actor, "valid_to", isoTime(event.utcMicros));
        return;
    }
    m_actors.set(actor, "role", isStation ? event.actor : cellOf(payload, "role"));
    m_actors.set(actor, "valid_to", "");
    if (m_actors.get(actor, "valid_from").empty()) {
        m_actors.set(actor, "valid_from", isoTime(event.utcMicros));
    }
}

/// Rows of both are only ever added, each with an event: they are numbered alike.
void AuditTables::seeRelease(const StoredEvent& event, const Json& payload)
{
    const std::string unit = cellOf(payload, "unit");
    const std::string id = std::to_string(m_releases.rows().size() + 1);
    Cells& release = m_releases.row({id});
    m_releases.set(release, "unit", unit);
    m_releases.set(release, "reason", cellOf(payload, "reason"));
    m_releases.set(release, "released", isoTime(event.utcMicros));
    m_releases.set(release, "released_by", event.actor);
    m_unusedReleases[unit] = id;
}

void AuditTables::seeReferenceCheck(const StoredEvent& event, const Json& payload)
{
    Cells& check = m_checks.row({std::to_string(m_checks.rows().size() + 1)});
    for (const char* column : {"card", "as_expected", "slot", "message"}) {
        m_checks.set(check, column, cellOf(payload, column));
    }
    m_checks.set(check, "checked", isoTime(event.utcMicros));
    m_checks.set(check, "actor", event.actor);
}

std::int64_t AuditTables::passed() const
{
    return std::count_if(m_attempts.rows().begin(), m_attempts.rows().end(),
                         [&](const Cells& row) { return m_attempts.get(row, "result") == "passed"; });
}

std::vector<CheckFinding> AuditTables::compareWith(const SQLite::Database& database, std::size_t limit) const
{
    std::vector<CheckFinding> findings;
    const auto compare = [&](const AuditTable& table, const char* sql, std::size_t keyColumns) {
        const auto placeOf = [&](const Cells& row) {
            return table.name() + " " + row[0] + (keyColumns == 2 ? " " + row[1] : "");
        };
        std::unordered_map<std::string, const Cells*> expected;
        for (const Cells& row : table.rows()) {
            expected[keyText({row.begin(), row.begin() + static_cast<std::ptrdiff_t>(keyColumns)})] = &row;
        }
        for (const Cells& row : rowsOf(database, sql, table)) {
            const std::string key =
                keyText({row.begin(), row.begin() + static_cast<std::ptrdiff_t>(keyColumns)});
            const auto found = expected.find(key);
            if (found == expected.end()) {
                findings.push_back({placeOf(row), "the row is there, but no event made it"});
            } else {
                const auto [mine, theirs] = std::mismatch(row.begin(), row.end(), found->second->begin());
                if (mine != row.end()) {
                    findings.push_back(
                        {placeOf(row), table.columns()[static_cast<std::size_t>(mine - row.begin())] +
                                           " is \"" + *mine + "\", the events say \"" + *theirs +
                                           "\": the row was edited"});
                }
                expected.erase(found);
            }
            if (findings.size() >= limit) {
                return;
            }
        }
        for (const auto& [key, row] : expected) {
            if (findings.size() < limit) {
                findings.push_back({placeOf(*row), "the events made this row, but it is gone"});
            }
        }
    };
    compare(m_attempts, kAttemptRows, 1);
    compare(m_cards, kCardRows, 1);
    compare(m_units, kUnitRows, 1);
    compare(m_keys, kKeyRows, 2);
    compare(m_keyChanges, kKeyChangeRows, 2);
    compare(m_binds, kBindRows, 1);
    compare(m_parts, kPartRows, 1);
    compare(m_confirmations, kConfirmationRows, 1);
    compare(m_claims, kClaimRows, 1);
    compare(m_escrows, kEscrowRows, 1);
    compare(m_goldens, kGoldenRows, 1);
    compare(m_orders, kOrderRows, 1);
    compare(m_slots, kSlotRows, 1);
    compare(m_actors, kActorRows, 1);
    compare(m_releases, kReleaseRows, 1);
    compare(m_checks, kCheckRows, 1);
    if (findings.size() > limit) {
        findings.resize(limit);
    }
    return findings;
}

} // namespace bindery::db
