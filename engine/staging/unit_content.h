// SPDX-License-Identifier: Apache-2.0
// What staging puts into a root so that its units bind: agent, key script, initramfs hook and scripts,
// settings, pins, service; and the tables of the root that name the LUKS container. Pure but for writeUnit().
// Errors: those of ext4::FileSystem; BadImage for tables that cannot be edited. Threads: free functions.
// Source: initramfs-tools(7), crypttab(5), systemd.unit(5).
#pragma once

#include "ext4/file_system.h"
#include "golden/recipe.h"
#include "staging/agent_bundle.h"
#include "staging/boot_profile.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bindery::staging
{

/// Where the card's container is found by the root's own crypttab.
inline constexpr const char* kContainerLabel = "LABEL=cryptroot";

struct UnitContent {
    golden::UnitRecipe recipe;
    bool demo = false;
    AgentBundle agent;
    std::string pins; ///< text of site.pins
};

struct UnitFile {
    std::string path; ///< in the root, with "/" in front
    std::string content;
    bool executable = false;
};

/// Every file that does not depend on the root.
std::vector<UnitFile> unitFilesOf(const UnitContent& content);
/// SHA-256 hex over all but the agent and the pins.
std::string digestOfFiles(const UnitContent& content);

/// `bootSource` is the boot partition as fstab names it: "UUID=42494E44". `time`: of what is written,
/// seconds.
void writeUnit(ext4::FileSystem& root, const UnitContent& content, const BootProfile& profile,
               const std::string& bootSource, std::int64_t time);

} // namespace bindery::staging
