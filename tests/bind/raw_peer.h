// SPDX-License-Identifier: Apache-2.0
// A peer of a bench that does what no sound unit does: stops half way, repeats itself, talks nonsense.
#pragma once

#include "bind/frame.h"
#include "bind/key_module.h"
#include "bind/sample_messages.h"
#include "bind/scripted_desk.h"
#include "bind/sockets_internal.h"
#include "bind/tls_context_internal.h"
#include "bind/tls_stream_internal.h"

#include <chrono>
#include <string>

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace bindery::test
{

inline bind::Deadline soon()
{
    return std::chrono::steady_clock::now() + std::chrono::seconds(20);
}

/// A connection without TLS.
inline UniqueFd rawConnection(const RunningBench& bench)
{
    return bind::reach(bench.address(), soon());
}

/// The same from another address of this machine.
inline UniqueFd rawConnectionFrom(const char* address, const RunningBench& bench)
{
    UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in own{};
    own.sin_family = AF_INET;
    EXPECT_EQ(::inet_pton(AF_INET, address, &own.sin_addr), 1);
    EXPECT_EQ(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&own), sizeof own), 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(bench.address().port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket.get(), reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
    EXPECT_EQ(::fcntl(socket.get(), F_SETFL, O_NONBLOCK), 0);
    return socket;
}

inline void sendRaw(const UniqueFd& socket, const std::string& text)
{
    ASSERT_EQ(::send(socket.get(), text.data(), text.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(text.size()));
}

/// Through the greeting of TLS, as a unit.
class RawPeer
{
public:
    explicit RawPeer(const RunningBench& bench) : RawPeer(bench, rawConnection(bench)) {}
    RawPeer(const RunningBench& bench, UniqueFd socket)
        : m_pins(bench.pins()), m_context(bind::clientContext(m_pins)),
          stream(std::move(socket), m_context.get(), soon(), -1)
    {
        stream.connect();
    }

    /// Says `hello`; the station's nonce.
    bind::Nonce hello(const bind::Hello& said)
    {
        bind::writeMessage(stream, bind::toJson(said), "hello");
        return bind::nonceFromJson(bind::readMessage(stream, "challenge"));
    }
    bind::ActMessage signedAct(const bind::Hello& said, const bind::Nonce& nonce, KeyModule& module)
    {
        bind::ActMessage act = sampleAct();
        const Digest certificate = bind::digestOf(::SSL_get0_peer_certificate(stream.tls()));
        act.signature = module.sign(bind::actDigest(said, act, nonce, certificate));
        return act;
    }
    bind::RulingMessage say(const bind::ActMessage& act)
    {
        bind::writeMessage(stream, bind::toJson(act), "act");
        return bind::rulingFromJson(bind::readMessage(stream, "ruling"));
    }

private:
    bind::SitePins m_pins;
    bind::TlsContext m_context;

public:
    bind::TlsStream stream;
};

} // namespace bindery::test
