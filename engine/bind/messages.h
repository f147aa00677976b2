// SPDX-License-Identifier: Apache-2.0
// What unit and station say to each other, version 1. Over TLS 1.3, one connection per step:
//   unit     hello            who it is: card, Pi, module
//   station  challenge        a fresh nonce
//   unit     act              one Act with its body, signed by the module over actDigest()
//   station  ruling           and, when it says authorised, the transport secret in a frame of its own
// A frame (frame.h) is one letter ('J' JSON, 'S' secret), the length in 3 bytes big-endian, the content. JSON
// frames hold at most kMaxMessage bytes of UTF-8, objects with exactly the fields named here; secrets never
// stand in one. Errors of the decoders: Corrupt naming the field; everything is hostile input. Threads:
// values, free functions.
#pragma once

#include "base/bytes.h"
#include "base/json.h"
#include "base/sha256.h"
#include "base/uuid.h"
#include "module/security_module.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::bind
{

constexpr std::int64_t kProtocolVersion = 1;
constexpr std::size_t kMaxMessage = std::size_t{16} * 1024;
/// Of any single text in a message.
constexpr std::size_t kMaxText = 256;

using Nonce = std::array<std::byte, 32>;

struct Hello {
    std::int64_t version = kProtocolVersion;
    Uuid luksUuid;
    module::HostFacts host;
    module::ModuleInfo module;
    module::ModuleStatus moduleStatus = module::ModuleStatus::Unknown;
    bool operator==(const Hello&) const = default;
};

enum class Act { Authorise, Locked, Verified, Revoked, Failed };
/// "authorise", "locked", "verified", "revoked", "failed"
std::string_view textOf(Act act);

/// The header as the unit finds it on the medium; the body of every act but Failed.
struct HeaderReport {
    std::vector<int> keyslots; ///< ascending
    std::string profileDigest; ///< SHA-256 hex of the header's profile (header_state.h)
    std::string tokenDigest; ///< SHA-256 hex of the canonical bindery-module token; empty when there is none
    bool operator==(const HeaderReport&) const = default;
};

/// Why a unit cannot go on. `code` is the name of an ErrorCode.
struct FailureReport {
    std::string code;
    std::string message; ///< at most kMaxText
    bool operator==(const FailureReport&) const = default;
};

struct ActMessage {
    Act act = Act::Authorise;
    HeaderReport header;
    FailureReport failure;            ///< of Act::Failed
    std::vector<std::byte> signature; ///< ECDSA in DER; empty where the module cannot sign (then Failed only)
    bool operator==(const ActMessage&) const = default;
};

enum class Verdict {
    Authorised, ///< here is the transport secret
    Waiting,    ///< not now (bench not armed, a person has not confirmed): ask again later
    Refused,    ///< not ever, unless a person changes something
    Noted,      ///< the report is on record
    Revoke,     ///< destroy the transport keyslot now
};
/// "authorised", "waiting", "refused", "noted", "revoke"
std::string_view textOf(Verdict verdict);

/// The station's answer, without the secret.
struct RulingMessage {
    Verdict verdict = Verdict::Refused;
    std::string reason; ///< for the unit's console, at most kMaxText
    bool operator==(const RulingMessage&) const = default;
};

/// Whether a station may answer so: Authorised only to authorise, Revoke only to verified, and so on.
bool mayAnswer(Verdict verdict, Act act);

// Free text that is not printable or too long is made so ('?', cut) when it is encoded; the decoders refuse
// it.
Json toJson(const Hello& hello);
Hello helloFromJson(const Json& json);
/// The challenge.
Json toJson(const Nonce& nonce);
Nonce nonceFromJson(const Json& json);
Json toJson(const ActMessage& act);
ActMessage actFromJson(const Json& json);
Json toJson(const RulingMessage& ruling);
RulingMessage rulingFromJson(const Json& json);

/// What the module signs: SHA-256 of canonical {"act","body","certificate","hello","nonce"}, where body,
/// hello and certificate are SHA-256 hex (of the act without its signature, the hello, the station's
/// certificate in DER).
Digest actDigest(const Hello& hello, const ActMessage& act, const Nonce& nonce,
                 const Digest& stationCertificate);

} // namespace bindery::bind
