// SPDX-License-Identifier: Apache-2.0
// The kinds of things by which a golden system can be known; golden_identity.h says what belongs to each.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace bindery::golden
{

enum class IdentityTrait { Machine, Wifi, Leases, Bluetooth, History, UserKeys, Logs, Cloud, Module };

/// "machine", "wifi", "leases", "bluetooth", "history", "userkeys", "logs", "cloud", "module"
std::string_view textOf(IdentityTrait trait);
/// Empty for a text that is none.
std::optional<IdentityTrait> identityTraitOf(std::string_view text);
/// All of them, in the order above.
std::vector<IdentityTrait> identityTraits();
/// Whether a recipe may keep it: two units with one machine-id or one random seed are never wanted.
bool mayBeKept(IdentityTrait trait);

} // namespace bindery::golden
