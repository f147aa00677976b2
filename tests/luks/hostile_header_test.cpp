// SPDX-License-Identifier: Apache-2.0
// Headers as someone with the medium in hand could leave them: valid checksums, both copies alike, other
// content.
#include "base/random.h"
#include "luks/header.h"
#include "luks/header_surgery.h"
#include "support/expect_error.h"

#include <functional>
#include <ostream>
#include <random>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::luks;
using bindery::test::expectError;

namespace
{

const SecretBuffer& passphrase()
{
    static const SecretBuffer secret = SecretBuffer::random(32);
    return secret;
}

/// Two keyslots and a token; made once, for every test works on a copy.
const std::vector<std::byte>& soundImage()
{
    static const std::vector<std::byte> image = [] {
        Header header = Header::create({}, Uuid::random());
        header.addKeyslot(0, passphrase());
        header.addKeyslot(1, SecretBuffer::random(64));
        header.addToken({{"type", "bindery-passport"}});
        return header.image();
    }();
    return image;
}

std::vector<std::byte> altered(const std::function<void(Json&)>& alter)
{
    std::vector<std::byte> image = soundImage();
    Json metadata = test::metadataOf(image);
    alter(metadata);
    test::setMetadataText(image, metadata.dump());
    return image;
}

struct Attack {
    const char* name;
    const char* pointer; ///< to the member that is set
    Json value;
    const char* names; ///< what the message must hold
};

std::ostream& operator<<(std::ostream& out, const Attack& attack)
{
    return out << attack.name;
}

class HostileHeader : public ::testing::TestWithParam<Attack>
{
};

TEST_P(HostileHeader, IsRefusedNamingTheField)
{
    const Attack& attack = GetParam();
    const std::vector<std::byte> image =
        altered([&](Json& metadata) { metadata[Json::json_pointer(attack.pointer)] = attack.value; });
    expectError(ErrorCode::Corrupt, attack.names, [&] { Header::load(image); });
}

const Json kSecondSegment = {{"type", "linear"}, {"offset", "16777216"}, {"size", "dynamic"}};

INSTANTIATE_TEST_SUITE_P(
    Segment, HostileHeader,
    ::testing::Values(
        Attack{"NullCipher", "/segments/0/encryption", "cipher_null-ecb", "segments.0.encryption"},
        Attack{"UnknownCipher", "/segments/0/encryption", "aes-cbc-plain64", "segments.0.encryption"},
        Attack{"NumberAsCipher", "/segments/0/encryption", 7, "segments.0.encryption"},
        Attack{"OtherIv", "/segments/0/encryption", "aes-xts-plain", "segments.0.encryption"},
        Attack{"Linear", "/segments/0/type", "linear", "segments.0.type"},
        Attack{"OtherOffset", "/segments/0/offset", "33554432", "segments.0.offset"},
        Attack{"OffsetInsideTheHeader", "/segments/0/offset", "4194304", "segments.0.offset"},
        Attack{"OffsetThatIsNoNumber", "/segments/0/offset", "x", "segments.0.offset"},
        Attack{"FixedSize", "/segments/0/size", "1048576", "segments.0.size"},
        Attack{"ShiftedIv", "/segments/0/iv_tweak", "8", "segments.0.iv_tweak"},
        Attack{"SectorsOf1024", "/segments/0/sector_size", 1024, "segments.0.sector_size"},
        Attack{"SectorsOf2048", "/segments/0/sector_size", 2048, "segments.0.sector_size"},
        Attack{"NegativeSectors", "/segments/0/sector_size", -512, "segments.0.sector_size"},
        Attack{"SectorsOfNothing", "/segments/0/sector_size", 0, "segments.0.sector_size"},
        Attack{"Integrity", "/segments/0/integrity",
               Json{{"type", "hmac(sha256)"}, {"journal_encryption", "none"}, {"journal_integrity", "none"}},
               "segments.0.integrity"},
        Attack{"Flagged", "/segments/0/flags", Json::array({"backup-final"}), "segments"},
        Attack{"SecondSegment", "/segments/1", kSecondSegment, "segments"}),
    [](const auto& attack) { return attack.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Keyslot, HostileHeader,
    ::testing::Values(
        Attack{"NullCipher", "/keyslots/0/area/encryption", "cipher_null-ecb", "keyslots.0.area.encryption"},
        Attack{"UnknownCipher", "/keyslots/0/area/encryption", "aes-ecb", "keyslots.0.area.encryption"},
        Attack{"SmallCipherKey", "/keyslots/0/area/key_size", 16, "keyslots.0.area.key_size"},
        Attack{"AreaInsideTheMetadata", "/keyslots/0/area/offset", "16384", "keyslots.0.area.offset"},
        Attack{"AreaOverTheOther", "/keyslots/1/area/offset", "36864", "area.offset"},
        Attack{"AreaBehindTheHeader", "/keyslots/0/area/offset", "16777216", "keyslots.0.area.offset"},
        Attack{"AreaAcrossTheEnd", "/keyslots/0/area/offset", "16773120", "keyslots.0.area.size"},
        Attack{"AreaThatWrapsAround", "/keyslots/0/area/size", "18446744073709518848",
               "keyslots.0.area.size"},
        Attack{"OffsetThatWrapsAround", "/keyslots/0/area/offset", "18446744073709518848",
               "keyslots.0.area.offset"},
        Attack{"NegativeOffset", "/keyslots/0/area/offset", "-4096", "keyslots.0.area.offset"},
        Attack{"TinyArea", "/keyslots/0/area/size", "4096", "keyslots.0.area.size"},
        Attack{"OtherKeySize", "/keyslots/0/key_size", 128, "keyslots.0.key_size"},
        Attack{"SmallerKeyThanTheOthers", "/keyslots/1/key_size", 32, "keyslots.1.key_size"},
        Attack{"NoStripes", "/keyslots/0/af/stripes", 1, "keyslots.0.af.stripes"},
        Attack{"Reencryption", "/keyslots/0/type", "reencrypt", "keyslots.0.type"},
        Attack{"EndlessIterations", "/keyslots/0/kdf/iterations", 2147483647, "keyslots.0.kdf.iterations"},
        Attack{"NoIterations", "/keyslots/0/kdf/iterations", 0, "keyslots.0.kdf.iterations"},
        Attack{"UnknownKdf", "/keyslots/0/kdf/type", "scrypt", "keyslots.0.kdf.type"},
        Attack{"PriorityOfAnotherKind", "/keyslots/0/priority", "high", "keyslots.0.priority"},
        Attack{"TooHighNumber", "/keyslots/32", Json::object(), "keyslots"},
        Attack{"NoNumber", "/keyslots/first", Json::object(), "keyslots"}),
    [](const auto& attack) { return attack.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Rest, HostileHeader,
    ::testing::Values(
        Attack{"ReencryptionInProgress", "/config/requirements", Json{{"mandatory", {"online-reencrypt-v2"}}},
               "config.requirements"},
        Attack{"UnknownRequirement", "/config/requirements", Json{{"mandatory", {"quantum"}}},
               "config.requirements"},
        Attack{"KeyslotsBeyondTheHeader", "/config/keyslots_size", "134217728", "config.keyslots_size"},
        Attack{"OtherJsonSize", "/config/json_size", "28672", "LUKS2 header"},
        Attack{"HugeJson", "/config/json_size", "18446744073709547520", "config.json_size"},
        Attack{"SecondDigest", "/digests/1", Json::object(), "digests"},
        Attack{"DigestOfNothing", "/digests/0/segments", Json::array(), "digests.0.segments"},
        Attack{"UncoveredKeyslot", "/digests/0/keyslots", Json::array({"0"}), "digests.0.keyslots"},
        Attack{"EndlessDigest", "/digests/0/iterations", 2147483647, "digests.0.iterations"},
        Attack{"NoKeyslots", "/keyslots", nullptr, "keyslots"},
        Attack{"NoSegments", "/segments", Json::object(), "segments"},
        Attack{"TokensOfAnotherKind", "/tokens", Json::array(), "tokens"},
        Attack{"TokenWithoutAType", "/tokens/3", Json::object(), "tokens"}),
    [](const auto& attack) { return attack.param.name; });

} // namespace

TEST(HostileHeaders, AreRefusedWhenTheTextIsNoJson)
{
    for (const std::string& text : {std::string("{"), std::string("[]"), std::string("null"),
                                    std::string(12000, '['), std::string(12287, 'x')}) {
        std::vector<std::byte> image = soundImage();
        test::setMetadataText(image, text);
        expectError(ErrorCode::Corrupt, "LUKS2 header", [&] { Header::load(image); });
    }
}

TEST(HostileHeaders, AreRefusedWhenLabelOrUuidAreNoText)
{
    std::vector<std::byte> label = soundImage();
    test::setBinaryField(label, test::kLabelOffset, 48, "a\x1b[31mred");
    expectError(ErrorCode::Corrupt, "label", [&] { Header::load(label); });
    std::vector<std::byte> uuid = soundImage();
    test::setBinaryField(uuid, test::kUuidOffset, 40, "../../../etc/passwd");
    expectError(ErrorCode::Corrupt, "uuid", [&] { Header::load(uuid); });
}

TEST(HostileHeaders, DoNotPutControlCharactersIntoTheMessage)
{
    const std::vector<std::byte> image = altered([](Json& metadata) {
        metadata["segments"]["0"]["encryption"] = "\x1b[2J\n" + std::string(500, 'x');
    });
    try {
        Header::load(image);
        FAIL() << "accepted";
    } catch (const Error& error) {
        const std::string message = error.what();
        EXPECT_EQ(message.find_first_of("\x1b\n"), std::string::npos);
        EXPECT_LT(message.size(), 300U);
    }
}

TEST(HostileHeaders, OfOtherKindsAreRefused)
{
    std::vector<std::byte> nothing(kHeaderSize);
    expectError(ErrorCode::Corrupt, "there is none", [&] { Header::load(nothing); });
    fillRandom(nothing);
    expectError(ErrorCode::Corrupt, "there is none", [&] { Header::load(nothing); });
    std::vector<std::byte> luks1 = soundImage();
    luks1[7] = std::byte{1};
    luks1[test::kMetadataSize + 7] = std::byte{1};
    test::fixChecksums(luks1);
    expectError(ErrorCode::Corrupt, "LUKS2 header", [&] { Header::load(luks1); });
}

TEST(HostileHeaders, WithAnOwnersArgonKeyslotAreListedButThatSlotIsNotOpened)
{
    const std::vector<std::byte> image = altered([](Json& metadata) {
        Json& kdf = metadata["keyslots"]["1"]["kdf"];
        kdf = {{"type", "argon2id"}, {"time", 4}, {"memory", 1048576}, {"cpus", 4}, {"salt", kdf.at("salt")}};
    });
    Header header = Header::load(image);
    EXPECT_EQ(header.keyslots()[1].kdf, "argon2id");
    EXPECT_TRUE(header.testKeyslot(0, passphrase()));
    expectError(ErrorCode::Corrupt, "keyslots.1.kdf.type", [&] { header.testKeyslot(1, passphrase()); });
}

TEST(HostileHeaders, WithADamagedKeyslotAreaJustDoNotOpen)
{
    std::vector<std::byte> image = soundImage();
    image[2 * test::kMetadataSize + 100] ^= std::byte{1};
    EXPECT_FALSE(Header::load(image).testKeyslot(0, passphrase()));
}

TEST(HostileHeaders, WithAForgedDigestDoNotOpen)
{
    const std::vector<std::byte> image = altered([](Json& metadata) {
        metadata["digests"]["0"]["digest"] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    });
    EXPECT_FALSE(Header::load(image).testKeyslot(0, passphrase()));
}

TEST(HostileHeaders, NeverCrashWhateverByteOfTheMetadataIsFlipped)
{
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 generator(seed);
    const std::size_t used = test::kBinaryHeaderSize + test::metadataText(soundImage()).size();
    std::vector<std::byte> image = soundImage();
    std::size_t accepted = 0;
    for (int round = 0; round < 200; ++round) {
        const std::size_t at = generator() % used;
        const auto mask = static_cast<std::byte>(1U << generator() % 8);
        for (const std::size_t copy : {0U, 1U}) {
            image[copy * test::kMetadataSize + at] ^= mask;
        }
        test::fixChecksums(image);
        try {
            Header header = Header::load(image);
            header.testKeyslot(0, passphrase());
            ++accepted;
        } catch (const Error& error) {
            EXPECT_TRUE(error.code() == ErrorCode::Corrupt || error.code() == ErrorCode::NotFound)
                << "byte " << at << ": " << error.what();
        }
        for (const std::size_t copy : {0U, 1U}) {
            image[copy * test::kMetadataSize + at] ^= mask;
        }
    }
    EXPECT_LT(accepted, 200U) << "nothing was refused";
}
