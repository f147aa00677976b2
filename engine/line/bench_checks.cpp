// SPDX-License-Identifier: Apache-2.0
#include "line/bench_checks.h"

#include "bind/header_state.h"
#include "line/board.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <vector>

namespace bindery::line
{

namespace
{

constexpr const char* kSetAside = "set the card aside and call a supervisor";

std::string listOf(const std::vector<int>& numbers)
{
    std::string text;
    for (const int number : numbers) {
        text += (text.empty() ? "" : ", ") + std::to_string(number);
    }
    return text.empty() ? "none" : text;
}

/// Keyslots that a header may have at an act, the recovery slot not counted.
bool isPlausible(const std::vector<int>& slots, bind::Act act)
{
    using Slots = std::vector<int>;
    const Slots transport{bind::kTransportSlot};
    const Slots both{bind::kTransportSlot, bind::kModuleSlot};
    const Slots module{bind::kModuleSlot};
    switch (act) {
    case bind::Act::Authorise: // a bind that was cut off leaves both
        return slots == transport || slots == both;
    case bind::Act::Locked:
        return slots == both;
    case bind::Act::Verified:
        return slots == both || slots == module;
    case bind::Act::Revoked:
        return slots == module;
    case bind::Act::Failed:
        break;
    }
    return true;
}

bool hasRecoverySlot(const db::BindStatus& unit)
{
    return std::any_of(unit.keyslots.begin(), unit.keyslots.end(), [&](const db::KeyslotChange& change) {
        return change.attempt == unit.attempt && change.purpose == "recovery";
    });
}

/// The token of the module's key as the unit reported it first.
std::string tokenOnRecord(const db::BindStatus& unit)
{
    std::string digest;
    for (const db::StoredBindStep& step : unit.steps) {
        if (step.attempt == unit.attempt && (step.step.step == "locked" || step.step.step == "verified")) {
            digest = step.step.tokenDigest;
        }
    }
    return digest;
}

/// 32 hex digits, without the checksum at their end, which some hosts leave out; lower case.
std::string cidOf(std::string_view text)
{
    constexpr std::size_t kDigits = 32;
    constexpr std::size_t kWithoutChecksum = 30;
    if (text.size() != kDigits ||
        !std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; })) {
        return {};
    }
    std::string cid(text.substr(0, kWithoutChecksum));
    std::transform(cid.begin(), cid.end(), cid.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return cid;
}

Objection boardObjection(const std::string& unit, const BindRules& rules, const std::string& model)
{
    if (rules.boards.empty()) {
        return std::nullopt;
    }
    const std::string board = boardOf(model);
    if (!board.empty() && std::find(rules.boards.begin(), rules.boards.end(), board) != rules.boards.end()) {
        return std::nullopt;
    }
    std::string allowed;
    for (const std::string& name : rules.boards) {
        allowed += (allowed.empty() ? "" : ", ") + name;
    }
    return "unit " + unit + ": its image is not for the board \"" + model.substr(0, 64) + "\" but for " +
           allowed + "; put the card in the right board";
}

Objection moduleObjection(const std::string& unit, const BindRules& rules, const bind::Hello& hello)
{
    const std::string module = "module " + hello.module.serial.substr(0, 64);
    if (hello.module.kind == "simulated" && !rules.demo) {
        return "unit " + unit + ": " + module +
               " is a simulated one, which only demo images take; fit a real module";
    }
    switch (hello.moduleStatus) {
    case module::ModuleStatus::BindRefused:
        return "unit " + unit + ": " + module +
               " is permanently bound to another Pi or card; fit another one";
    case module::ModuleStatus::Breached:
    case module::ModuleStatus::Destroyed:
        return "unit " + unit + ": " + module + " says that it was tampered with; keep it, call a supervisor";
    case module::ModuleStatus::Absent:
    case module::ModuleStatus::CommFault:
    case module::ModuleStatus::Unbound:
    case module::ModuleStatus::BoundDevelopment:
    case module::ModuleStatus::BoundProduction:
    case module::ModuleStatus::Unknown:
        break;
    }
    return std::nullopt;
}

Objection mediumObjection(const std::string& unit, const db::StoredAttempt& attempt, const bind::Hello& hello)
{
    const std::string made = cidOf(attempt.medium.cid.value_or(""));
    const std::string seen = cidOf(hello.host.bootMedium);
    if (made.empty() || seen.empty() || made == seen) {
        return std::nullopt;
    }
    return "unit " + unit + ": its card was written to the medium " + made + ", but it starts from " + seen +
           ", which is a copy; put the original in";
}

} // namespace

bool hasTransportSlot(const bind::HeaderReport& header)
{
    return std::find(header.keyslots.begin(), header.keyslots.end(), bind::kTransportSlot) !=
           header.keyslots.end();
}

Objection headerObjection(const db::BindStatus& unit, const BindRules& rules, bind::Act act,
                          const bind::HeaderReport& header)
{
    const std::string& serial = unit.unit.serial;
    if (header.profileDigest != rules.profileDigest) {
        return "unit " + serial + ": the header of its card was altered (cipher, sizes, segment or label); " +
               kSetAside;
    }
    std::vector<int> slots = header.keyslots;
    const auto recovery = std::find(slots.begin(), slots.end(), bind::kRecoverySlot);
    const bool isThere = recovery != slots.end();
    if (isThere != hasRecoverySlot(unit)) {
        return "unit " + serial + ": the recovery keyslot 2 of its card was " +
               (isThere ? "added" : "taken away") + " after the card was made; " + kSetAside;
    }
    if (isThere) {
        slots.erase(recovery);
    }
    if (!isPlausible(slots, act)) {
        return "unit " + serial + ": the header of its card has keyslots " + listOf(header.keyslots) +
               ", which it cannot have at \"" + std::string(bind::textOf(act)) + "\"; " + kSetAside;
    }
    if (act == bind::Act::Authorise) {
        return std::nullopt;
    }
    if (header.tokenDigest.empty()) {
        return "unit " + serial + ": its card has no token of its module's key; " + kSetAside;
    }
    const std::string known = tokenOnRecord(unit);
    if (!known.empty() && known != header.tokenDigest) {
        return "unit " + serial + ": the token of its module's key is not the one it reported before; " +
               kSetAside;
    }
    return std::nullopt;
}

Objection unitObjection(const db::BindStatus& unit, const BindRules& rules, const db::StoredAttempt& attempt,
                        const bind::Hello& hello)
{
    const std::string& serial = unit.unit.serial;
    for (Objection objection :
         {boardObjection(serial, rules, hello.host.model), moduleObjection(serial, rules, hello),
          mediumObjection(serial, attempt, hello)}) {
        if (objection) {
            return objection;
        }
    }
    return std::nullopt;
}

} // namespace bindery::line
