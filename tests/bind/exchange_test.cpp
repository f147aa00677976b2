// SPDX-License-Identifier: Apache-2.0
// Unit and station over sockets of this machine, when both do as they should, or cannot.
#include "base/error.h"
#include "bind/bind_client.h"
#include "bind/key_module.h"
#include "bind/sample_messages.h"
#include "bind/scripted_desk.h"
#include "support/expect_error.h"

#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::bind;
using bindery::test::DeskCall;
using bindery::test::expectError;
using bindery::test::KeyModule;
using bindery::test::RunningBench;
using bindery::test::sampleHeader;
using bindery::test::sampleHello;
using namespace std::chrono_literals;

namespace
{

Hello helloOf(KeyModule& module)
{
    Hello hello = sampleHello();
    hello.module = module.info();
    return hello;
}

BindClient clientOf(const RunningBench& bench)
{
    return {bench.address(), bench.pins(), 20s};
}

} // namespace

TEST(BindExchange, TakesAUnitThroughEveryStep)
{
    RunningBench bench;
    KeyModule module;
    const Hello hello = helloOf(module);
    BindClient client = clientOf(bench);

    const Ruling authorised = client.tell(hello, Act::Authorise, sampleHeader(), module);
    EXPECT_EQ(authorised.verdict, Verdict::Authorised);
    EXPECT_EQ(authorised.reason, "welcome");
    ASSERT_TRUE(authorised.secret);
    EXPECT_TRUE(authorised.secret->equals(bench.desk.secret));
    EXPECT_EQ(client.tell(hello, Act::Locked, sampleHeader(), module).verdict, Verdict::Noted);
    const Ruling revoke = client.tell(hello, Act::Verified, sampleHeader(), module);
    EXPECT_EQ(revoke.verdict, Verdict::Revoke);
    EXPECT_FALSE(revoke.secret);
    HeaderReport gone = sampleHeader();
    gone.keyslots = {1, 2};
    EXPECT_EQ(client.tell(hello, Act::Revoked, gone, module).verdict, Verdict::Noted);

    const std::vector<DeskCall> calls = bench.desk.calls();
    ASSERT_EQ(calls.size(), 4U);
    const std::vector<Act> acts{Act::Authorise, Act::Locked, Act::Verified, Act::Revoked};
    for (std::size_t i = 0; i < calls.size(); ++i) {
        EXPECT_EQ(calls[i].act, acts[i]);
        EXPECT_EQ(calls[i].hello, hello);
        EXPECT_EQ(calls[i].header, i == 3 ? gone : sampleHeader());
        EXPECT_EQ(calls[i].signature.empty(), i == 0) << "the desk keeps the proofs of what is on record";
    }
    EXPECT_TRUE(bench.desk.rejections().empty());
}

TEST(BindExchange, CarriesTheReasonOfAStationThatDoesNotGrant)
{
    RunningBench bench;
    KeyModule module;
    for (const Verdict verdict : {Verdict::Waiting, Verdict::Refused}) {
        bench.desk.answerWith([&](const DeskCall&) {
            return Ruling{verdict, "nobody has confirmed it", {}};
        });
        const Ruling ruling = clientOf(bench).tell(helloOf(module), Act::Authorise, sampleHeader(), module);
        EXPECT_EQ(ruling.verdict, verdict);
        EXPECT_EQ(ruling.reason, "nobody has confirmed it");
        EXPECT_FALSE(ruling.secret);
    }
}

TEST(BindExchange, CarriesTheLongestSecret)
{
    RunningBench bench;
    KeyModule module;
    const SecretBuffer longest = SecretBuffer::random(512);
    bench.desk.answerWith([&](const DeskCall&) { return Ruling{Verdict::Authorised, "", longest.clone()}; });
    const Ruling ruling = clientOf(bench).tell(helloOf(module), Act::Authorise, sampleHeader(), module);
    ASSERT_TRUE(ruling.secret);
    EXPECT_TRUE(ruling.secret->equals(longest));
}

TEST(BindExchange, PutsASignedFailureOnRecord)
{
    RunningBench bench;
    KeyModule module;
    const FailureReport failure{"VerifyMismatch", "the module gave back another key"};
    EXPECT_EQ(clientOf(bench).fail(helloOf(module), failure, &module).verdict, Verdict::Noted);
    ASSERT_EQ(bench.desk.calls().size(), 1U);
    EXPECT_EQ(bench.desk.calls()[0].failure, failure);
    EXPECT_TRUE(bench.desk.rejections().empty());
}

TEST(BindExchange, HearsAFailureThatNoModuleSignedButDecidesNothingByIt)
{
    RunningBench bench;
    KeyModule module;
    module.canSign = false;
    const FailureReport failure{"ModuleAbsent", "no module answers"};
    EXPECT_EQ(clientOf(bench).fail(sampleHello(), failure, nullptr).verdict, Verdict::Noted);
    EXPECT_EQ(clientOf(bench).fail(helloOf(module), failure, &module).verdict, Verdict::Noted);
    EXPECT_TRUE(bench.desk.calls().empty());
    ASSERT_EQ(bench.desk.rejections().size(), 2U);
    EXPECT_EQ(bench.desk.rejections()[0].why,
              "a failure that no module signed: ModuleAbsent: no module answers");
    EXPECT_EQ(bench.desk.rejections()[0].hello, sampleHello());
}

TEST(BindExchange, LetsAUnitWaitWhenTheDeskFails)
{
    RunningBench bench;
    KeyModule module;
    bench.desk.answerWith(
        [](const DeskCall&) -> Ruling { throw Error(ErrorCode::WriteFailed, "the records: disk full"); });
    const Ruling ruling = clientOf(bench).tell(helloOf(module), Act::Verified, sampleHeader(), module);
    EXPECT_EQ(ruling.verdict, Verdict::Waiting);
    EXPECT_EQ(ruling.reason.find("disk full"), std::string::npos) << "that is for the station's own people";
    EXPECT_EQ(bench.desk.waitForRejection("disk full").hello, helloOf(module));
}

TEST(BindExchange, SendsNoAnswerThatDoesNotFitTheAct)
{
    RunningBench bench;
    KeyModule module;
    BindClient client = clientOf(bench);
    const auto expectWaiting = [&](Act act, Verdict verdict, std::size_t secretSize) {
        bench.desk.answerWith([=](const DeskCall&) {
            Ruling ruling{verdict, "", {}};
            if (secretSize != 0) {
                ruling.secret = SecretBuffer::random(secretSize);
            }
            return ruling;
        });
        const Ruling ruling = client.tell(helloOf(module), act, sampleHeader(), module);
        EXPECT_EQ(ruling.verdict, Verdict::Waiting) << textOf(act) << ", " << textOf(verdict);
        EXPECT_FALSE(ruling.secret);
    };
    expectWaiting(Act::Authorise, Verdict::Authorised, 0);
    expectWaiting(Act::Authorise, Verdict::Authorised, 513);
    expectWaiting(Act::Authorise, Verdict::Waiting, 32);
    expectWaiting(Act::Authorise, Verdict::Revoke, 0);
    expectWaiting(Act::Locked, Verdict::Authorised, 32);
    expectWaiting(Act::Locked, Verdict::Revoke, 0);
    expectWaiting(Act::Revoked, Verdict::Revoke, 0);
    EXPECT_EQ(bench.desk.rejections().size(), 7U);
}

TEST(BindExchange, TellsTheModulesFailureAsTheModules)
{
    RunningBench bench;
    KeyModule module;
    module.canSign = false;
    try {
        clientOf(bench).tell(helloOf(module), Act::Locked, sampleHeader(), module);
        FAIL() << "nothing was signed";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Busy);
        EXPECT_STREQ(error.what(), "the bus of the module does not answer");
    }
    EXPECT_FALSE(bench.desk.waitForRejection("closed").why.empty());
}

TEST(BindExchange, SaysNothingThatTheStationWouldRefuseToHear)
{
    RunningBench bench;
    KeyModule module;
    Hello hello = helloOf(module);
    hello.host.macs = {"not a mac"};
    expectError(ErrorCode::InvalidArgument, "hello.host.macs[0]",
                [&] { clientOf(bench).tell(hello, Act::Authorise, sampleHeader(), module); });
    expectError(ErrorCode::InvalidArgument, "with its reason",
                [&] { clientOf(bench).tell(helloOf(module), Act::Failed, sampleHeader(), module); });
}

TEST(BindExchange, ReachesAStationByName)
{
    RunningBench bench;
    KeyModule module;
    BindClient client({"localhost", bench.address().port}, bench.pins(), 20s);
    EXPECT_EQ(client.tell(helloOf(module), Act::Locked, sampleHeader(), module).verdict, Verdict::Noted);
}

TEST(BindExchange, ServesOverIpv6)
{
    ServerOptions options;
    options.address = "::1";
    RunningBench bench(options);
    KeyModule module;
    BindClient client({"::1", bench.address().port}, bench.pins(), 20s);
    EXPECT_EQ(client.tell(helloOf(module), Act::Locked, sampleHeader(), module).verdict, Verdict::Noted);
}

TEST(BindExchange, ServesManyUnitsAtOnceAndAsksTheDeskForOneAtATime)
{
    constexpr int kUnits = 24;
    ServerOptions options;
    options.connectionsAtOnce = 2 * kUnits; // half of them from one address
    RunningBench bench(options);
    std::vector<std::string> problems(kUnits);
    {
        std::vector<std::jthread> units;
        for (int i = 0; i < kUnits; ++i) {
            units.emplace_back([&bench, &problem = problems[static_cast<std::size_t>(i)], i] {
                try {
                    KeyModule module("M-" + std::to_string(i));
                    BindClient client = clientOf(bench);
                    const Ruling first = client.tell(helloOf(module), Act::Authorise, sampleHeader(), module);
                    if (!first.secret || !first.secret->equals(bench.desk.secret)) {
                        problem = "no secret";
                    }
                    if (client.tell(helloOf(module), Act::Verified, sampleHeader(), module).verdict !=
                        Verdict::Revoke) {
                        problem = "no revoke";
                    }
                } catch (const Error& error) {
                    problem = error.what();
                }
            });
        }
    }
    EXPECT_EQ(problems, std::vector<std::string>(kUnits));
    EXPECT_EQ(bench.desk.calls().size(), 2U * kUnits);
    EXPECT_FALSE(bench.desk.wasEnteredTwiceAtOnce());
    EXPECT_TRUE(bench.desk.rejections().empty());
}
