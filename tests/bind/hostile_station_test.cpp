// SPDX-License-Identifier: Apache-2.0
// What a unit tells, and believes, of stations that are not its own or do not behave.
#include "base/file.h"
#include "bind/openssl_internal.h"
#include "bind/raw_peer.h"
#include "bind/site_certificate_internal.h"
#include "support/expect_error.h"

#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <poll.h>

using namespace bindery;
using namespace bindery::bind;
using bindery::test::expectError;
using bindery::test::KeyModule;
using bindery::test::RunningBench;
using bindery::test::sampleHeader;
using bindery::test::sampleHello;
using bindery::test::soon;
using bindery::test::TempFolder;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace
{

Hello helloOf(KeyModule& module)
{
    Hello hello = sampleHello();
    hello.module = module.info();
    return hello;
}

Ruling tell(const StationAddress& station, const SitePins& pins, Act act = Act::Authorise,
            std::chrono::milliseconds timeout = 20s)
{
    KeyModule module;
    return BindClient(station, pins, timeout).tell(helloOf(module), act, sampleHeader(), module);
}

/// A unit that trusts `pins` refuses this identity, and has said nothing before it did.
void expectNotTrusted(BenchIdentity identity, const SitePins& pins)
{
    RunningBench bench(std::move(identity), {});
    expectError(ErrorCode::Conflict, "not signed by a key that this image trusts",
                [&] { tell(bench.address(), pins); });
    EXPECT_EQ(bench.desk.waitForRejection("TLS: ").hello, std::nullopt);
    EXPECT_TRUE(bench.desk.calls().empty());
}

SecretBuffer readKey(const fs::path& path)
{
    return SecretBuffer::copyOf(asBytes(readTextFile(path)));
}

/// The certificates of a chain, one by one.
std::string certificate(const std::string& chain, std::size_t number)
{
    return pemOf(certificatesOf(chain, "chain").at(number).get());
}

/// A station that greets as it should, and then does `act`, for one unit.
class FalseStation
{
public:
    explicit FalseStation(std::function<void(TlsStream&)> act)
        : m_pins(createSite(m_folder / "site", "bench-1")),
          m_context(serverContext(openBench(m_folder / "site"))), m_listening(listenAt("127.0.0.1", 0)),
          m_thread([this, act = std::move(act)] {
              try {
                  waitFor(m_listening.get(), POLLIN, soon(), -1);
                  TlsStream stream(acceptFrom(m_listening.get()).socket, m_context.get(), soon(), -1);
                  stream.accept();
                  act(stream);
                  stream.finish();
              } catch (const Error&) {
                  return; // the unit hung up, which is what the tests look at from its side
              }
          })
    {
    }
    StationAddress address() const { return {"127.0.0.1", portOf(m_listening.get())}; }
    const SitePins& pins() const { return m_pins; }

private:
    TempFolder m_folder;
    SitePins m_pins;
    TlsContext m_context;
    UniqueFd m_listening;
    std::jthread m_thread;
};

/// Hears hello and act; then answers.
std::function<void(TlsStream&)> answering(std::function<void(TlsStream&)> answer)
{
    return [answer = std::move(answer)](TlsStream& stream) {
        readMessage(stream, "hello");
        writeMessage(stream, toJson(Nonce{}), "challenge");
        readMessage(stream, "act");
        answer(stream);
    };
}

void expectNonsense(const std::string& part, Act act, std::function<void(TlsStream&)> answer)
{
    FalseStation station(answering(std::move(answer)));
    expectError(ErrorCode::Corrupt, part, [&] { tell(station.address(), station.pins(), act); });
}

} // namespace

TEST(HostileStation, OfAnotherSiteHearsNothing)
{
    const TempFolder folder;
    const SitePins pins = createSite(folder / "ours", "bench-1");
    createSite(folder / "theirs", "bench-1");
    expectNotTrusted(openBench(folder / "theirs"), pins);
}

TEST(HostileStation, IsTrustedByTheSpareKeyToo)
{
    const TempFolder folder;
    const SitePins pins = createSite(folder / "site", "bench-1");
    fs::remove(folder / "site" / "site.key");
    joinSite(folder / "second", folder / "site", "bench-2");
    RunningBench bench(openBench(folder / "second"), {});
    EXPECT_EQ(tell(bench.address(), pins).verdict, Verdict::Authorised);
    EXPECT_EQ(tell(bench.address(), {pins[1]}).verdict, Verdict::Authorised);
    expectError(ErrorCode::Conflict, "not signed", [&] { tell(bench.address(), {pins[0]}); });
}

TEST(HostileStation, CannotShowTheSitesCertificateBesideItsOwn)
{
    const TempFolder folder;
    const SitePins pins = createSite(folder / "ours", "bench-1");
    createSite(folder / "theirs", "bench-1");
    BenchIdentity identity = openBench(folder / "theirs");
    identity.certificates =
        certificate(identity.certificates, 0) + certificate(openBench(folder / "ours").certificates, 1);
    expectNotTrusted(std::move(identity), pins);
}

TEST(HostileStation, CannotHideTheSitesCertificateOrAddToIt)
{
    const TempFolder folder;
    const SitePins pins = createSite(folder / "site", "bench-1");
    BenchIdentity alone = openBench(folder / "site");
    alone.certificates = certificate(alone.certificates, 0);
    expectNotTrusted(std::move(alone), pins);
    BenchIdentity three = openBench(folder / "site");
    three.certificates += certificate(three.certificates, 1);
    expectNotTrusted(std::move(three), pins);
}

TEST(HostileStation, IsNoSiteItself)
{
    const TempFolder folder;
    const SitePins pins = createSite(folder / "site", "bench-1");
    BenchIdentity identity = openBench(folder / "site");
    const std::string site = certificate(identity.certificates, 1);
    identity.certificates = site + site;
    identity.privateKey = readKey(folder / "site" / "site.key");
    expectNotTrusted(std::move(identity), pins);
}

TEST(HostileStation, CannotSignStationsWithItsOwnKey)
{
    const TempFolder folder;
    const SitePins pins = createSite(folder / "site", "bench-1");
    const BenchIdentity station = openBench(folder / "site");
    const Key stationKey = privateKeyOf(station.privateKey, "station");
    const std::vector<Certificate> chain = certificatesOf(station.certificates, "chain");
    const Key key = freshP256();
    BenchIdentity identity;
    identity.privateKey = pemOf(key.get());
    identity.certificates =
        pemOf(stationCertificateOf("bench-9", key.get(), chain[0].get(), stationKey.get()).get()) +
        station.certificates;
    expectNotTrusted(std::move(identity), pins);
}

TEST(HostileStation, MaySpeakNoOlderTls)
{
    const TempFolder folder;
    const SitePins pins = createSite(folder / "site", "bench-1");
    const TlsContext context = serverContext(openBench(folder / "site"));
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_max_proto_version(context.get(), TLS1_2_VERSION);
    const UniqueFd listening = listenAt("127.0.0.1", 0);
    const std::jthread thread([&] {
        waitFor(listening.get(), POLLIN, soon(), -1);
        TlsStream stream(acceptFrom(listening.get()).socket, context.get(), soon(), -1);
        expectError(ErrorCode::Corrupt, "TLS: ", [&] { stream.accept(); });
    });
    expectError(ErrorCode::Corrupt, "TLS: ", [&] { tell({"127.0.0.1", portOf(listening.get())}, pins); });
}

TEST(HostileStation, IsNotBelievedWhenItTalksNonsense)
{
    expectNonsense("ruling: a frame of 16777215 bytes", Act::Authorise,
                   [](TlsStream& stream) { stream.write(asBytes(std::string_view("J\xff\xff\xff", 4))); });
    expectNonsense("ruling.verdict is missing", Act::Authorise,
                   [](TlsStream& stream) { writeMessage(stream, Json::object(), "ruling"); });
    expectNonsense("ruling: the frame begins", Act::Authorise,
                   [](TlsStream& stream) { writeSecret(stream, SecretBuffer::random(32)); });
}

TEST(HostileStation, IsNotBelievedWhenItsAnswerDoesNotFit)
{
    const auto ruling = [](Verdict verdict) {
        return [verdict](TlsStream& stream) {
            writeMessage(stream, toJson(RulingMessage{verdict, ""}), "r");
        };
    };
    expectNonsense("answers \"authorised\" to \"verified\"", Act::Verified, ruling(Verdict::Authorised));
    expectNonsense("answers \"revoke\" to \"locked\"", Act::Locked, ruling(Verdict::Revoke));
    expectNonsense("answers \"revoke\" to \"revoked\"", Act::Revoked, ruling(Verdict::Revoke));
    expectNonsense("answers \"noted\" to \"authorise\"", Act::Authorise, ruling(Verdict::Noted));
}

TEST(HostileStation, GivesNoSecretOfAnotherSize)
{
    expectNonsense("the secret: a frame of 513 bytes", Act::Authorise, [](TlsStream& stream) {
        writeMessage(stream, toJson(RulingMessage{Verdict::Authorised, ""}), "ruling");
        stream.write(asBytes(std::string_view("S\0\x02\x01", 4)));
    });
    FalseStation station(answering([](TlsStream& stream) {
        writeMessage(stream, toJson(RulingMessage{Verdict::Authorised, ""}), "ruling");
        stream.write(asBytes(std::string_view("S\0\0\x20half", 8)));
    }));
    expectError(ErrorCode::Busy, "closed the connection", [&] { tell(station.address(), station.pins()); });
}

TEST(HostileStation, ThatHangsUpMayBeAskedAgain)
{
    FalseStation early([](TlsStream&) {});
    expectError(ErrorCode::Busy, "closed the connection", [&] { tell(early.address(), early.pins()); });
    FalseStation late(answering([](TlsStream&) {}));
    expectError(ErrorCode::Busy, "closed the connection", [&] { tell(late.address(), late.pins()); });
}

TEST(HostileStation, ThatHangsCostsOneDeadline)
{
    const TempFolder folder;
    const SitePins pins = createSite(folder / "site", "bench-1");
    const UniqueFd listening = listenAt("127.0.0.1", 0); // the kernel connects, nobody answers
    const StationAddress address{"127.0.0.1", portOf(listening.get())};
    const auto begin = std::chrono::steady_clock::now();
    expectError(ErrorCode::Busy, "took too long", [&] { tell(address, pins, Act::Locked, 300ms); });
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 300ms);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}

TEST(HostileStation, ThatIsNotThereMayBeAskedAgain)
{
    UniqueFd listening = listenAt("127.0.0.1", 0);
    const StationAddress address{"127.0.0.1", portOf(listening.get())};
    listening.reset();
    expectError(ErrorCode::Busy, "127.0.0.1:" + std::to_string(address.port),
                [&] { tell(address, {Digest{}}); });
}

TEST(HostileStation, WithoutAnAddressCostsOneDeadlineAtMost)
{
    const auto begin = std::chrono::steady_clock::now();
    expectError(ErrorCode::Busy, "bench.invalid:7443", [&] {
        tell({"bench.invalid", 7443}, {Digest{}}, Act::Locked, 500ms);
    });
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}
