// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/random.h"
#include "bind/serve_unit_internal.h"
#include "bind/tls_context_internal.h"

#include <exception>
#include <optional>

namespace bindery::bind
{

namespace
{

Nonce challenge(ByteStream& stream)
{
    Nonce nonce{};
    fillRandom(nonce);
    writeMessage(stream, toJson(nonce), "challenge");
    return nonce;
}

/// Whether the module that the hello names signed this. Errors: Corrupt for a key that is none.
bool isSigned(const Hello& hello, const ActMessage& act, const Nonce& nonce, const Digest& certificate)
{
    return module::verifySignature(hello.module.publicKey, actDigest(hello, act, nonce, certificate),
                                   act.signature);
}

/// Anybody can send a failure without a signature: it is told, and decides nothing.
Ruling rulingOf(const std::string& peer, const Hello& hello, const ActMessage& act, const Nonce& nonce,
                const Digest& certificate, LockedDesk& desk)
{
    if (act.act == Act::Failed && act.signature.empty()) {
        desk.reject(peer, "a failure that no module signed: " + act.failure.code + ": " + act.failure.message,
                    hello);
        return {Verdict::Noted, "the station has heard it; no module signed it", {}};
    }
    std::string why = "the signature is not that of the module over this connection's challenge: another "
                      "key, a recorded message, or one that was changed";
    try {
        if (isSigned(hello, act, nonce, certificate)) {
            return desk.rule(peer, hello, act);
        }
    } catch (const Error& error) {
        why = "the module's public key cannot be used: " + std::string(error.what());
    }
    desk.reject(peer, why, hello);
    return {Verdict::Refused, "the station does not find this module's signature good", {}};
}

void answer(ByteStream& stream, const Ruling& ruling)
{
    writeMessage(stream, toJson(RulingMessage{ruling.verdict, ruling.reason}), "ruling");
    if (ruling.verdict == Verdict::Authorised) {
        writeSecret(stream, *ruling.secret);
    }
}

void converse(TlsStream& stream, const std::string& peer, const Digest& certificate, LockedDesk& desk,
              Deadline ended, std::optional<Hello>& hello)
{
    stream.accept();
    if (!speaksBind(stream.tls())) {
        throw Error(ErrorCode::Corrupt, "it does not speak the bind protocol (no such ALPN)");
    }
    hello = helloFromJson(readMessage(stream, "hello"));
    stream.setDeadline(ended);
    const Nonce nonce = challenge(stream);
    const ActMessage act = actFromJson(readMessage(stream, "act"));
    answer(stream, rulingOf(peer, *hello, act, nonce, certificate, desk));
    stream.finish();
}

} // namespace

void serveUnit(TlsStream& stream, const std::string& peer, const Digest& certificate, LockedDesk& desk,
               Deadline ended) noexcept
{
    std::optional<Hello> hello;
    try {
        converse(stream, peer, certificate, desk, ended, hello);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Cancelled) { // the station stops, the unit did nothing
            desk.reject(peer, error.what(), hello);
            stream.finish();
        }
    } catch (const std::exception& error) {
        desk.reject(peer, error.what(), hello);
    }
}

} // namespace bindery::bind
