// SPDX-License-Identifier: Apache-2.0
#include "line/card_facts.h"

#include "base/error.h"

namespace bindery::line
{

namespace
{

Json toJson(Extent extent)
{
    return {{"offset", extent.offset}, {"length", extent.length}};
}

Extent extentOf(const Json& json)
{
    return {json.at("offset").get<std::uint64_t>(), json.at("length").get<std::uint64_t>()};
}

} // namespace

db::CardFacts toFacts(const card::CardIdentity& identity)
{
    Json dropped = Json::array();
    for (const Extent& extent : identity.root.dropped) {
        dropped.push_back(toJson(extent));
    }
    Json changes = Json::array();
    for (const golden::ChangedRun& run : identity.root.changes) {
        Json change = toJson(run.extent);
        change["sha256"] = run.sha256;
        changes.push_back(std::move(change));
    }
    db::CardFacts facts;
    facts.luksUuid = identity.luksUuid;
    facts.fileSystemUuid = identity.fileSystemUuid;
    facts.diskSignature = identity.diskSignature;
    facts.cipher = identity.cipher;
    facts.layout = {{"boot", toJson(identity.geometry.boot)}, {"crypt", toJson(identity.geometry.crypt)},
                    {"data", toJson(identity.geometry.data)}, {"root_size", identity.rootSize.count()},
                    {"header_sha256", identity.headerDigest}, {"dropped", std::move(dropped)}};
    if (!identity.profileDigest.empty()) {
        facts.layout["profile_sha256"] = identity.profileDigest;
    }
    facts.changes = std::move(changes);
    return facts;
}

card::CardIdentity fromFacts(const db::CardFacts& facts)
{
    card::CardIdentity identity;
    identity.luksUuid = facts.luksUuid;
    identity.fileSystemUuid = facts.fileSystemUuid;
    identity.diskSignature = facts.diskSignature;
    identity.cipher = facts.cipher;
    try {
        identity.geometry = {extentOf(facts.layout.at("boot")), extentOf(facts.layout.at("crypt")),
                             extentOf(facts.layout.at("data"))};
        identity.rootSize = Bytes(facts.layout.at("root_size").get<std::uint64_t>());
        identity.headerDigest = facts.layout.at("header_sha256").get<std::string>();
        identity.profileDigest = facts.layout.value("profile_sha256", "");
        for (const Json& extent : facts.layout.at("dropped")) {
            identity.root.dropped.push_back(extentOf(extent));
        }
        for (const Json& change : facts.changes) {
            identity.root.changes.push_back({extentOf(change), change.at("sha256").get<std::string>()});
        }
    } catch (const Json::exception& error) {
        throw Error(ErrorCode::Corrupt,
                    "the record of card " + facts.luksUuid.text() + " is damaged: " + error.what());
    }
    return identity;
}

void addBindRules(db::CardFacts& facts, const golden::Manifest& golden)
{
    facts.layout["boards"] = golden.boards;
    facts.layout["demo"] = golden.demo;
}

std::optional<BindRules> bindRulesOf(const db::CardFacts& facts)
{
    const Json& layout = facts.layout;
    if (!layout.contains("profile_sha256") || !layout.contains("boards") || !layout.contains("demo")) {
        return std::nullopt;
    }
    try {
        return BindRules{layout.at("profile_sha256").get<std::string>(),
                         layout.at("boards").get<std::vector<std::string>>(), layout.at("demo").get<bool>()};
    } catch (const Json::exception& error) {
        throw Error(ErrorCode::Corrupt,
                    "the record of card " + facts.luksUuid.text() + " is damaged: " + error.what());
    }
}

} // namespace bindery::line
