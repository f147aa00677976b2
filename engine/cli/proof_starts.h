// SPDX-License-Identifier: Apache-2.0
// The starts of a sample card: the first locks a key, the second opens the root by the module alone, reports
// it and destroys keyslot 0. Each is bounded in time. Errors: as ProofMachine; Cancelled. What the unit does
// not do is a value. Threads: the thread that calls must live as long as the call.
#pragma once

#include "cli/proof_desk.h"
#include "staging/proof_machine.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace bindery::cli
{

struct ProofOutcome {
    std::optional<std::string> failure; ///< empty: it is proved
    std::vector<std::string> seen;      ///< what the unit did, in order
    std::string console;                ///< of the last start
};

/// `show` is told what the unit does at the moment. A bench with this desk must be running.
ProofOutcome runProofStarts(const ProofDesk& desk, const staging::ProofUnit& unit,
                            const std::function<void(const std::string&)>& show, const std::stop_token& stop);

} // namespace bindery::cli
