// SPDX-License-Identifier: Apache-2.0
#include "bind/messages.h"
#include "bind/sample_messages.h"
#include "support/expect_error.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::bind;
using bindery::test::expectError;
using bindery::test::sampleAct;
using bindery::test::sampleFailure;
using bindery::test::sampleHeader;
using bindery::test::sampleHello;

namespace
{

/// A change of one field, by JSON pointer, and the place that the refusal must name.
struct Spoiled {
    const char* pointer;
    Json value;
    const char* place;
};

void expectEachRefused(const Json& sound, const std::vector<Spoiled>& changes,
                       const std::function<void(const Json&)>& decode)
{
    ASSERT_NO_THROW(decode(sound));
    for (const Spoiled& change : changes) {
        SCOPED_TRACE(change.pointer);
        Json json = sound;
        json[Json::json_pointer(change.pointer)] = change.value;
        expectError(ErrorCode::Corrupt, change.place, [&] { decode(json); });
    }
}

/// Every field at every depth, left out once.
void expectEachFieldNeeded(const Json& sound, const std::function<void(const Json&)>& decode)
{
    const Json flat = sound.flatten();
    for (const auto& leaf : flat.items()) {
        Json::json_pointer pointer(leaf.key());
        while (!pointer.empty()) {
            if (sound.at(pointer.parent_pointer()).is_object()) {
                SCOPED_TRACE(pointer.to_string());
                Json json = sound;
                json.at(pointer.parent_pointer()).erase(pointer.back());
                expectError(ErrorCode::Corrupt, pointer.back() + " is missing", [&] { decode(json); });
            }
            pointer.pop_back();
        }
    }
}

const std::function<void(const Json&)> kHello = [](const Json& json) { helloFromJson(json); };
const std::function<void(const Json&)> kAct = [](const Json& json) { actFromJson(json); };
const std::function<void(const Json&)> kRuling = [](const Json& json) { rulingFromJson(json); };

Digest digestOf(const char* text)
{
    return Sha256::of(asBytes(text));
}

} // namespace

TEST(BindMessages, ComeBackAsTheyWere)
{
    EXPECT_EQ(helloFromJson(toJson(sampleHello())), sampleHello());
    EXPECT_EQ(helloFromJson(toJson(Hello{})), Hello{});
    EXPECT_EQ(actFromJson(toJson(sampleFailure())), sampleFailure());
    for (const Act act : {Act::Authorise, Act::Locked, Act::Verified, Act::Revoked}) {
        ActMessage message = sampleAct();
        message.act = act;
        EXPECT_EQ(actFromJson(toJson(message)), message) << textOf(act);
    }
    for (const Verdict verdict :
         {Verdict::Authorised, Verdict::Waiting, Verdict::Refused, Verdict::Noted, Verdict::Revoke}) {
        const RulingMessage ruling{verdict, "order 7 is closed"};
        EXPECT_EQ(rulingFromJson(toJson(ruling)), ruling) << textOf(verdict);
    }
    Nonce nonce{};
    nonce[0] = std::byte{0xab};
    EXPECT_EQ(nonceFromJson(toJson(nonce)), nonce);
}

TEST(BindMessages, AreWrittenAsTheyAreDescribed)
{
    EXPECT_EQ(canonicalJson(toJson(sampleFailure())),
              R"({"act":"failed","failure":{"code":"ModuleRefused","message":"the module is breached"},)"
              R"("signature":""})");
    EXPECT_EQ(canonicalJson(toJson(RulingMessage{Verdict::Waiting, "the bench is not armed"})),
              R"({"reason":"the bench is not armed","verdict":"waiting"})");
    HeaderReport bare;
    bare.profileDigest = std::string(64, 'f');
    ActMessage act;
    act.header = bare;
    act.signature = {std::byte{1}};
    EXPECT_EQ(canonicalJson(toJson(act)), R"({"act":"authorise","header":{"keyslots":[],"profile_digest":")" +
                                              std::string(64, 'f') +
                                              R"(","token_digest":""},"signature":"AQ=="})");
}

TEST(BindMessages, NeedEachOfTheirFields)
{
    expectEachFieldNeeded(toJson(sampleHello()), kHello);
    expectEachFieldNeeded(toJson(sampleAct()), kAct);
    expectEachFieldNeeded(toJson(sampleFailure()), kAct);
    expectEachFieldNeeded(toJson(RulingMessage{Verdict::Noted, "x"}), kRuling);
    expectError(ErrorCode::Corrupt, "challenge.nonce is missing", [] { nonceFromJson(Json::object()); });
}

TEST(BindMessages, HaveNoOtherFields)
{
    expectEachRefused(toJson(sampleHello()),
                      {{"/more", 1, "hello.more"},
                       {"/host/more", 1, "hello.host.more"},
                       {"/module/more", 1, "hello.module.more"}},
                      kHello);
    expectEachRefused(toJson(sampleAct()),
                      {{"/failure", 1, "act.failure"},
                       {"/header/more", 1, "act.header.more"},
                       {"/secret", "x", "act.secret"}},
                      kAct);
    expectEachRefused(toJson(sampleFailure()), {{"/header", 1, "act.header"}}, kAct);
    expectEachRefused(toJson(RulingMessage{}), {{"/secret", "x", "ruling.secret"}}, kRuling);
    expectError(ErrorCode::Corrupt, "challenge.more", [] {
        nonceFromJson(Json{{"nonce", std::string(64, '0')}, {"more", 1}});
    });
}

TEST(BindMessages, RefuseAHostileHelloNamingTheField)
{
    const std::string tooLong(kMaxText + 1, 'x');
    Json manyMacs = Json::array();
    for (int i = 10; i < 43; ++i) {
        manyMacs.push_back("00:00:00:00:00:" + std::to_string(i));
    }
    expectEachRefused(toJson(sampleHello()),
                      {{"", Json::array(), "hello"},
                       {"", "text", "hello"},
                       {"", nullptr, "hello"},
                       {"/version", 2, "hello.version is 2; it must be a whole number from 1 to 1"},
                       {"/version", "1", "hello.version"},
                       {"/version", 1.0, "hello.version"},
                       {"/version", UINT64_MAX, "hello.version"},
                       {"/luks_uuid", "6F1C8BD0-0001-4A6E-9A51-0123456789AB", "hello.luks_uuid"},
                       {"/luks_uuid", "", "hello.luks_uuid"},
                       {"/luks_uuid", 7, "hello.luks_uuid"},
                       {"/host", nullptr, "hello.host"},
                       {"/host/cpu_serial", tooLong, "hello.host.cpu_serial"},
                       {"/host/revision", "a\nb", "hello.host.revision"},
                       {"/host/model", "a\x1b[31mb", "hello.host.model"},
                       {"/host/boot_medium", Json::array(), "hello.host.boot_medium"},
                       {"/host/macs", "00:00:00:00:00:01", "hello.host.macs"},
                       {"/host/macs", manyMacs, "hello.host.macs"},
                       {"/host/macs/0", "DC:A6:32:00:00:01", "hello.host.macs[0]"},
                       {"/host/macs/1", "dc:a6:32:00:00", "hello.host.macs[1]"},
                       {"/host/macs/1", "dc:a6:32:00:00:01", "hello.host.macs[1]"},
                       {"/host/macs/1", "00:a6:32:00:00:01", "hello.host.macs[1]"},
                       {"/module/kind", tooLong, "hello.module.kind"},
                       {"/module/serial", std::string("a\0b", 3), "hello.module.serial"},
                       {"/module/firmware", 1, "hello.module.firmware"},
                       {"/module/model", Json::object(), "hello.module.model"},
                       {"/module/public_key", "not base64!", "hello.module.public_key"},
                       {"/module/public_key", "AQ=", "hello.module.public_key"},
                       {"/module/public_key", "AR==", "hello.module.public_key"},
                       {"/module/public_key", std::string(344, 'A'), "hello.module.public_key"},
                       {"/module_status", "fine", "hello.module_status"},
                       {"/module_status", 3, "hello.module_status"}},
                      kHello);
}

TEST(BindMessages, RefuseAHostileActNamingTheField)
{
    Json many = Json::array();
    for (int i = 0; i < 33; ++i) {
        many.push_back(i);
    }
    expectEachRefused(toJson(sampleAct()),
                      {{"", Json::array(), "act"},
                       {"/act", "open", "act.act is \"open\"; it must be one of authorise, locked"},
                       {"/act", 0, "act.act"},
                       {"/act", "failed", "act.failure is missing"},
                       {"/header/keyslots", many, "act.header.keyslots"},
                       {"/header/keyslots/0", -1, "act.header.keyslots[0]"},
                       {"/header/keyslots/2", 32, "act.header.keyslots[2]"},
                       {"/header/keyslots/1", 0, "act.header.keyslots[1]"},
                       {"/header/keyslots/0", 0.5, "act.header.keyslots[0]"},
                       {"/header/profile_digest", "", "act.header.profile_digest"},
                       {"/header/profile_digest", std::string(64, 'A'), "act.header.profile_digest"},
                       {"/header/token_digest", std::string(63, 'a'), "act.header.token_digest"},
                       {"/signature", "", "act.signature"},
                       {"/signature", std::string(172, 'A') + "AAA=", "act.signature"},
                       {"/signature", 1, "act.signature"}},
                      kAct);
    expectEachRefused(toJson(sampleFailure()),
                      {{"/failure/code", "Whatever", "act.failure.code"},
                       {"/failure/message", std::string(kMaxText + 1, 'x'), "act.failure.message"},
                       {"/failure", 1, "act.failure"}},
                      kAct);
}

TEST(BindMessages, RefuseAHostileStation)
{
    expectEachRefused(toJson(RulingMessage{Verdict::Noted, "x"}),
                      {{"", 1, "ruling"},
                       {"/verdict", "open", "ruling.verdict"},
                       {"/verdict", nullptr, "ruling.verdict"},
                       {"/reason", "a\rb", "ruling.reason"},
                       {"/reason", std::string(kMaxText + 1, 'x'), "ruling.reason"}},
                      kRuling);
    for (const Json& nonce : {Json("00"), Json(std::string(66, '0')), Json(std::string(64, 'g')), Json(1)}) {
        expectError(ErrorCode::Corrupt, "challenge.nonce", [&] { nonceFromJson(Json{{"nonce", nonce}}); });
    }
}

TEST(BindMessages, TakeNoTextThatAConsoleWouldNotShowAsItIs)
{
    for (const char* text : {"\x7f", "\xc2\x85", "\xe2\x80\xae", "\xe2\x80\xa8", "\xef\xbb\xbf", "\xff",
                             "\xc0\xaf", "\xed\xa0\x80", "\xe2\x82", "\xf4\x90\x80\x80", "\xee\x80\x80"}) {
        Json json = toJson(RulingMessage{});
        json["reason"] = text;
        expectError(ErrorCode::Corrupt, "ruling.reason", [&] { rulingFromJson(json); });
    }
    Json json = toJson(RulingMessage{});
    json["reason"] = "Gerät 7 – пауза, 待機 \xf0\x9f\x94\x92";
    EXPECT_EQ(rulingFromJson(json).reason, json["reason"].get<std::string>());
}

TEST(BindMessages, AreMadeFitWhenTheyAreWritten)
{
    const RulingMessage hostile{Verdict::Refused, "a\x1b[31m\nb\xff" + std::string(kMaxText, 'x')};
    const RulingMessage shown = rulingFromJson(toJson(hostile));
    EXPECT_EQ(shown.reason.substr(0, 10), "a?[31m?b?x");
    EXPECT_EQ(shown.reason.size(), kMaxText);

    ActMessage failure = sampleFailure();
    failure.failure.message = std::string(kMaxText - 1, 'x') + "ü";
    EXPECT_EQ(actFromJson(toJson(failure)).failure.message, std::string(kMaxText - 1, 'x'))
        << "no half character at the end";

    Hello hello = sampleHello();
    hello.host.model = std::string("Raspberry Pi\0", 13);
    EXPECT_EQ(helloFromJson(toJson(hello)).host.model, "Raspberry Pi?");
}

TEST(ActDigest, IsTheSameForWhatWasSentAndWhatWasReceived)
{
    Hello hello = sampleHello();
    hello.host.model = std::string("Raspberry Pi\0", 13);
    ActMessage act = sampleFailure();
    act.failure.message = "two\nlines";
    const Nonce nonce{};
    EXPECT_EQ(
        actDigest(hello, act, nonce, digestOf("certificate")),
        actDigest(helloFromJson(toJson(hello)), actFromJson(toJson(act)), nonce, digestOf("certificate")));
}

TEST(ActDigest, IsOfTheCanonicalTextThatItsDescriptionSays)
{
    const auto hexOf = [](const std::string& text) { return Sha256::hexOf(asBytes(text)); };
    const std::string body = R"({"act":"locked","header":{"keyslots":[0,1,2],"profile_digest":")" +
                             std::string(64, 'a') + R"(","token_digest":")" + std::string(64, '0') + R"("}})";
    const std::string whole = R"({"act":"locked","body":")" + hexOf(body) + R"(","certificate":")" +
                              hexOf("certificate") + R"(","hello":")" +
                              hexOf(canonicalJson(toJson(sampleHello()))) + R"(","nonce":")" +
                              std::string(64, '0') + R"("})";
    EXPECT_EQ(toHex(actDigest(sampleHello(), sampleAct(), Nonce{}, digestOf("certificate"))), hexOf(whole));
}

TEST(ActDigest, ChangesWithEverythingThatIsSigned)
{
    const Digest certificate = digestOf("certificate");
    const Digest first = actDigest(sampleHello(), sampleAct(), Nonce{}, certificate);

    Nonce nonce{};
    nonce[31] = std::byte{1};
    EXPECT_NE(actDigest(sampleHello(), sampleAct(), nonce, certificate), first);
    EXPECT_NE(actDigest(sampleHello(), sampleAct(), Nonce{}, digestOf("another")), first);

    Hello hello = sampleHello();
    hello.module.serial = "M-0002";
    EXPECT_NE(actDigest(hello, sampleAct(), Nonce{}, certificate), first);

    ActMessage act = sampleAct();
    act.act = Act::Verified;
    EXPECT_NE(actDigest(sampleHello(), act, Nonce{}, certificate), first);
    act = sampleAct();
    act.header.keyslots = {1};
    EXPECT_NE(actDigest(sampleHello(), act, Nonce{}, certificate), first);
    act = sampleAct();
    act.signature = {};
    EXPECT_EQ(actDigest(sampleHello(), act, Nonce{}, certificate), first) << "it cannot sign itself";
}

TEST(Verdict, AnswersOnlyTheActsItIsMeantFor)
{
    const std::vector<std::pair<Verdict, std::vector<Act>>> table{
        {Verdict::Authorised, {Act::Authorise}},
        {Verdict::Waiting, {Act::Authorise, Act::Locked, Act::Verified, Act::Revoked, Act::Failed}},
        {Verdict::Refused, {Act::Authorise, Act::Locked, Act::Verified, Act::Revoked, Act::Failed}},
        {Verdict::Noted, {Act::Locked, Act::Verified, Act::Revoked, Act::Failed}},
        {Verdict::Revoke, {Act::Verified}},
    };
    for (const auto& [verdict, acts] : table) {
        for (const Act act : {Act::Authorise, Act::Locked, Act::Verified, Act::Revoked, Act::Failed}) {
            const bool meant = std::find(acts.begin(), acts.end(), act) != acts.end();
            EXPECT_EQ(mayAnswer(verdict, act), meant) << textOf(verdict) << " to " << textOf(act);
        }
    }
}
