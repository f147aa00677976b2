// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.h"
#include "bind/module_token.h"
#include "bind/sample_token.h"
#include "support/expect_error.h"

#include <string>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::bind;
using bindery::test::expectError;
using bindery::test::sampleToken;

namespace
{

void expectRefused(const char* field, const Json& value)
{
    SCOPED_TRACE(field);
    Json json = toJson(sampleToken());
    json[field] = value;
    expectError(ErrorCode::Corrupt, std::string("token bindery-module.") + field,
                [&] { moduleTokenFromJson(json); });
}

} // namespace

TEST(ModuleToken, ComesBackAsItWas)
{
    ModuleToken token = sampleToken();
    EXPECT_EQ(moduleTokenFromJson(toJson(token)), token);
    token.assigned = true;
    EXPECT_EQ(moduleTokenFromJson(toJson(token)), token);
}

TEST(ModuleToken, IsWrittenAsItIsDescribed)
{
    ModuleToken token = sampleToken();
    token.lockedKey = {std::byte{1}, std::byte{2}, std::byte{3}};
    EXPECT_EQ(canonicalJson(toJson(token)),
              R"({"boot_id":"0d6f6c2e-2f7e-4b0e-8f55-0123456789ab","keyslots":[],"locked_key":"AQID",)"
              R"("made_utc":1795000000,"module_kind":"simulated","module_model":"simulated-1",)"
              R"("module_serial":"M-0001","profile_digest":")" +
                  std::string(64, 'a') + R"(","type":"bindery-module","version":1})");
}

TEST(ModuleToken, KeepsItsDigestWhenItIsJoinedToItsKeyslot)
{
    ModuleToken token = sampleToken();
    const std::string before = tokenDigestOf(token);
    token.assigned = true;
    EXPECT_EQ(tokenDigestOf(token), before);
    Json withoutKeyslots = toJson(token);
    withoutKeyslots.erase("keyslots");
    EXPECT_EQ(before, Sha256::hexOf(asBytes(canonicalJson(withoutKeyslots))));
}

TEST(ModuleToken, ChangesItsDigestWithEverythingElse)
{
    const std::string before = tokenDigestOf(sampleToken());
    ModuleToken token = sampleToken();
    token.lockedKey.back() ^= std::byte{1};
    EXPECT_NE(tokenDigestOf(token), before);
    token = sampleToken();
    token.bootId += "x";
    EXPECT_NE(tokenDigestOf(token), before);
    token = sampleToken();
    token.moduleSerial = "M-0002";
    EXPECT_NE(tokenDigestOf(token), before);
}

TEST(ModuleToken, OfHostileContentIsRefusedNamingTheField)
{
    expectRefused("type", "bindery-passport");
    expectRefused("keyslots", Json::array({"0"}));
    expectRefused("keyslots", Json::array({"2"}));
    expectRefused("keyslots", Json::array({1}));
    expectRefused("keyslots", Json::array({"1", "0"}));
    expectRefused("keyslots", Json::array({"01"}));
    expectRefused("keyslots", "1");
    expectRefused("version", 2);
    expectRefused("version", "1");
    expectRefused("module_kind", "");
    expectRefused("module_kind", "a\x1b[2J");
    expectRefused("module_model", std::string(300, 'x'));
    expectRefused("module_serial", "");
    expectRefused("module_serial", nullptr);
    expectRefused("locked_key", "");
    expectRefused("locked_key", "AQ");
    expectRefused("locked_key", std::string(8192, 'A'));
    expectRefused("profile_digest", "");
    expectRefused("profile_digest", std::string(64, 'F'));
    expectRefused("boot_id", "");
    expectRefused("boot_id", 7);
    expectRefused("made_utc", -1);
    expectRefused("made_utc", 1.5);
    expectRefused("made_utc", UINT64_MAX);
    expectRefused("secret", "x");
}

TEST(ModuleToken, NeedsEachOfItsFields)
{
    const Json sound = toJson(sampleToken());
    for (const auto& member : sound.items()) {
        SCOPED_TRACE(member.key());
        Json json = sound;
        json.erase(member.key());
        expectError(ErrorCode::Corrupt, member.key() + " is missing", [&] { moduleTokenFromJson(json); });
    }
    expectError(ErrorCode::Corrupt, "bindery-module", [] { moduleTokenFromJson(Json::array()); });
    expectError(ErrorCode::Corrupt, "bindery-module", [] { moduleTokenFromJson(Json()); });
}

TEST(ModuleToken, IsNotWrittenWhenItCouldNotBeRead)
{
    ModuleToken token = sampleToken();
    token.lockedKey.clear();
    expectError(ErrorCode::Corrupt, "locked_key", [&] { toJson(token); });
    token = sampleToken("");
    expectError(ErrorCode::Corrupt, "profile_digest", [&] { toJson(token); });
}
