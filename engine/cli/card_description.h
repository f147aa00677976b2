// SPDX-License-Identifier: Apache-2.0
// What a medium is, as far as it can be read without a key: table, LUKS2 header, passport, how far its bind
// is and to which module, and what this station's records say. No secrets: of tokens only what is known to
// hold none is kept. Whatever is wrong
// with the medium is part of the description. Errors: those of opening and reading the medium.
#pragma once

#include "base/json.h"
#include "bind/header_state.h"
#include "cli/console.h"
#include "db/bind_records.h"
#include "db/records.h"
#include "device/medium.h"
#include "device/partition_table.h"
#include "luks/header.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace bindery::cli
{

struct LuksDescription {
    int partition = 0; ///< 0: the medium without a table
    std::uint64_t offset = 0;
    Uuid uuid;
    std::string label;
    std::string cipher;
    std::uint32_t keyBytes = 0;
    std::uint32_t sectorSize = 0;
    std::vector<luks::Keyslot> keyslots;
    std::vector<luks::Token> tokens; ///< content cleaned of what may be secret
    bind::HeaderState state = bind::HeaderState::Foreign;
};

/// Of the bindery-module token, as it stands there: it comes from the card, so anything may be missing.
struct ModuleDescription {
    std::optional<std::string> kind;
    std::optional<std::string> model;
    std::optional<std::string> serial;
    std::optional<std::int64_t> madeUtcSeconds; ///< by the unit's clock, which may be far off
    bool opens = false;                         ///< it names keyslot 1
};

struct CardDescription {
    device::MediumFacts medium;
    std::optional<device::PartitionTable> table;
    std::string tableProblem;
    std::optional<LuksDescription> luks;
    std::string luksProblem;
    std::optional<Json> passport;
    std::optional<db::CardRecord> record;
    std::optional<db::StoredUnit> unit;
    std::optional<db::BindStatus> bind; ///< as the records have it
    std::optional<db::BindRecords::Escrow> escrow;
    std::string recordProblem; ///< why the records could not be asked

    /// "bindery card", "encrypted disk", "disk", "no table": stable, with '_' in JSON.
    std::string kind() const;
    /// A word of bind::HeaderState; empty for what is no card of ours.
    std::string bindState() const;
    std::optional<ModuleDescription> module() const;
    /// "transport", "module", "recovery"; empty for keyslots that are not ours.
    std::string purposeOf(int keyslot) const;
};

/// Does not make the state folder.
CardDescription describeCard(const std::filesystem::path& path, const std::filesystem::path& state);

/// Schema: schemas/inspect.json.
Json toJson(const CardDescription& card);
std::string toText(const CardDescription& card, const Console& console, std::size_t width);

} // namespace bindery::cli
