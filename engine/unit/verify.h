// SPDX-License-Identifier: Apache-2.0
// `bindery-unit verify`, in the booted root: restarts the machine when keyslot 1 was made in this boot,
// reports that the module alone opened the card, destroys the transport keyslot when the bench says so, and
// reports that. Errors: those of the medium. Threads: free function.
#pragma once

#include "unit/unit_parts.h"

#include <functional>
#include <string>

namespace bindery::unit
{

enum class VerifyOutcome {
    Bound,      ///< nothing is left to do
    Unreported, ///< bound; the bench did not hear it in a long time, the next start tells it again
    Restarting,
    Refused, ///< said on the console
};

struct VerifyChoices {
    /// Restarts the machine; why it cannot, empty when it will.
    std::function<std::string()> restart;
    /// How often a bench is told that keyslot 0 is gone: nothing of the unit's depends on it any more.
    int reportsOfRevocation = 40;
};

VerifyOutcome verify(const UnitParts& parts, const VerifyChoices& choices);

} // namespace bindery::unit
