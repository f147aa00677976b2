// SPDX-License-Identifier: Apache-2.0
// Which serial a card may be given, and which card may be taken: pure functions over what the records say.
// They ask before the operator waits; the records refuse the same once more in the transaction that starts
// the attempt.
#pragma once

#include "db/records.h"
#include "device/eligibility.h"

#include <optional>
#include <string>

namespace bindery::line
{

/// What the records know of a serial that was scanned or listed.
struct SerialFacts {
    std::string serial; ///< as it was scanned
    std::string order;  ///< for which a card is to be made
    db::SerialScheme scheme = db::SerialScheme::Counter;
    std::optional<db::StoredUnit> unit;         ///< empty: nobody has it
    std::optional<std::string> beingMade;       ///< attempt that is open with it
    std::optional<std::string> reprovisionedBy; ///< reason of a supervisor's release
};
SerialFacts serialFacts(const db::Records& records, const std::string& serial, const std::string& order);

/// Empty when a card may be made with it: it is not blank, well-formed, free over all orders, and (list) on
/// the list.
std::optional<device::Refusal> whyNotSerial(const SerialFacts& facts);

/// What the records know of the card itself, by the header that was found on it.
struct FlashedFacts {
    std::string attempt;
    std::string serial;
    std::string order;
    std::optional<db::AttemptResult> result;    ///< empty: open
    std::optional<std::string> reprovisionedBy; ///< reason of a supervisor's release
    bool orderReprovisions = false;             ///< the policy of the order that runs
};
std::optional<FlashedFacts> flashedFacts(const db::Records& records, const Uuid& headerUuid,
                                         bool orderReprovisions);

/// Refuses a double flash: a card that passed anywhere in the records.
std::optional<device::Refusal> whyDoubleFlash(const std::optional<FlashedFacts>& facts);

} // namespace bindery::line
