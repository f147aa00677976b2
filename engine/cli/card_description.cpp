// SPDX-License-Identifier: Apache-2.0
#include "cli/card_description.h"

#include "base/aligned_buffer.h"
#include "base/error.h"
#include "card/card_header.h"
#include "card/find_header.h"
#include "device/open_medium.h"

#include <algorithm>
#include <array>

namespace bindery::cli
{

namespace
{

constexpr const char* kPassport = "bindery-passport";
constexpr std::int64_t kLastSecond = 253'402'300'799; ///< of the year 9999

/// LUKS2 on-disk format 1.1.3, section 2.1: the same for LUKS1.
constexpr std::array kMagic{std::byte{'L'}, std::byte{'U'},  std::byte{'K'},
                            std::byte{'S'}, std::byte{0xba}, std::byte{0xbe}};

bool holdsLuks(device::Medium& medium, std::uint64_t offset)
{
    if (offset % device::kMediumAlignment != 0 || offset + device::kMediumAlignment > medium.size().count()) {
        return false;
    }
    AlignedBuffer block(device::kMediumAlignment);
    medium.read(offset, block.span());
    return std::equal(kMagic.begin(), kMagic.end(), block.view().begin());
}

/// What a token may show: a passport all, a module's token whose it is, any other its type; a transport token
/// carries a secret.
Json shown(const luks::Token& token)
{
    if (token.type == kPassport) {
        return token.content;
    }
    Json content{{"type", token.type}};
    const std::vector<const char*> names =
        token.type == bind::kModuleToken
            ? std::vector<const char*>{"keyslots",      "version",        "module_kind", "module_model",
                                       "module_serial", "profile_digest", "boot_id",     "made_utc"}
            : std::vector<const char*>{"keyslots"};
    for (const char* name : names) {
        if (const auto found = token.content.find(name); found != token.content.end()) {
            content[name] = *found;
        }
    }
    return content;
}

LuksDescription describeHeader(const luks::Header& header, int partition, std::uint64_t offset)
{
    LuksDescription luks;
    luks.partition = partition;
    luks.offset = offset;
    luks.uuid = header.uuid();
    luks.label = header.label();
    luks.cipher = header.cipher();
    luks.keyBytes = header.volumeKeySize();
    luks.sectorSize = header.sectorSize();
    luks.keyslots = header.keyslots();
    luks.state = bind::headerStateOf(header);
    for (luks::Token token : header.tokens()) {
        token.content = shown(token);
        luks.tokens.push_back(std::move(token));
    }
    return luks;
}

void lookAtLuks(device::Medium& medium, CardDescription& card)
{
    struct Place {
        int partition;
        std::uint64_t offset;
    };
    std::vector<Place> places;
    if (card.table) {
        for (const device::Partition& partition : card.table->partitions) {
            places.push_back({partition.number, partition.extent.offset});
        }
    } else {
        places.push_back({0, 0});
    }
    auto found = std::find_if(places.begin(), places.end(),
                              [&](const Place& place) { return holdsLuks(medium, place.offset); });
    if (found == places.end()) {
        // the header's second copy may be left
        const std::optional<std::uint64_t> header = card::findHeader(medium);
        found = std::find_if(places.begin(), places.end(),
                             [&](const Place& place) { return header == place.offset; });
    }
    if (found == places.end()) {
        return;
    }
    try {
        card.luks = describeHeader(card::readHeader(medium, found->offset), found->partition, found->offset);
    } catch (const Error& error) {
        card.luksProblem = error.what();
    }
}

/// Of the unit whose card this is; a card that was replaced has none any more.
void lookAtBind(db::Records& records, CardDescription& card)
{
    if (!card.unit || card.unit->lastAttempt != card.record->attempt.id) {
        return;
    }
    const db::BindRecords binds(records);
    try {
        card.bind = binds.statusOf(card.luks->uuid);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound) {
            throw;
        }
    }
    card.escrow = binds.findEscrow(card.unit->serial);
}

void lookAtRecords(const std::filesystem::path& state, CardDescription& card)
{
    try {
        const db::StateFolder folder(std::filesystem::absolute(state));
        std::error_code error;
        const bool exists = std::filesystem::exists(folder.database(), error);
        if (error && error != std::errc::no_such_file_or_directory) {
            throw Error(ErrorCode::NeedsRoot, folder.database().string() + ": " + error.message());
        }
        if (!exists) {
            return;
        }
        db::Records records = db::Records::openReadOnly(folder);
        card.record = records.findCard(card.luks->uuid);
        if (card.record) {
            card.unit = records.findUnit(card.record->attempt.serial);
            lookAtBind(records, card);
        }
    } catch (const Error& error) {
        card.recordProblem = error.what();
    }
}

} // namespace

std::string CardDescription::kind() const
{
    if (passport) {
        return "bindery card";
    }
    if (luks || !luksProblem.empty()) {
        return "encrypted disk";
    }
    return table ? "disk" : "no table";
}

std::string CardDescription::bindState() const
{
    return passport ? std::string(bind::textOf(luks->state)) : "";
}

std::optional<ModuleDescription> CardDescription::module() const
{
    if (!luks) {
        return std::nullopt;
    }
    const auto token = std::find_if(luks->tokens.begin(), luks->tokens.end(),
                                    [](const luks::Token& each) { return each.type == bind::kModuleToken; });
    if (token == luks->tokens.end()) {
        return std::nullopt;
    }
    const auto text = [&](const char* name) -> std::optional<std::string> {
        const auto found = token->content.find(name);
        return found != token->content.end() && found->is_string() ? std::optional(found->get<std::string>())
                                                                   : std::nullopt;
    };
    ModuleDescription module{text("module_kind"), text("module_model"), text("module_serial"), {}, false};
    const auto made = token->content.find("made_utc");
    if (made != token->content.end() && made->is_number_integer()) {
        const auto seconds = made->get<std::int64_t>();
        if (seconds >= 0 && seconds <= kLastSecond) {
            module.madeUtcSeconds = seconds;
        }
    }
    module.opens = token->content.value("keyslots", Json()) == Json({std::to_string(bind::kModuleSlot)});
    return module;
}

std::string CardDescription::purposeOf(int keyslot) const
{
    if (!passport) {
        return "";
    }
    switch (keyslot) {
    case bind::kTransportSlot:
        return "transport";
    case bind::kModuleSlot:
        return "module";
    case bind::kRecoverySlot:
        return "recovery";
    default:
        return "";
    }
}

CardDescription describeCard(const std::filesystem::path& path, const std::filesystem::path& state)
{
    CardDescription card;
    const std::unique_ptr<device::Medium> medium = device::openForReading(path);
    card.medium = medium->facts();
    try {
        card.table = device::readPartitionTable(path);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::BadImage) {
            throw;
        }
        card.tableProblem = error.what();
    }
    lookAtLuks(*medium, card);
    if (card.luks) {
        const auto passport = std::find_if(card.luks->tokens.begin(), card.luks->tokens.end(),
                                           [](const luks::Token& token) { return token.type == kPassport; });
        if (passport != card.luks->tokens.end()) {
            card.passport = passport->content;
        }
        lookAtRecords(state, card);
    }
    return card;
}

} // namespace bindery::cli
