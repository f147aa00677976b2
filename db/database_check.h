// SPDX-License-Identifier: Apache-2.0
// Is the database whole, and does it say what the chain of events says? And a copy of it while the line runs.
// Errors: NotFound, NeedsRoot, Busy as records.h; what is wrong inside is a value.
#pragma once

#include "db/state_folder.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace bindery::db
{

enum class CheckDepth {
    Quick, ///< the last 100 events and the last checkpoint, as at every open
    Full,  ///< SQLite's integrity_check, foreign keys, triggers, the whole chain, every checkpoint, rows
           ///< against events
};

struct CheckFinding {
    std::string
        place; ///< "event 17", "attempt ...", "checkpoints.jsonl line 3", "trigger audit_event_no_update"
    std::string message; ///< what is wrong and what it means
};

struct CheckReport {
    std::vector<CheckFinding> findings; ///< empty: all holds
    std::int64_t events = 0;
    std::int64_t checkpoints = 0;
    bool good() const { return findings.empty(); }
};

CheckReport checkDatabase(const StateFolder& state, CheckDepth depth);

/// Through SQLite's backup interface, to a new file (mode 0600), checked afterwards. Holds ciphertext of
/// secrets but no key. Errors also: Conflict when the target exists; Corrupt when the copy does not check out
/// (it is removed).
void backupDatabase(const StateFolder& state, const std::filesystem::path& target);

} // namespace bindery::db
