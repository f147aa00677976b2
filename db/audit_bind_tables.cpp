// SPDX-License-Identifier: Apache-2.0
// The tables of the bind: keyslots and their history, steps, parts, confirmations, claims, escrowed keys.
#include "base/json.h"
#include "db/audit_tables_internal.h"

namespace bindery::db
{

void AuditTables::seeKeyslot(const StoredEvent& event, const Json& payload, const Json& slot,
                             const std::string& reason)
{
    const std::string time = isoTime(event.utcMicros);
    Cells& key = m_keys.row({cellOf(payload, "attempt"), cellOf(slot, "number")});
    m_keys.set(key, "unit", cellOf(payload, "unit"));
    m_keys.set(key, "state", cellOf(slot, "state"));
    m_keys.set(key, "changed", time);
    if (m_keys.get(key, "created").empty()) {
        m_keys.set(key, "created", time);
    }
    if (!cellOf(slot, "purpose").empty()) { // events of the first stations say only what changed
        m_keys.set(key, "purpose", cellOf(slot, "purpose"));
        m_keys.set(key, "exposure", cellOf(slot, "exposure"));
    }
    Cells& change = m_keyChanges.row({std::to_string(event.seq), cellOf(slot, "number")});
    for (const char* column : {"attempt", "unit", "purpose", "state", "exposure", "changed"}) {
        m_keyChanges.set(change, column, m_keys.get(key, column));
    }
    m_keyChanges.set(change, "reason", reason);
    m_keyChanges.set(change, "actor", event.actor);
}

void AuditTables::seeBindStep(const StoredEvent& event, const Json& payload)
{
    seeUnit(payload, "consumed"); // its making may have been left out by a filter
    Cells& unit = m_units.row({cellOf(payload, "unit")});
    m_units.set(unit, "state", cellOf(payload, "unit_state"));
    m_units.set(unit, "state_reason", cellOf(payload, "unit_state_reason"));
    Cells& step = m_binds.row({std::to_string(event.seq)});
    for (const char* column : {"unit", "attempt", "step", "status", "header_digest", "token_digest",
                               "keyslots", "message", "signature"}) {
        m_binds.set(step, column, cellOf(payload, column));
    }
    m_binds.set(step, "recorded", isoTime(event.utcMicros));
    const Json& parts = member(payload, "parts");
    for (const char* column : {"pi_serial", "pi_model", "pi_revision", "macs", "boot_medium", "module_kind",
                               "module_model", "module_serial", "module_firmware", "module_public_key"}) {
        m_binds.set(step, column, cellOf(parts, column));
    }
}

void AuditTables::seePart(const StoredEvent& event, const Json& payload)
{
    seeUnit(payload, "consumed");
    const std::string kind = cellOf(payload, "kind");
    const bool isFitted = event.action == "part.fitted";
    if (kind == "pi" || kind == "module") {
        m_units.set(m_units.row({cellOf(payload, "unit")}), kind + "_serial",
                    isFitted ? cellOf(payload, "serial") : "");
    }
    Cells& part = m_parts.row({isFitted ? std::to_string(event.seq) : cellOf(payload, "fitted")});
    if (isFitted) {
        for (const char* column : {"kind", "serial", "unit", "attempt", "key_sha256"}) {
            m_parts.set(part, column, cellOf(payload, column));
        }
        m_parts.set(part, "fitted_from", isoTime(event.utcMicros));
    } else {
        m_parts.set(part, "fitted_to", isoTime(event.utcMicros));
        m_parts.set(part, "reason", cellOf(payload, "reason"));
    }
}

void AuditTables::seeOfBind(const StoredEvent& event, const Json& payload)
{
    const std::string time = isoTime(event.utcMicros);
    if (event.action.rfind("bind.", 0) == 0) {
        if (!cellOf(payload, "step").empty() && !cellOf(payload, "attempt").empty()) {
            seeBindStep(event, payload);
        }
    } else if (event.action == "part.fitted" || event.action == "part.taken_out") {
        seePart(event, payload);
    } else if (event.action == "confirmation.made") {
        Cells& confirmation = m_confirmations.row({std::to_string(event.seq)});
        m_confirmations.set(confirmation, "module_serial", cellOf(payload, "module_serial"));
        m_confirmations.set(confirmation, "pi_serial", cellOf(payload, "pi_serial"));
        m_confirmations.set(confirmation, "unit", cellOf(payload, "unit"));
        m_confirmations.set(confirmation, "actor", event.actor);
        m_confirmations.set(confirmation, "confirmed", time);
    } else if (event.action == "confirmation.used") {
        m_confirmations.set(m_confirmations.row({cellOf(payload, "confirmed")}), "used", time);
    } else if (event.action == "confirmation.withdrawn") {
        m_confirmations.set(m_confirmations.row({cellOf(payload, "confirmed")}), "withdrawn", time);
    } else if (event.action == "claim.made") {
        Cells& claim = m_claims.row({std::to_string(event.seq)});
        for (const char* column : {"attempt", "unit", "module_serial", "pi_serial"}) {
            m_claims.set(claim, column, cellOf(payload, column));
        }
        m_claims.set(claim, "claimed", time);
    } else if (event.action == "escrow.made") {
        Cells& escrow = m_escrows.row({cellOf(payload, "attempt")});
        for (const char* column : {"unit", "number", "certificate", "envelope_sha256"}) {
            m_escrows.set(escrow, column, cellOf(payload, column));
        }
        m_escrows.set(escrow, "state", "escrowed");
        m_escrows.set(escrow, "created", time);
    } else if (event.action == "escrow.released") {
        m_escrows.set(m_escrows.row({cellOf(payload, "attempt")}), "state", "released");
    }
}

} // namespace bindery::db
