// SPDX-License-Identifier: Apache-2.0
// The tables that follow from the events: what an export writes as CSV, what its verifier compares the CSV
// with, and what a full check compares the rows of the database with. One piece of code for all three, so
// that they cannot disagree. Errors: none for odd payloads: what is missing is an empty cell.
#pragma once

#include "db/connection_internal.h"
#include "db/database_check.h"
#include "db/records.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bindery::db
{

using Cells = std::vector<std::string>;

/// A table with named columns and rows in the order of their first appearance. The key of a row is its first
/// cells, as many as row() is asked with.
class AuditTable
{
public:
    AuditTable(std::string name, std::vector<std::string> columns);

    const std::string& name() const { return m_name; }
    const std::vector<std::string>& columns() const { return m_columns; }
    const std::vector<Cells>& rows() const { return m_rows; }
    /// The row with this key, made when missing.
    Cells& row(const Cells& key);
    /// The row, if there.
    Cells* find(const Cells& key);
    void set(Cells& row, std::string_view column, std::string value) const;
    const std::string& get(const Cells& row, std::string_view column) const;
    /// RFC 4180, with header.
    std::string csv() const;

private:
    std::size_t indexOf(std::string_view column) const;

    std::string m_name;
    std::vector<std::string> m_columns;
    std::vector<Cells> m_rows;
    std::unordered_map<std::string, std::size_t> m_byKey;
};

class AuditTables
{
public:
    AuditTables();
    void see(const StoredEvent& event);

    const AuditTable& attempts() const { return m_attempts; }
    const AuditTable& units() const { return m_units; }
    /// Every state that a keyslot ever had.
    const AuditTable& keys() const { return m_keyChanges; }
    const AuditTable& binds() const { return m_binds; }
    std::int64_t passed() const;

    /// Where the rows of the database say something else than the events. At most `limit`.
    std::vector<CheckFinding> compareWith(const SQLite::Database& database, std::size_t limit) const;

private:
    void seeOpened(const StoredEvent& event, const Json& payload);
    void seeCard(const Json& payload);
    void seeClosed(const StoredEvent& event, const Json& payload);
    void seeOrder(const StoredEvent& event, const Json& payload);
    void seeSlot(const StoredEvent& event, const Json& payload);
    void seeUnit(const Json& payload, const char* serialState);
    void seeActor(const StoredEvent& event, const Json& payload);
    void seeRelease(const StoredEvent& event, const Json& payload);
    void seeReferenceCheck(const StoredEvent& event, const Json& payload);
    void seeKeyslot(const StoredEvent& event, const Json& payload, const Json& slot,
                    const std::string& reason);
    void seeOfBind(const StoredEvent& event, const Json& payload);
    void seeBindStep(const StoredEvent& event, const Json& payload);
    void seePart(const StoredEvent& event, const Json& payload);

    AuditTable m_attempts;
    AuditTable m_cards;
    AuditTable m_units;
    AuditTable m_keys; ///< as they are now
    AuditTable m_keyChanges;
    AuditTable m_binds;
    AuditTable m_parts;
    AuditTable m_confirmations;
    AuditTable m_claims; ///< of cards on parts that nobody had confirmed for them
    AuditTable m_escrows;
    AuditTable m_goldens;
    AuditTable m_orders;
    AuditTable m_slots;
    AuditTable m_actors;
    AuditTable m_releases;                                         ///< to make a unit once more
    AuditTable m_checks;                                           ///< of reference cards
    std::unordered_map<std::string, std::string> m_unusedReleases; ///< by unit
};

/// What a payload says; empty where it says nothing.
std::string cellOf(const Json& object, const char* key);
/// Null where there is none.
const Json& member(const Json& object, const char* key);

/// A CSV cell: quoted where needed, and harmless in a spreadsheet.
std::string csvCell(std::string_view value);

} // namespace bindery::db
