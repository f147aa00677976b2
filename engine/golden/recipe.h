// SPDX-License-Identifier: Apache-2.0
// A recipe: golden-images/recipes/NAME.toml says how a kind of source becomes a golden image. The recipes of
// the project are compiled in; a path to a file works too. Errors: NotFound naming the recipes there are;
// BadImage naming file, line and field.
#pragma once

#include "golden/identity_trait.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::golden
{

/// A placeholder of the final length that the boot file holds already, or that staging finds there.
struct RecipePatch {
    std::string file;        ///< path in the boot partition: "cmdline.txt"
    std::string placeholder; ///< its text there, exactly as long as the field's text
    std::string field;       ///< "luks_uuid"
};

enum class InitramfsModules {
    Keep, ///< as the image has it
    List, ///< those that are named, and what they need
    Most, ///< most of the kernel's
};

/// The table [unit]: the units of the image bind a security module.
struct UnitRecipe {
    std::string module;       ///< kind: "simulated", only with demo = true
    std::string architecture; ///< of the agent: "amd64", "arm64", "armhf"
    InitramfsModules initramfsModules = InitramfsModules::Keep;
    std::vector<std::string> modules; ///< more of the kernel's for the initramfs
    std::string station;              ///< "HOST:PORT"; empty: by the command line alone
    bool dhcp = false;                ///< the booted root brings its wired network up by DHCP
    bool operator==(const UnitRecipe&) const = default;
};

struct Recipe {
    std::string name;
    std::string description;
    std::string digest; ///< SHA-256 hex of its canonical content: all that decides what becomes of a source
    std::vector<std::string> boards;
    std::string cipher = "aes-xts-plain64";
    std::optional<int> bootPartition; ///< number in the source's table; empty: the one FAT partition
    std::optional<int> rootPartition; ///< number in the source's table; empty: the one ext4 partition
    std::vector<RecipePatch> patches;
    std::vector<IdentityTrait> keep; ///< of the golden system's identity, for every unit; sorted, each once
    bool demo = false;
    std::optional<UnitRecipe> unit;
};

/// "keep", "list", "most".
std::string_view textOf(InitramfsModules modules);
/// `nameOrPath` is a path when it holds a '/' or ends with ".toml".
Recipe loadRecipe(const std::string& nameOrPath);
/// `place` names the text in messages.
Recipe parseRecipe(std::string_view text, const std::string& place);
std::vector<std::string> recipeNames();
/// The recipe for another root partition than it names; its digest too.
Recipe withRootPartition(Recipe recipe, int number);

} // namespace bindery::golden
