// SPDX-License-Identifier: Apache-2.0
#include "bind/bind_client.h"

#include "base/error.h"
#include "bind/frame.h"
#include "bind/sockets_internal.h"
#include "bind/tls_context_internal.h"
#include "bind/tls_stream_internal.h"

#include <optional>
#include <utility>

namespace bindery::bind
{

namespace
{

std::string placeOf(const StationAddress& station)
{
    const bool bare = station.host.find(':') == std::string::npos;
    return (bare ? station.host : "[" + station.host + "]") + ":" + std::to_string(station.port);
}

/// Anything we could not say to a station that knows its protocol is a mistake on our side.
Json checkedHello(const Hello& hello)
{
    Json json = toJson(hello);
    try {
        helloFromJson(json);
    } catch (const Error& error) {
        throw Error(ErrorCode::InvalidArgument, std::string("what the unit says of itself: ") + error.what());
    }
    return json;
}

void greet(TlsStream& stream)
{
    try {
        stream.connect();
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Corrupt && ::SSL_get_verify_result(stream.tls()) != X509_V_OK) {
            throw Error(ErrorCode::Conflict,
                        "its certificate is not signed by a key that this image trusts: another site's "
                        "station, or somebody who plays one; nothing was told to it");
        }
        throw;
    }
    if (!speaksBind(stream.tls())) {
        throw Error(ErrorCode::Corrupt, "it does not speak the bind protocol (no such ALPN)");
    }
}

Digest certificateOf(TlsStream& stream)
{
    const X509* certificate = ::SSL_get0_peer_certificate(stream.tls());
    if (certificate == nullptr) {
        throw Error(ErrorCode::Corrupt, "it showed no certificate");
    }
    return digestOf(certificate);
}

Ruling readRuling(ByteStream& stream, Act act)
{
    const RulingMessage message = rulingFromJson(readMessage(stream, "ruling"));
    if (!mayAnswer(message.verdict, act)) {
        throw Error(ErrorCode::Corrupt, "it answers \"" + std::string(textOf(message.verdict)) + "\" to \"" +
                                            std::string(textOf(act)) + "\"");
    }
    Ruling ruling{message.verdict, message.reason, {}};
    if (ruling.verdict == Verdict::Authorised) {
        ruling.secret = readSecret(stream);
    }
    return ruling;
}

/// Without a signature where the module cannot give one, which only a failure may lack.
std::vector<std::byte> signatureOf(const Digest& digest, Act act, module::SecurityModule* module)
{
    if (module == nullptr) {
        return {};
    }
    try {
        return module->sign(digest);
    } catch (const Error&) {
        if (act != Act::Failed) {
            throw;
        }
        return {};
    }
}

Ruling say(const StationAddress& station, const SitePins& pins, std::chrono::milliseconds timeout,
           const Hello& hello, ActMessage act, module::SecurityModule* module)
{
    const Deadline deadline = std::chrono::steady_clock::now() + timeout;
    const Json json = checkedHello(hello);
    const std::string place = "the station at " + placeOf(station);
    const TlsContext context = clientContext(pins);
    std::optional<TlsStream> stream;
    const Nonce nonce = withContext(place, [&] {
        stream.emplace(reach(station, deadline), context.get(), deadline, -1);
        greet(*stream);
        writeMessage(*stream, json, "hello");
        return nonceFromJson(readMessage(*stream, "challenge"));
    });
    // outside: what the module throws is not the station's
    act.signature = signatureOf(actDigest(hello, act, nonce, certificateOf(*stream)), act.act, module);
    return withContext(place, [&] {
        writeMessage(*stream, toJson(act), "act");
        Ruling ruling = readRuling(*stream, act.act);
        stream->finish();
        return ruling;
    });
}

} // namespace

BindClient::BindClient(StationAddress station, SitePins pins, std::chrono::milliseconds timeout)
    : m_station(std::move(station)), m_pins(std::move(pins)), m_timeout(timeout)
{
}

Ruling BindClient::tell(const Hello& hello, Act act, const HeaderReport& header,
                        module::SecurityModule& module)
{
    if (act == Act::Failed) {
        throw Error(ErrorCode::InvalidArgument, "a failure is told with its reason");
    }
    ActMessage message;
    message.act = act;
    message.header = header;
    return say(m_station, m_pins, m_timeout, hello, message, &module);
}

Ruling BindClient::fail(const Hello& hello, const FailureReport& failure, module::SecurityModule* module)
{
    ActMessage message;
    message.act = Act::Failed;
    message.failure = failure;
    return say(m_station, m_pins, m_timeout, hello, message, module);
}

} // namespace bindery::bind
