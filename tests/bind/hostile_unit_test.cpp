// SPDX-License-Identifier: Apache-2.0
// What a station does with those who are no units, or units that lie.
#include "bind/raw_peer.h"
#include "support/expect_error.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <poll.h>

using namespace bindery;
using namespace bindery::bind;
using bindery::test::expectError;
using bindery::test::KeyModule;
using bindery::test::rawConnection;
using bindery::test::rawConnectionFrom;
using bindery::test::RawPeer;
using bindery::test::Rejection;
using bindery::test::RunningBench;
using bindery::test::sampleAct;
using bindery::test::sampleHeader;
using bindery::test::sampleHello;
using bindery::test::sendRaw;
using bindery::test::soon;
using namespace std::chrono_literals;

namespace
{

Hello helloOf(KeyModule& module)
{
    Hello hello = sampleHello();
    hello.module = module.info();
    return hello;
}

/// Whether a sound unit gets its answer.
void expectServed(const RunningBench& bench)
{
    KeyModule module;
    BindClient client(bench.address(), bench.pins(), 20s);
    EXPECT_EQ(client.tell(helloOf(module), Act::Authorise, sampleHeader(), module).verdict,
              Verdict::Authorised);
}

/// That the station hangs up without another frame.
void expectHungUp(RawPeer& peer)
{
    std::byte more{};
    expectError(ErrorCode::Busy, "closed", [&] { peer.stream.read({&more, 1}); });
}

/// The rejection with this reason: of somebody who proved nothing, and the desk was asked nothing.
void expectRejected(RunningBench& bench, const std::string& why, const std::optional<Hello>& hello)
{
    const Rejection rejection = bench.desk.waitForRejection(why);
    EXPECT_NE(rejection.why, "") << "nothing with \"" << why << "\"";
    EXPECT_EQ(rejection.hello, hello);
    EXPECT_NE(rejection.peer.find("127.0.0.1 port "), std::string::npos) << rejection.peer;
    EXPECT_TRUE(bench.desk.calls().empty());
}

/// A client context of the test's own, which trusts anybody.
TlsContext looseContext(int version, const std::string& protocol)
{
    TlsContext context(::SSL_CTX_new(::TLS_client_method()));
    SSL_CTX_set_min_proto_version(context.get(), version);
    SSL_CTX_set_max_proto_version(context.get(), version);
    if (!protocol.empty()) {
        const std::string list = static_cast<char>(protocol.size()) + protocol;
        ::SSL_CTX_set_alpn_protos(context.get(), reinterpret_cast<const unsigned char*>(list.data()),
                                  static_cast<unsigned>(list.size()));
    }
    return context;
}

} // namespace

TEST(HostileUnit, CannotReplayARecordedAct)
{
    RunningBench bench;
    KeyModule module;
    const Hello hello = helloOf(module);
    ActMessage recorded;
    {
        RawPeer first(bench);
        recorded = first.signedAct(hello, first.hello(hello), module);
        EXPECT_EQ(first.say(recorded).verdict, Verdict::Noted);
    }
    RawPeer second(bench);
    second.hello(hello);
    const RulingMessage ruling = second.say(recorded);
    EXPECT_EQ(ruling.verdict, Verdict::Refused);
    expectHungUp(second);
    EXPECT_EQ(bench.desk.waitForRejection("recorded message").hello, hello);
    EXPECT_EQ(bench.desk.calls().size(), 1U) << "the first time only";
}

TEST(HostileUnit, GetsAnotherNonceEachTime)
{
    RunningBench bench;
    RawPeer first(bench);
    RawPeer second(bench);
    EXPECT_NE(first.hello(sampleHello()), second.hello(sampleHello()));
}

TEST(HostileUnit, CannotSignWithAnotherKeyThanThatOfItsHello)
{
    RunningBench bench;
    KeyModule claimed;
    KeyModule own;
    const Hello hello = helloOf(claimed);
    RawPeer peer(bench);
    const ActMessage act = peer.signedAct(hello, peer.hello(hello), own);
    EXPECT_EQ(peer.say(act).verdict, Verdict::Refused);
    expectRejected(bench, "another key", hello);
}

TEST(HostileUnit, CannotChangeWhatWasSigned)
{
    RunningBench bench;
    KeyModule module;
    const Hello hello = helloOf(module);
    RawPeer peer(bench);
    ActMessage act = peer.signedAct(hello, peer.hello(hello), module);
    act.act = Act::Authorise;
    EXPECT_EQ(peer.say(act).verdict, Verdict::Refused);
    expectRejected(bench, "changed", hello);
}

TEST(HostileUnit, CannotSignForACertificateOfAnotherStation)
{
    RunningBench bench;
    KeyModule module;
    const Hello hello = helloOf(module);
    RawPeer peer(bench);
    const Nonce nonce = peer.hello(hello);
    ActMessage act = sampleAct();
    act.signature = module.sign(actDigest(hello, act, nonce, Sha256::of(asBytes("another certificate"))));
    EXPECT_EQ(peer.say(act).verdict, Verdict::Refused);
    expectRejected(bench, "the signature is not", hello);
}

TEST(HostileUnit, IsRefusedWithoutAUsableKey)
{
    RunningBench bench;
    for (const std::size_t size : {std::size_t{0}, std::size_t{91}, std::size_t{256}}) {
        Hello hello = sampleHello();
        hello.module.publicKey.assign(size, std::byte{0x30});
        RawPeer peer(bench);
        peer.hello(hello);
        EXPECT_EQ(peer.say(sampleAct()).verdict, Verdict::Refused);
    }
    expectRejected(bench, "public key", bench.desk.rejections()[0].hello);
}

TEST(HostileUnit, GetsOneActPerConnection)
{
    RunningBench bench;
    KeyModule module;
    const Hello hello = helloOf(module);
    RawPeer peer(bench);
    const ActMessage act = peer.signedAct(hello, peer.hello(hello), module);
    EXPECT_EQ(peer.say(act).verdict, Verdict::Noted);
    writeMessage(peer.stream, toJson(act), "act");
    expectHungUp(peer);
    EXPECT_EQ(bench.desk.calls().size(), 1U);
}

TEST(HostileUnit, IsHungUpOnForAFrameThatIsTooLong)
{
    RunningBench bench;
    RawPeer peer(bench);
    peer.stream.write(asBytes(std::string_view("J\xff\xff\xff", 4)));
    expectHungUp(peer);
    expectRejected(bench, "hello: a frame of 16777215 bytes", std::nullopt);
}

TEST(HostileUnit, IsHungUpOnForAFrameOfAnotherKind)
{
    RunningBench bench;
    KeyModule module;
    const Hello hello = helloOf(module);
    RawPeer peer(bench);
    peer.hello(hello);
    writeSecret(peer.stream, SecretBuffer::random(32));
    expectHungUp(peer);
    expectRejected(bench, "act: the frame begins with byte 0x53", hello);
}

TEST(HostileUnit, IsHungUpOnForAMessageThatIsNotOne)
{
    RunningBench bench;
    RawPeer nonsense(bench);
    writeMessage(nonsense.stream, Json{{"version", 1}, {"secret", "please"}}, "hello");
    expectHungUp(nonsense);
    expectRejected(bench, "hello.luks_uuid is missing", std::nullopt);

    RawPeer unsignedAct(bench);
    unsignedAct.hello(sampleHello());
    Json act = toJson(sampleAct());
    act["signature"] = "";
    writeMessage(unsignedAct.stream, act, "act");
    expectHungUp(unsignedAct);
    expectRejected(bench, "act.signature", sampleHello());
}

TEST(HostileUnit, IsShownToPeopleWithoutItsControlCharacters)
{
    RunningBench bench;
    RawPeer peer(bench);
    const std::string hostile = "{\"a\x7f\xc2\x9b"
                                "2J\":1,\"a\x7f\xc2\x9b"
                                "2J\":1}";
    const std::string frame = std::string("J\0\0", 3) + static_cast<char>(hostile.size()) + hostile;
    peer.stream.write(asBytes(frame));
    expectHungUp(peer);
    EXPECT_EQ(bench.desk.waitForRejection("hello").why, "hello: the key \"a??2J\" stands twice");
}

TEST(HostileUnit, IsHungUpOnWhenItTalksNoTls)
{
    RunningBench bench;
    const UniqueFd socket = rawConnection(bench);
    sendRaw(socket, "GET / HTTP/1.1\r\nHost: bench\r\n\r\n");
    expectRejected(bench, "TLS: ", std::nullopt);
    expectServed(bench);
}

TEST(HostileUnit, IsHungUpOnWhenItTalksAnOlderTls)
{
    RunningBench bench;
    const TlsContext context = looseContext(TLS1_2_VERSION, "bindery-bind/1");
    TlsStream stream(rawConnection(bench), context.get(), soon(), -1);
    expectError(ErrorCode::Corrupt, "protocol version", [&] { stream.connect(); });
    expectRejected(bench, "TLS: unsupported protocol", std::nullopt);
}

TEST(HostileUnit, IsHungUpOnWhenItWantsAnotherProtocol)
{
    RunningBench bench;
    const TlsContext other = looseContext(TLS1_3_VERSION, "h2");
    TlsStream stream(rawConnection(bench), other.get(), soon(), -1);
    expectError(ErrorCode::Corrupt, "no application protocol", [&] { stream.connect(); });

    const TlsContext none = looseContext(TLS1_3_VERSION, "");
    TlsStream silent(rawConnection(bench), none.get(), soon(), -1);
    silent.connect();
    expectRejected(bench, "no such ALPN", std::nullopt);
}

TEST(HostileUnit, HangingHoldsNoOther)
{
    RunningBench bench; // of 32 places, 16 from one address
    std::vector<UniqueFd> silent;
    for (int i = 0; i < 10; ++i) {
        silent.push_back(rawConnection(bench));
    }
    sendRaw(silent.front(), "\x16"); // the first byte of a greeting, and no more
    RawPeer afterHello(bench);
    afterHello.hello(sampleHello());
    expectServed(bench);
}

TEST(HostileUnit, HangingLosesItsConnection)
{
    ServerOptions options;
    options.connectionTime = 800ms;
    RunningBench bench(options);
    const UniqueFd silent = rawConnection(bench);
    expectRejected(bench, "took too long", std::nullopt);

    RawPeer afterHello(bench);
    afterHello.hello(sampleHello());
    expectHungUp(afterHello);
    EXPECT_EQ(bench.desk.rejections().back().hello, sampleHello());
    EXPECT_EQ(bench.desk.rejections().back().why, "the other end took too long");
}

TEST(HostileUnit, TricklingLosesItsConnectionToo)
{
    ServerOptions options;
    options.connectionTime = 2s;
    RunningBench bench(options);
    const UniqueFd socket = rawConnection(bench);
    const auto begin = std::chrono::steady_clock::now();
    sendRaw(socket, std::string("\x16\x03\x01\x40\x00", 5)); // a greeting of 16 KiB is announced
    pollfd hungUp{socket.get(), POLLIN, 0};
    while (::poll(&hungUp, 1, 10) == 0) { // each byte comes in time, all of them never do
        ASSERT_LT(std::chrono::steady_clock::now() - begin, 20s);
        ::send(socket.get(), "x", 1, MSG_NOSIGNAL);
    }
    expectRejected(bench, "took too long", std::nullopt);
}

TEST(HostileUnit, CannotTakeEveryPlaceFromOneAddress)
{
    ServerOptions options;
    options.connectionsAtOnce = 4;
    options.connectionTime = 600s;
    RunningBench bench(options);
    std::vector<UniqueFd> silent;
    for (int i = 0; i < 3; ++i) {
        silent.push_back(rawConnection(bench));
    }
    expectRejected(bench, "turned away: 2 connections at once, 2 of them from this address", std::nullopt);
    RawPeer elsewhere(bench, rawConnectionFrom("127.0.0.2", bench));
    KeyModule module;
    const Hello hello = helloOf(module);
    EXPECT_EQ(elsewhere.say(elsewhere.signedAct(hello, elsewhere.hello(hello), module)).verdict,
              Verdict::Noted);
}

TEST(HostileUnit, IsOneOfSoManyAtOnceAndMakesRoomByItsSilence)
{
    ServerOptions options;
    options.connectionsAtOnce = 1;
    options.connectionTime = 4s; // one for the greeting
    RunningBench bench(options);
    const UniqueFd silent = rawConnection(bench);
    const UniqueFd turnedAway = rawConnection(bench);
    expectRejected(bench, "turned away: 1 connections at once", std::nullopt);
    EXPECT_NE(bench.desk.waitForRejection("took too long").why, "");
    BindClient client(bench.address(), bench.pins(), 20s);
    KeyModule module;
    for (;;) { // until the thread of the silent one has ended, too
        try {
            EXPECT_EQ(client.tell(helloOf(module), Act::Locked, sampleHeader(), module).verdict,
                      Verdict::Noted);
            return;
        } catch (const Error& error) {
            ASSERT_EQ(error.code(), ErrorCode::Busy) << error.what();
        }
    }
}

TEST(HostileUnit, VanishingIsTold)
{
    RunningBench bench;
    {
        RawPeer peer(bench);
        peer.hello(sampleHello());
    }
    expectRejected(bench, "closed the connection", sampleHello());
    expectServed(bench);
}

TEST(BindServer, EndsPromptlyWhateverItsConnectionsDo)
{
    ServerOptions options;
    options.connectionTime = 600s;
    RunningBench bench(options);
    const UniqueFd silent = rawConnection(bench);
    RawPeer afterHello(bench);
    afterHello.hello(sampleHello());
    EXPECT_LT(bench.stop(), 5s);
    EXPECT_TRUE(bench.desk.rejections().empty()) << "they did nothing";
}

TEST(BindServer, SaysWhyItCannotListen)
{
    RunningBench bench;
    ServerOptions options;
    options.port = bench.address().port;
    expectError(ErrorCode::Busy, "127.0.0.1:" + std::to_string(options.port),
                [&] { const RunningBench second(openBench(bench.site()), options); });
    options.address = "bench.local";
    expectError(ErrorCode::InvalidArgument, "write it in numbers",
                [&] { const RunningBench second(openBench(bench.site()), options); });
    options.address = "192.0.2.77"; // of no machine, RFC 5737
    expectError(ErrorCode::InvalidArgument, "192.0.2.77",
                [&] { const RunningBench second(openBench(bench.site()), options); });
}

TEST(BindServer, ShowsNoIdentityThatDoesNotFit)
{
    RunningBench bench;
    BenchIdentity identity = openBench(bench.site());
    identity.privateKey = SecretBuffer::copyOf(asBytes("no key"));
    expectError(ErrorCode::Corrupt, "the key of this station",
                [&] { const RunningBench second(std::move(identity), {}); });
}
