// SPDX-License-Identifier: Apache-2.0
#include "bind/messages.h"

#include "base/base64.h"
#include "base/error.h"
#include "bind/strict_fields_internal.h"

#include <algorithm>
#include <span>

namespace bindery::bind
{

namespace
{

constexpr std::size_t kDigestSize = 32;
constexpr std::size_t kMaxPublicKey = 256; ///< the SPKI of a P-256 key has 91 bytes
constexpr std::size_t kMaxSignature = 128; ///< ECDSA with P-256 in DER has at most 72
constexpr std::size_t kMaxMacs = 32;
constexpr std::size_t kMaxKeyslots = 32; ///< LUKS2 has no more
constexpr std::size_t kUuidLength = 36;

constexpr std::array<std::string_view, 5> kActs{"authorise", "locked", "verified", "revoked", "failed"};
constexpr std::array<std::string_view, 5> kVerdicts{"authorised", "waiting", "refused", "noted", "revoke"};

/// The enumerator whose name stands in `field`.
template <typename Enum>
Enum oneOf(const Field& field, std::span<const std::string_view> names)
{
    const std::string text = field.text(kMaxText);
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) {
        std::string all;
        for (const std::string_view name : names) {
            all += (all.empty() ? "" : ", ") + std::string(name);
        }
        field.refuse("one of " + all);
    }
    return static_cast<Enum>(found - names.begin());
}

std::string shown(const std::string& text)
{
    return fitted(text, kMaxText);
}

Json hostToJson(const module::HostFacts& host)
{
    return {{"cpu_serial", shown(host.cpuSerial)},
            {"revision", shown(host.revision)},
            {"model", shown(host.model)},
            {"boot_medium", shown(host.bootMedium)},
            {"macs", host.macs}};
}

std::string macOf(const Field& field)
{
    constexpr std::size_t kLength = 17;
    std::string mac = field.text(kMaxText);
    bool sound = mac.size() == kLength;
    for (std::size_t i = 0; sound && i < kLength; ++i) {
        sound = i % 3 == 2 ? mac[i] == ':'
                           : std::string_view("0123456789abcdef").find(mac[i]) != std::string::npos;
    }
    if (!sound) {
        field.refuse("like 00:1f:2e:3d:4c:5b, lower case");
    }
    return mac;
}

module::HostFacts hostOf(const Field& field)
{
    field.requireMembers({"cpu_serial", "revision", "model", "boot_medium", "macs"});
    module::HostFacts host;
    host.cpuSerial = field.at("cpu_serial").text(kMaxText);
    host.revision = field.at("revision").text(kMaxText);
    host.model = field.at("model").text(kMaxText);
    host.bootMedium = field.at("boot_medium").text(kMaxText);
    for (const Field& item : field.at("macs").items(kMaxMacs)) {
        host.macs.push_back(macOf(item));
        if (host.macs.size() > 1 && host.macs[host.macs.size() - 2] >= host.macs.back()) {
            item.refuse("greater than the one before it");
        }
    }
    return host;
}

Json moduleToJson(const module::ModuleInfo& info)
{
    return {{"kind", shown(info.kind)},
            {"model", shown(info.model)},
            {"serial", shown(info.serial)},
            {"firmware", shown(info.firmware)},
            {"public_key", toBase64(info.publicKey)}};
}

module::ModuleInfo moduleOf(const Field& field)
{
    field.requireMembers({"kind", "model", "serial", "firmware", "public_key"});
    module::ModuleInfo info;
    info.kind = field.at("kind").text(kMaxText);
    info.model = field.at("model").text(kMaxText);
    info.serial = field.at("serial").text(kMaxText);
    info.firmware = field.at("firmware").text(kMaxText);
    info.publicKey = field.at("public_key").base64(kMaxPublicKey);
    return info;
}

module::ModuleStatus statusOf(const Field& field)
{
    const std::string text = field.text(kMaxText);
    try {
        return module::moduleStatusOf(text);
    } catch (const Error&) {
        field.refuse("the status of a module");
    }
}

Uuid uuidOf(const Field& field)
{
    const std::string text = field.text(kUuidLength);
    try {
        const Uuid uuid = Uuid::parse(text);
        if (uuid.text() == text) {
            return uuid;
        }
    } catch (const Error&) {
        // falls through to the one refusal
    }
    field.refuse("a UUID in lower case");
}

Json headerToJson(const HeaderReport& header)
{
    return {{"keyslots", header.keyslots},
            {"profile_digest", header.profileDigest},
            {"token_digest", header.tokenDigest}};
}

HeaderReport headerOf(const Field& field)
{
    field.requireMembers({"keyslots", "profile_digest", "token_digest"});
    HeaderReport header;
    for (const Field& item : field.at("keyslots").items(kMaxKeyslots)) {
        const auto number = static_cast<int>(item.number(0, static_cast<std::int64_t>(kMaxKeyslots) - 1));
        if (!header.keyslots.empty() && header.keyslots.back() >= number) {
            item.refuse("greater than the one before it");
        }
        header.keyslots.push_back(number);
    }
    header.profileDigest = field.at("profile_digest").hex(kDigestSize);
    const Field token = field.at("token_digest");
    if (!token.text(kMaxText).empty()) {
        header.tokenDigest = token.hex(kDigestSize);
    }
    return header;
}

Json failureToJson(const FailureReport& failure)
{
    return {{"code", shown(failure.code)}, {"message", shown(failure.message)}};
}

FailureReport failureOf(const Field& field)
{
    field.requireMembers({"code", "message"});
    FailureReport failure;
    failure.code = field.at("code").text(kMaxText);
    const auto table = errorTable();
    const bool known = std::any_of(table.begin(), table.end(),
                                   [&](const ErrorTraits& traits) { return traits.name == failure.code; });
    if (!known) {
        field.at("code").refuse("the name of an error code");
    }
    failure.message = field.at("message").text(kMaxText);
    return failure;
}

/// All of an act but its signature: what is signed.
Json bodyOf(const ActMessage& act)
{
    Json json{{"act", textOf(act.act)}};
    if (act.act == Act::Failed) {
        json["failure"] = failureToJson(act.failure);
    } else {
        json["header"] = headerToJson(act.header);
    }
    return json;
}

std::string digestOf(const Json& json)
{
    return Sha256::hexOf(asBytes(canonicalJson(json)));
}

} // namespace

std::string_view textOf(Act act)
{
    return kActs.at(static_cast<std::size_t>(act));
}

std::string_view textOf(Verdict verdict)
{
    return kVerdicts.at(static_cast<std::size_t>(verdict));
}

bool mayAnswer(Verdict verdict, Act act)
{
    switch (verdict) {
    case Verdict::Authorised:
        return act == Act::Authorise;
    case Verdict::Waiting:
    case Verdict::Refused:
        return true;
    case Verdict::Noted:
        return act != Act::Authorise;
    case Verdict::Revoke:
        return act == Act::Verified;
    }
    return false;
}

Json toJson(const Hello& hello)
{
    return {{"version", hello.version},
            {"luks_uuid", hello.luksUuid.text()},
            {"host", hostToJson(hello.host)},
            {"module", moduleToJson(hello.module)},
            {"module_status", module::textOf(hello.moduleStatus)}};
}

Hello helloFromJson(const Json& json)
{
    const Field field(json, "hello");
    field.at("version").number(kProtocolVersion, kProtocolVersion); // first: another version has other fields
    field.requireMembers({"version", "luks_uuid", "host", "module", "module_status"});
    Hello hello;
    hello.luksUuid = uuidOf(field.at("luks_uuid"));
    hello.host = hostOf(field.at("host"));
    hello.module = moduleOf(field.at("module"));
    hello.moduleStatus = statusOf(field.at("module_status"));
    return hello;
}

Json toJson(const Nonce& nonce)
{
    return {{"nonce", toHex(nonce)}};
}

Nonce nonceFromJson(const Json& json)
{
    const Field field(json, "challenge");
    field.requireMembers({"nonce"});
    Nonce nonce{};
    const std::vector<std::byte> bytes = fromHex(field.at("nonce").hex(nonce.size()));
    std::copy(bytes.begin(), bytes.end(), nonce.begin());
    return nonce;
}

Json toJson(const ActMessage& act)
{
    Json json = bodyOf(act);
    json["signature"] = toBase64(act.signature);
    return json;
}

ActMessage actFromJson(const Json& json)
{
    const Field field(json, "act");
    ActMessage act;
    act.act = oneOf<Act>(field.at("act"), kActs);
    if (act.act == Act::Failed) {
        field.requireMembers({"act", "failure", "signature"});
        act.failure = failureOf(field.at("failure"));
    } else {
        field.requireMembers({"act", "header", "signature"});
        act.header = headerOf(field.at("header"));
    }
    act.signature = field.at("signature").base64(kMaxSignature);
    if (act.signature.empty() && act.act != Act::Failed) {
        field.at("signature").refuse("a signature: only a failure may come without one");
    }
    return act;
}

Json toJson(const RulingMessage& ruling)
{
    return {{"verdict", textOf(ruling.verdict)}, {"reason", shown(ruling.reason)}};
}

RulingMessage rulingFromJson(const Json& json)
{
    const Field field(json, "ruling");
    field.requireMembers({"verdict", "reason"});
    RulingMessage ruling;
    ruling.verdict = oneOf<Verdict>(field.at("verdict"), kVerdicts);
    ruling.reason = field.at("reason").text(kMaxText);
    return ruling;
}

Digest actDigest(const Hello& hello, const ActMessage& act, const Nonce& nonce,
                 const Digest& stationCertificate)
{
    const Json signedParts{{"act", textOf(act.act)},
                           {"body", digestOf(bodyOf(act))},
                           {"certificate", toHex(stationCertificate)},
                           {"hello", digestOf(toJson(hello))},
                           {"nonce", toHex(nonce)}};
    return Sha256::of(asBytes(canonicalJson(signedParts)));
}

} // namespace bindery::bind
