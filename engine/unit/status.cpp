// SPDX-License-Identifier: Apache-2.0
#include "unit/status.h"

#include "base/error.h"
#include "bind/header_state.h"
#include "bind/module_token.h"
#include "unit/bench.h"
#include "unit/card_header.h"

#include <optional>

namespace bindery::unit
{

namespace
{

/// Empty also for a token that is none of ours: the header's state says so.
std::optional<bind::ModuleToken> readableToken(const luks::Header& header)
{
    try {
        return bind::moduleTokenOf(header);
    } catch (const Error&) {
        return std::nullopt;
    }
}

Json describe(const bind::ModuleToken& token)
{
    return {{"assigned", token.assigned},           {"boot_id", token.bootId},
            {"digest", bind::tokenDigestOf(token)}, {"made_utc", token.madeUtc},
            {"module_kind", token.moduleKind},      {"module_model", token.moduleModel},
            {"module_serial", token.moduleSerial},  {"profile_digest", token.profileDigest}};
}

std::string lineOf(const std::string& name, const std::string& value)
{
    constexpr std::size_t kColumn = 16;
    return name + std::string(name.size() < kColumn ? kColumn - name.size() : 1, ' ') + value + "\n";
}

} // namespace

Json describeHeader(HeaderMedium& medium, const std::string& bootId)
{
    const luks::Header header = CardHeader(medium).load();
    const std::optional<bind::ModuleToken> token = readableToken(header);
    Json keyslots = Json::array();
    for (const luks::Keyslot& slot : header.keyslots()) {
        keyslots.push_back(slot.number);
    }
    return {{"header_state", std::string(textOf(bind::headerStateOf(header)))},
            {"keyslots", std::move(keyslots)},
            {"label", header.label()},
            {"luks_uuid", header.uuid().text()},
            {"profile_digest", bind::profileDigestOf(header)},
            {"token", token ? describe(*token) : Json(nullptr)},
            {"boot_id", bootId},
            {"made_in_this_boot", token && token->bootId == bootId}};
}

Json describeModule(module::SecurityModule& module)
{
    const module::ModuleStatus status = module.status();
    Json described{{"status", std::string(module::textOf(status))}};
    if (!module::isHealthy(status)) {
        return described; // an unbound module would bind itself to be asked for more
    }
    try {
        const module::ModuleInfo info = module.info();
        described.update(Json{{"kind", info.kind},
                              {"model", info.model},
                              {"serial", info.serial},
                              {"firmware", info.firmware}});
    } catch (const Error& error) {
        described["problem"] = error.what();
    }
    return described;
}

std::string textOfStatus(const Json& status)
{
    std::string keyslots;
    for (const Json& slot : status.at("keyslots")) {
        keyslots += (keyslots.empty() ? "" : ", ") + std::to_string(slot.get<int>());
    }
    const Json& token = status.at("token");
    const Json& module = status.at("module");
    std::string text =
        lineOf("header", status.at("header_state").get<std::string>()) +
        lineOf("keyslots", keyslots.empty() ? "none" : keyslots) +
        lineOf("card", status.at("luks_uuid").get<std::string>()) +
        lineOf("module",
               module.at("status").get<std::string>() +
                   (module.contains("serial") ? ", " + module.at("kind").get<std::string>() + " " +
                                                    module.at("serial").get<std::string>()
                                              : "") +
                   (module.contains("problem") ? ": " + module.at("problem").get<std::string>() : ""));
    if (!token.is_null()) {
        text += lineOf("locked by", token.at("module_kind").get<std::string>() + " " +
                                        token.at("module_serial").get<std::string>() +
                                        (status.at("made_in_this_boot").get<bool>() ? ", in this boot" : ""));
    }
    return text;
}

} // namespace bindery::unit
