// SPDX-License-Identifier: Apache-2.0
#include "golden/identity_trait.h"

#include <algorithm>
#include <array>

namespace bindery::golden
{

namespace
{

struct Name {
    IdentityTrait trait;
    std::string_view text;
};
constexpr std::array kNames{
    Name{IdentityTrait::Machine, "machine"}, Name{IdentityTrait::Wifi, "wifi"},
    Name{IdentityTrait::Leases, "leases"},   Name{IdentityTrait::Bluetooth, "bluetooth"},
    Name{IdentityTrait::History, "history"}, Name{IdentityTrait::UserKeys, "userkeys"},
    Name{IdentityTrait::Logs, "logs"},       Name{IdentityTrait::Cloud, "cloud"},
    Name{IdentityTrait::Module, "module"},
};

} // namespace

std::string_view textOf(IdentityTrait trait)
{
    return std::find_if(kNames.begin(), kNames.end(), [&](const Name& name) { return name.trait == trait; })
        ->text;
}

std::optional<IdentityTrait> identityTraitOf(std::string_view text)
{
    const auto* const found =
        std::find_if(kNames.begin(), kNames.end(), [&](const Name& name) { return name.text == text; });
    return found == kNames.end() ? std::nullopt : std::optional(found->trait);
}

std::vector<IdentityTrait> identityTraits()
{
    std::vector<IdentityTrait> traits;
    traits.reserve(kNames.size());
    for (const Name& name : kNames) {
        traits.push_back(name.trait);
    }
    return traits;
}

bool mayBeKept(IdentityTrait trait)
{
    return trait != IdentityTrait::Machine;
}

} // namespace bindery::golden
