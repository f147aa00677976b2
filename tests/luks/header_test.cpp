// SPDX-License-Identifier: Apache-2.0
#include "luks/header.h"
#include "luks/header_surgery.h"
#include "support/expect_error.h"

#include <algorithm>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::luks;
using bindery::test::expectError;

namespace
{

Header freshHeader(const HeaderProfile& profile = {})
{
    return Header::create(profile, Uuid::random());
}

std::vector<std::byte> pattern(std::size_t size)
{
    std::vector<std::byte> bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::byte>(i * 31 + i / 251);
    }
    return bytes;
}

std::vector<std::byte> encrypted(SectorCipher& cipher, ByteView plain)
{
    std::vector<std::byte> out(plain.size());
    cipher.encrypt(0, plain, out);
    return out;
}

/// The key material of keyslot `number`, by the header's own account of it.
std::vector<std::byte> keyslotArea(const Header& header, int number)
{
    const std::vector<std::byte> image = header.image();
    const Json area = test::metadataOf(image).at("keyslots").at(std::to_string(number)).at("area");
    const auto offset = std::stoul(area.at("offset").get<std::string>());
    const auto size = std::stoul(area.at("size").get<std::string>());
    const ByteView bytes = ByteView(image).subspan(offset, size);
    return {bytes.begin(), bytes.end()};
}

} // namespace

TEST(Header, EncryptsWithItsKeyBeforeItIsMade)
{
    VolumeKey key = VolumeKey::random({});
    const std::unique_ptr<SectorCipher> early = key.sectorCipher();
    Header header = Header::create(std::move(key), Uuid::random());
    const SecretBuffer passphrase = SecretBuffer::random(32);
    header.addKeyslot(0, passphrase);
    const std::unique_ptr<SectorCipher> late = Header::load(header.image()).unlock(0, passphrase);

    std::vector<std::byte> sector(4096);
    early->encrypt(4096, sector, sector);
    EXPECT_NE(sector, std::vector<std::byte>(4096));
    late->decrypt(4096, sector, sector);
    EXPECT_EQ(sector, std::vector<std::byte>(4096));
}

TEST(Header, StartsWithItsProfileItsUuidAndNoKeyslots)
{
    const Uuid uuid = Uuid::random();
    const Header header = Header::create({}, uuid);
    EXPECT_EQ(header.uuid(), uuid);
    EXPECT_EQ(header.label(), "cryptroot");
    EXPECT_EQ(header.cipher(), "aes-xts-plain64");
    EXPECT_EQ(header.sectorSize(), 4096U);
    EXPECT_EQ(header.volumeKeySize(), 64U);
    EXPECT_TRUE(header.keyslots().empty());
    EXPECT_TRUE(header.tokens().empty());
    EXPECT_EQ(header.image().size(), kHeaderSize);
}

TEST(Header, KeepsEveryChoiceOfTheProfileThroughAnImage)
{
    HeaderProfile profile;
    profile.sectorSize = 512;
    profile.volumeKeySize = 32;
    profile.label = "another label";
    Header made = freshHeader(profile);
    made.addKeyslot(0, SecretBuffer::random(32));
    const Header header = Header::load(made.image());
    EXPECT_EQ(header.uuid(), made.uuid());
    EXPECT_EQ(header.label(), "another label");
    EXPECT_EQ(header.sectorSize(), 512U);
    EXPECT_EQ(header.volumeKeySize(), 32U);
}

TEST(Header, RefusesToMakeWhatACardCannotHave)
{
    HeaderProfile cipher;
    cipher.cipher = "aes-cbc-essiv:sha256";
    expectError(ErrorCode::InvalidArgument, "aes-cbc-essiv:sha256", [&] { freshHeader(cipher); });
    HeaderProfile key;
    key.volumeKeySize = 48;
    expectError(ErrorCode::InvalidArgument, "48 bytes", [&] { freshHeader(key); });
    HeaderProfile sector;
    sector.sectorSize = 1024;
    expectError(ErrorCode::InvalidArgument, "1024", [&] { freshHeader(sector); });
    HeaderProfile label;
    label.label = std::string(48, 'x');
    expectError(ErrorCode::InvalidArgument, "label", [&] { freshHeader(label); });
    label.label = "two\nlines";
    expectError(ErrorCode::InvalidArgument, "label", [&] { freshHeader(label); });
}

TEST(Header, OpensWithTheRightPassphraseInTheRightKeyslotOnly)
{
    const SecretBuffer first = SecretBuffer::random(32);
    const SecretBuffer second = SecretBuffer::random(64);
    Header header = freshHeader();
    header.addKeyslot(0, first);
    header.addKeyslot(1, second);
    EXPECT_TRUE(header.testKeyslot(0, first));
    EXPECT_TRUE(header.testKeyslot(1, second));
    EXPECT_FALSE(header.testKeyslot(0, second));
    EXPECT_FALSE(header.testKeyslot(1, first));
    EXPECT_FALSE(header.testKeyslot(0, SecretBuffer()));
    EXPECT_EQ(header.unlock(0, second), nullptr);
}

TEST(Header, EveryKeyslotLeadsToTheSameCipherAfterLoading)
{
    const SecretBuffer first = SecretBuffer::random(32);
    const SecretBuffer second = SecretBuffer::random(64);
    Header made = freshHeader();
    made.addKeyslot(0, first);
    made.addKeyslot(1, second);
    const std::vector<std::byte> plain = pattern(8192);
    const std::vector<std::byte> wanted = encrypted(*made.sectorCipher(), plain);

    Header header = Header::load(made.image());
    EXPECT_EQ(encrypted(*header.unlock(0, first), plain), wanted);
    EXPECT_EQ(encrypted(*header.unlock(1, second), plain), wanted);
}

TEST(Header, HandsOutNoCipherAndNoKeyslotWithoutAVolumeKey)
{
    Header made = freshHeader();
    const SecretBuffer passphrase = SecretBuffer::random(32);
    made.addKeyslot(0, passphrase);
    Header header = Header::load(made.image());
    expectError(ErrorCode::InvalidArgument, "unlock", [&] { header.sectorCipher(); });
    expectError(ErrorCode::InvalidArgument, "unlock", [&] { header.addKeyslot(1, passphrase); });
    EXPECT_FALSE(header.testKeyslot(0, SecretBuffer::random(32)));
    expectError(ErrorCode::InvalidArgument, "unlock", [&] { header.addKeyslot(1, passphrase); });
}

TEST(Header, GivesEveryKeyslotTheProfileOfTheDesign)
{
    Header made = freshHeader();
    const SecretBuffer passphrase = SecretBuffer::random(32);
    made.addKeyslot(0, passphrase);
    Header header = Header::load(made.image());
    ASSERT_NE(header.unlock(0, passphrase), nullptr);
    header.addKeyslot(2, SecretBuffer::random(32), KeyslotPriority::Ignore);
    const std::vector<Keyslot> slots = header.keyslots();
    ASSERT_EQ(slots.size(), 2U);
    EXPECT_EQ(slots[0].number, 0);
    EXPECT_EQ(slots[0].priority, KeyslotPriority::Normal);
    EXPECT_EQ(slots[1].number, 2);
    EXPECT_EQ(slots[1].priority, KeyslotPriority::Ignore);
    for (const Keyslot& slot : slots) {
        EXPECT_EQ(slot.cipher, "aes-xts-plain64");
        EXPECT_EQ(slot.kdf, "pbkdf2");
        EXPECT_EQ(slot.iterations, 1000U);
        const Json json = test::metadataOf(header.image()).at("keyslots").at(std::to_string(slot.number));
        EXPECT_EQ(json.at("area").at("key_size"), 64);
        EXPECT_EQ(json.at("kdf").at("hash"), "sha256");
    }
}

TEST(Header, EncryptsKeyslotsWith512BitsUnderASmallerVolumeKeyToo)
{
    HeaderProfile profile;
    profile.volumeKeySize = 32;
    Header made = freshHeader(profile);
    const SecretBuffer passphrase = SecretBuffer::random(32);
    made.addKeyslot(0, passphrase);
    Header header = Header::load(made.image());
    ASSERT_NE(header.unlock(0, passphrase), nullptr);
    header.addKeyslot(1, SecretBuffer::random(32));
    const Json slots = test::metadataOf(header.image()).at("keyslots");
    EXPECT_EQ(slots.at("0").at("area").at("key_size"), 64);
    EXPECT_EQ(slots.at("1").at("area").at("key_size"), 64);
}

TEST(Header, RefusesKeyslotsThatCannotBe)
{
    Header header = freshHeader();
    const SecretBuffer passphrase = SecretBuffer::random(32);
    header.addKeyslot(0, passphrase);
    expectError(ErrorCode::InvalidArgument, "in use", [&] { header.addKeyslot(0, passphrase); });
    expectError(ErrorCode::InvalidArgument, "keyslot -1", [&] { header.addKeyslot(-1, passphrase); });
    expectError(ErrorCode::InvalidArgument, "keyslot 32", [&] { header.addKeyslot(32, passphrase); });
    expectError(ErrorCode::InvalidArgument, "empty passphrase",
                [&] { header.addKeyslot(1, SecretBuffer()); });
    EXPECT_TRUE(header.testKeyslot(0, passphrase));
    EXPECT_EQ(header.keyslots().size(), 1U);
}

TEST(Header, HoldsAllOfItsThirtyTwoKeyslots)
{
    Header header = freshHeader();
    for (int number = 0; number < 32; ++number) {
        header.addKeyslot(number, SecretBuffer::copyOf(asBytes("passphrase " + std::to_string(number))));
    }
    Header again = Header::load(header.image());
    EXPECT_EQ(again.keyslots().size(), 32U);
    EXPECT_EQ(again.keyslots().back().number, 31);
    EXPECT_TRUE(again.testKeyslot(31, SecretBuffer::copyOf(asBytes("passphrase 31"))));
}

TEST(Header, DestroysAKeyslotWithAllItsKeyMaterial)
{
    const SecretBuffer kept = SecretBuffer::random(32);
    const SecretBuffer passphrase = SecretBuffer::random(32);
    Header header = freshHeader();
    header.addKeyslot(0, kept);
    header.addKeyslot(1, passphrase);
    const std::vector<std::byte> before = header.image();
    const std::vector<std::byte> material = keyslotArea(header, 1);
    const Json area = test::metadataOf(before).at("keyslots").at("1").at("area");
    const std::size_t offset = std::stoul(area.at("offset").get<std::string>());

    header.destroyKeyslot(1);
    const std::vector<std::byte> after = header.image();
    // Anti-forensic stripes: all 256000 bytes count, and each 512 of them must be others now.
    for (std::size_t at = 0; at < std::size_t{64} * 4000; at += 512) {
        EXPECT_FALSE(std::equal(material.begin() + static_cast<std::ptrdiff_t>(at),
                                material.begin() + static_cast<std::ptrdiff_t>(at + 512),
                                after.begin() + static_cast<std::ptrdiff_t>(offset + at)))
            << "key material survives at " << offset + at;
    }
    expectError(ErrorCode::NotFound, "keyslot 1", [&] { header.testKeyslot(1, passphrase); });
    expectError(ErrorCode::NotFound, "keyslot 1", [&] { Header::load(after).unlock(1, passphrase); });
    EXPECT_TRUE(Header::load(after).testKeyslot(0, kept));
    for (std::size_t copy = 0; copy < 2; ++copy) {
        const std::string_view text =
            asText(ByteView(after).subspan(copy * test::kMetadataSize, test::kMetadataSize));
        const std::string salt = test::metadataOf(before).at("keyslots").at("1").at("kdf").at("salt");
        EXPECT_EQ(text.find(salt), std::string_view::npos) << "its salt survives in copy " << copy;
    }
}

TEST(Header, DestroysOnlyWhatIsThere)
{
    Header header = freshHeader();
    expectError(ErrorCode::NotFound, "keyslot 0", [&] { header.destroyKeyslot(0); });
    expectError(ErrorCode::NotFound, "keyslot 99", [&] { header.destroyKeyslot(99); });
}

TEST(Header, TakesAKeyslotAgainAfterItsDestruction)
{
    Header header = freshHeader();
    header.addKeyslot(0, SecretBuffer::random(32));
    header.destroyKeyslot(0);
    EXPECT_TRUE(header.keyslots().empty());
    const SecretBuffer passphrase = SecretBuffer::random(32);
    header.addKeyslot(0, passphrase);
    EXPECT_TRUE(Header::load(header.image()).testKeyslot(0, passphrase));
}

TEST(Header, KeepsTokensWithAllTheirMembers)
{
    Header header = freshHeader();
    header.addKeyslot(0, SecretBuffer::random(32));
    const Json passport = {{"type", "bindery-passport"},
                           {"serial", "U-0001 \u00e4\u20ac"},
                           {"format", 1},
                           {"golden", {{"id", "g"}}}};
    const Json module = {{"type", "bindery-module"}, {"keyslots", {"0"}}, {"locked_key", "AAAA"}};
    EXPECT_EQ(header.addToken(passport), 0);
    EXPECT_EQ(header.addToken(module), 1);

    const Header again = Header::load(header.image());
    ASSERT_EQ(again.tokens().size(), 2U);
    Json wanted = passport;
    wanted["keyslots"] = Json::array();
    EXPECT_EQ(again.tokens()[0].content, wanted);
    EXPECT_EQ(again.tokens()[1].content, module);
    EXPECT_EQ(again.tokenOfType("bindery-module").value().number, 1);
    EXPECT_FALSE(again.tokenOfType("bindery-transport").has_value());
}

TEST(Header, RemovesATokenAndReusesItsNumber)
{
    Header header = freshHeader();
    header.addToken({{"type", "a"}});
    header.addToken({{"type", "b"}});
    header.removeToken(0);
    ASSERT_EQ(header.tokens().size(), 1U);
    EXPECT_EQ(header.tokens()[0].type, "b");
    expectError(ErrorCode::NotFound, "token 0", [&] { header.removeToken(0); });
    EXPECT_EQ(header.addToken({{"type", "c"}}), 0);
}

TEST(Header, RefusesATokenThatIsNoneAndStaysUsable)
{
    Header header = freshHeader();
    expectError(ErrorCode::InvalidArgument, "\"type\"", [&] { header.addToken(Json::array()); });
    expectError(ErrorCode::InvalidArgument, "\"type\"", [&] { header.addToken({{"type", 3}}); });
    expectError(ErrorCode::InvalidArgument, "type x", [&] {
        header.addToken({{"type", "x"}, {"keyslots", {"7"}}});
    });
    expectError(ErrorCode::InvalidArgument, "type big", [&] {
        header.addToken({{"type", "big"}, {"filler", std::string(16384, 'x')}});
    });
    header.addToken({{"type", "good"}});
    ASSERT_EQ(Header::load(header.image()).tokens().size(), 1U);
    EXPECT_EQ(header.tokens()[0].type, "good");
}

TEST(Header, HasRoomForThreeKeyslotsAndTheTokensOfABoundCard)
{
    Header header = freshHeader();
    for (int number = 0; number < 3; ++number) {
        header.addKeyslot(number, SecretBuffer::random(32));
    }
    header.addToken({{"type", "bindery-passport"}, {"text", std::string(1024, 'p')}});
    header.addToken(
        {{"type", "bindery-module"}, {"keyslots", {"1"}}, {"locked_key", std::string(2048, 'k')}});
    header.addToken({{"type", "bindery-transport"}, {"keyslots", {"0"}}, {"text", std::string(1024, 't')}});
    EXPECT_EQ(Header::load(header.image()).tokens().size(), 3U);
}

TEST(Header, LeavesAnImageAsItIsWhenItIsLoaded)
{
    Header header = freshHeader();
    header.addKeyslot(0, SecretBuffer::random(32));
    const std::vector<std::byte> image = header.image();
    EXPECT_EQ(Header::load(image).image(), image);
}

TEST(Header, RepairsOneDamagedCopyOfTheMetadataFromTheOther)
{
    const SecretBuffer passphrase = SecretBuffer::random(32);
    Header header = freshHeader();
    header.addKeyslot(0, passphrase);
    for (const std::size_t copy : {0U, 1U}) {
        std::vector<std::byte> image = header.image();
        image[copy * test::kMetadataSize + 5000] ^= std::byte{1};
        Header repaired = Header::load(image);
        EXPECT_TRUE(repaired.testKeyslot(0, passphrase));
        EXPECT_NE(repaired.image(), image) << "copy " << copy;
    }
}

TEST(Header, SharesNothingWithAnotherHeader)
{
    const SecretBuffer passphrase = SecretBuffer::random(32);
    const Uuid uuid = Uuid::random();
    Header a = Header::create({}, uuid);
    Header b = Header::create({}, uuid);
    a.addKeyslot(0, passphrase);
    b.addKeyslot(0, passphrase);
    const std::vector<std::byte> plain = pattern(4096);
    EXPECT_NE(encrypted(*a.sectorCipher(), plain), encrypted(*b.sectorCipher(), plain));
    EXPECT_NE(keyslotArea(a, 0), keyslotArea(b, 0));
    const Json left = test::metadataOf(a.image());
    const Json right = test::metadataOf(b.image());
    EXPECT_NE(left.at("digests").at("0").at("salt"), right.at("digests").at("0").at("salt"));
    EXPECT_NE(left.at("digests").at("0").at("digest"), right.at("digests").at("0").at("digest"));
    EXPECT_NE(left.at("keyslots").at("0").at("kdf").at("salt"),
              right.at("keyslots").at("0").at("kdf").at("salt"));
}

TEST(Header, FillsTheWholeKeyslotAreaSoThatNothingOfTheMediumShinesThrough)
{
    const std::vector<std::byte> image = freshHeader().image();
    const std::vector<std::byte> zeros(4096);
    for (std::size_t at = 2 * test::kMetadataSize; at < image.size(); at += zeros.size()) {
        EXPECT_FALSE(std::equal(zeros.begin(), zeros.end(), image.begin() + static_cast<std::ptrdiff_t>(at)))
            << at;
    }
}

TEST(Header, SaysHowManyBytesAHeaderHas)
{
    const std::vector<std::byte> image(kHeaderSize + 1);
    expectError(ErrorCode::InvalidArgument, "16777217", [&] { Header::load(image); });
    expectError(ErrorCode::InvalidArgument, "0 bytes", [] { Header::load({}); });
}
