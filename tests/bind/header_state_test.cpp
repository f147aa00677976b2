// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.h"
#include "bind/header_state.h"
#include "bind/module_token.h"
#include "bind/sample_token.h"
#include "luks/header_surgery.h"
#include "support/expect_error.h"

#include <functional>
#include <string>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::bind;
using bindery::test::sampleToken;
using luks::Header;
using luks::KeyslotPriority;

namespace
{

/// As the station makes it: keyslot 0 and a passport.
Header madeByStation(const luks::HeaderProfile& profile = {})
{
    Header header = Header::create(profile, Uuid::random());
    header.addKeyslot(kTransportSlot, SecretBuffer::random(32));
    header.addToken(Json{{"type", "bindery-passport"}, {"serial", "U-0001"}});
    return header;
}

void addModuleSlot(Header& header)
{
    header.addKeyslot(kModuleSlot, SecretBuffer::random(64));
}

int addModuleToken(Header& header, bool assigned)
{
    ModuleToken token = sampleToken(profileDigestOf(header));
    token.assigned = assigned;
    return header.addToken(toJson(token));
}

Header enrolled()
{
    Header header = madeByStation();
    addModuleSlot(header);
    addModuleToken(header, true);
    return header;
}

std::string stateOf(const Header& header)
{
    return std::string(textOf(headerStateOf(header)));
}

/// The state after `change` was made to the metadata behind libcryptsetup's back.
std::string stateAfter(const Header& header, const std::function<void(Json&)>& change)
{
    std::vector<std::byte> image = header.image();
    Json metadata = test::metadataOf(image);
    change(metadata);
    test::setMetadataText(image, metadata.dump());
    return stateOf(Header::load(image));
}

} // namespace

TEST(HeaderState, FollowsAUnitFromTheStationToItsOwnKey)
{
    Header header = madeByStation();
    EXPECT_EQ(stateOf(header), "transport only");
    const int loose = addModuleToken(header, false);
    EXPECT_EQ(stateOf(header), "token without slot");
    addModuleSlot(header);
    EXPECT_EQ(stateOf(header), "token unassigned");
    header.removeToken(loose);
    EXPECT_EQ(stateOf(header), "slot without token");
    addModuleToken(header, true);
    EXPECT_EQ(stateOf(header), "enrolled");
    header.destroyKeyslot(kTransportSlot);
    EXPECT_EQ(stateOf(header), "module only");
    header.destroyKeyslot(kModuleSlot);
    EXPECT_EQ(stateOf(header), "closed");
}

TEST(HeaderState, IsTheSameAfterTheMedium)
{
    Header header = enrolled();
    EXPECT_EQ(stateOf(Header::load(header.image())), "enrolled");
    header.destroyKeyslot(kTransportSlot);
    EXPECT_EQ(stateOf(Header::load(header.image())), "module only");
}

TEST(HeaderState, DoesNotMindARecoveryKeyslotThatIsAskedForByName)
{
    Header header = madeByStation();
    header.addKeyslot(kRecoverySlot, SecretBuffer::random(32), KeyslotPriority::Ignore);
    EXPECT_EQ(stateOf(header), "transport only");
    addModuleSlot(header);
    addModuleToken(header, true);
    EXPECT_EQ(stateOf(header), "enrolled");
    header.destroyKeyslot(kTransportSlot);
    EXPECT_EQ(stateOf(header), "module only");
    header.destroyKeyslot(kModuleSlot);
    EXPECT_EQ(stateOf(header), "closed");
}

TEST(HeaderState, IsClosedWhenNobodyHasTheKeyOfKeyslotOne)
{
    Header header = madeByStation();
    addModuleSlot(header);
    header.destroyKeyslot(kTransportSlot);
    EXPECT_EQ(stateOf(header), "closed");
}

TEST(HeaderState, IsForeignForATokenThatWasNotJoinedBeforeKeyslotZeroWent)
{
    Header header = madeByStation();
    addModuleSlot(header);
    addModuleToken(header, false);
    header.destroyKeyslot(kTransportSlot);
    EXPECT_EQ(stateOf(header), "foreign");
}

TEST(HeaderState, IsForeignForKeyslotsThatAreNotOurs)
{
    Header recoveryTriedFirst = madeByStation();
    recoveryTriedFirst.addKeyslot(kRecoverySlot, SecretBuffer::random(32));
    EXPECT_EQ(stateOf(recoveryTriedFirst), "foreign");

    Header another = enrolled();
    another.addKeyslot(3, SecretBuffer::random(32), KeyslotPriority::Ignore);
    EXPECT_EQ(stateOf(another), "foreign");

    Header ignored = Header::create({}, Uuid::random());
    ignored.addKeyslot(kTransportSlot, SecretBuffer::random(32), KeyslotPriority::Ignore);
    EXPECT_EQ(stateOf(ignored), "foreign");
}

TEST(HeaderState, IsForeignForAKeyslotOfAnotherKdf)
{
    EXPECT_EQ(stateAfter(enrolled(),
                         [](Json& metadata) {
                             metadata["keyslots"]["1"]["kdf"] = {{"type", "argon2id"},
                                                                 {"time", 4},
                                                                 {"memory", 65536},
                                                                 {"cpus", 1},
                                                                 {"salt", std::string(43, 'A') + "="}};
                         }),
              "foreign");
}

TEST(HeaderState, IsForeignForTokensThatAreNotOurs)
{
    Header stranger = enrolled();
    stranger.addToken(Json{{"type", "systemd-tpm2"}, {"keyslots", {"1"}}});
    EXPECT_EQ(stateOf(stranger), "foreign");

    Header twoPassports = madeByStation();
    twoPassports.addToken(Json{{"type", "bindery-passport"}, {"serial", "U-0002"}});
    EXPECT_EQ(stateOf(twoPassports), "foreign");

    Header passportOfAKeyslot = Header::create({}, Uuid::random());
    passportOfAKeyslot.addKeyslot(kTransportSlot, SecretBuffer::random(32));
    passportOfAKeyslot.addToken(Json{{"type", "bindery-passport"}, {"keyslots", {"0"}}});
    EXPECT_EQ(stateOf(passportOfAKeyslot), "foreign");
}

TEST(HeaderState, IsForeignForSeveralModuleTokens)
{
    Header header = enrolled();
    addModuleToken(header, false);
    EXPECT_EQ(stateOf(header), "foreign");
    test::expectError(ErrorCode::Corrupt, "several tokens", [&] { moduleTokenOf(header); });
}

TEST(HeaderState, IsForeignForATokenOfTheWrongKeyslot)
{
    for (const Json& keyslots : {Json::array({"0"}), Json::array({"0", "1"})}) {
        EXPECT_EQ(stateAfter(enrolled(),
                             [&](Json& metadata) {
                                 for (Json& token : metadata["tokens"]) {
                                     if (token["type"] == kModuleToken) {
                                         token["keyslots"] = keyslots;
                                     }
                                 }
                             }),
                  "foreign");
    }
}

TEST(HeaderState, IsForeignForATokenThatIsNotWhole)
{
    EXPECT_EQ(stateAfter(enrolled(),
                         [](Json& metadata) {
                             for (Json& token : metadata["tokens"]) {
                                 token.erase("locked_key");
                             }
                         }),
              "foreign");
}

TEST(HeaderState, IsForeignForATokenOfAnotherCard)
{
    Header other = madeByStation();
    Header header = madeByStation();
    header.addToken(toJson(sampleToken(profileDigestOf(other))));
    EXPECT_EQ(stateOf(header), "foreign");
}

TEST(ModuleTokenOf, FindsTheTokenOfAHeader)
{
    Header header = madeByStation();
    EXPECT_EQ(moduleTokenOf(header), std::nullopt);
    addModuleSlot(header);
    addModuleToken(header, true);
    ModuleToken expected = sampleToken(profileDigestOf(header));
    expected.assigned = true;
    EXPECT_EQ(moduleTokenOf(Header::load(header.image())), expected);
}

TEST(ProfileDigest, IsOfWhatItsDescriptionSays)
{
    const Header header = madeByStation();
    const std::string text =
        R"({"cipher":"aes-xts-plain64","key_size":64,"label":"cryptroot","sector_size":4096,)"
        R"("segment":{"offset":16777216,"size":"dynamic"},"uuid":")" +
        header.uuid().text() + R"("})";
    EXPECT_EQ(profileDigestOf(header), Sha256::hexOf(asBytes(text)));
}

TEST(ProfileDigest, StaysWhileKeyslotsAndTokensComeAndGo)
{
    Header header = madeByStation();
    const std::string before = profileDigestOf(header);
    addModuleSlot(header);
    addModuleToken(header, true);
    header.destroyKeyslot(kTransportSlot);
    EXPECT_EQ(profileDigestOf(Header::load(header.image())), before);
}

TEST(ProfileDigest, ChangesWithUuidLabelSectorAndKeySize)
{
    const Uuid uuid = Uuid::random();
    const auto digestOf = [&](const luks::HeaderProfile& profile, const Uuid& of) {
        return profileDigestOf(Header::create(profile, of));
    };
    const std::string before = digestOf({}, uuid);
    EXPECT_EQ(digestOf({}, uuid), before);
    EXPECT_NE(digestOf({}, Uuid::random()), before);
    luks::HeaderProfile profile;
    profile.label = "other";
    EXPECT_NE(digestOf(profile, uuid), before);
    profile = {};
    profile.sectorSize = 512;
    EXPECT_NE(digestOf(profile, uuid), before);
    profile = {};
    profile.volumeKeySize = 32;
    EXPECT_NE(digestOf(profile, uuid), before);
}
