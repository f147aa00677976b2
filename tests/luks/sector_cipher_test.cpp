// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"
#include "luks/cipher_kind_internal.h"
#include "luks/sector_cipher.h"
#include "luks/xts_vectors.h"
#include "support/expect_error.h"

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::luks;
using bindery::test::expectError;

namespace
{

std::unique_ptr<SectorCipher> cipherOf(const SecretBuffer& key, std::uint32_t sectorSize)
{
    return findCipherKind("aes-xts-plain64")->make(key, sectorSize);
}

std::vector<std::byte> random(std::size_t size)
{
    std::vector<std::byte> bytes(size);
    fillRandom(bytes);
    return bytes;
}

std::vector<std::byte> encrypted(SectorCipher& cipher, std::uint64_t offset, ByteView plain)
{
    std::vector<std::byte> out(plain.size());
    cipher.encrypt(offset, plain, out);
    return out;
}

std::vector<std::byte> decrypted(SectorCipher& cipher, std::uint64_t offset, ByteView secret)
{
    std::vector<std::byte> out(secret.size());
    cipher.decrypt(offset, secret, out);
    return out;
}

std::vector<std::byte> countingUnit()
{
    std::vector<std::byte> unit(512);
    for (std::size_t i = 0; i < unit.size(); ++i) {
        unit[i] = static_cast<std::byte>(i);
    }
    return unit;
}

} // namespace

TEST(SectorCipher, MatchesTheVectorsOfIeee1619)
{
    const auto cipher = cipherOf(SecretBuffer::copyOf(fromHex(test::kXtsKey)), 512);
    const std::vector<std::byte> plain = countingUnit();
    for (const test::XtsVector& vector : test::kXtsVectors) {
        const std::uint64_t offset = vector.dataUnit * 512;
        EXPECT_EQ(toHex(encrypted(*cipher, offset, plain)), vector.cipherText) << vector.dataUnit;
        EXPECT_EQ(decrypted(*cipher, offset, fromHex(vector.cipherText)), plain) << vector.dataUnit;
    }
}

TEST(SectorCipher, CountsTheIvIn512BytesUnderLargeSectorsToo)
{
    // The first 512 bytes of a 4096-byte unit see the same tweaks as a unit of 512 bytes with the same IV;
    // the rest not.
    const SecretBuffer key = SecretBuffer::random(64);
    const auto large = cipherOf(key, 4096);
    const auto small = cipherOf(key, 512);
    const std::vector<std::byte> plain = random(16384);
    for (const std::uint64_t offset : {std::uint64_t{0}, std::uint64_t{4096} * 77, std::uint64_t{1} << 41U}) {
        const std::vector<std::byte> byLarge = encrypted(*large, offset, plain);
        const std::vector<std::byte> bySmall = encrypted(*small, offset, plain);
        for (std::ptrdiff_t at = 0; at < 16384; at += 512) {
            const bool same =
                std::equal(byLarge.begin() + at, byLarge.begin() + at + 512, bySmall.begin() + at);
            EXPECT_EQ(same, at % 4096 == 0) << "offset " << offset << " + " << at;
        }
    }
}

TEST(SectorCipher, EncryptsASectorTheSameAloneAndInBulk)
{
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 generator(seed);
    for (const std::uint32_t sector : {512U, 4096U}) {
        const auto cipher = cipherOf(SecretBuffer::random(64), sector);
        const std::vector<std::byte> plain = random(std::size_t{sector} * 64);
        const std::uint64_t offset = (generator() >> 24U) * sector;
        const std::vector<std::byte> bulk = encrypted(*cipher, offset, plain);
        for (std::size_t at = 0; at < plain.size(); at += sector) {
            const std::vector<std::byte> alone =
                encrypted(*cipher, offset + at, ByteView(plain).subspan(at, sector));
            EXPECT_TRUE(
                std::equal(alone.begin(), alone.end(), bulk.begin() + static_cast<std::ptrdiff_t>(at)))
                << at;
        }
        EXPECT_EQ(decrypted(*cipher, offset, bulk), plain);
    }
}

TEST(SectorCipher, WorksInPlace)
{
    const auto cipher = cipherOf(SecretBuffer::random(64), 4096);
    const std::vector<std::byte> plain = random(65536);
    std::vector<std::byte> memory = plain;
    cipher->encrypt(8192, memory, memory);
    EXPECT_EQ(memory, encrypted(*cipher, 8192, plain));
    cipher->decrypt(8192, memory, memory);
    EXPECT_EQ(memory, plain);
}

TEST(SectorCipher, GivesClonesThatOutliveIt)
{
    auto cipher = cipherOf(SecretBuffer::random(64), 4096);
    const std::vector<std::byte> plain = random(8192);
    const std::vector<std::byte> secret = encrypted(*cipher, 4096, plain);
    const auto clone = cipher->clone()->clone();
    cipher.reset();
    EXPECT_EQ(clone->name(), "aes-xts-plain64");
    EXPECT_EQ(clone->sectorSize(), 4096U);
    EXPECT_EQ(encrypted(*clone, 4096, plain), secret);
    EXPECT_EQ(decrypted(*clone, 4096, secret), plain);
}

TEST(SectorCipher, RefusesWhatAreNotWholeSectors)
{
    const auto cipher = cipherOf(SecretBuffer::random(64), 4096);
    std::vector<std::byte> memory(8192);
    const ByteSpan all(memory);
    expectError(ErrorCode::InvalidArgument, "whole sectors", [&] { cipher->encrypt(512, all, all); });
    expectError(ErrorCode::InvalidArgument, "whole sectors",
                [&] { cipher->decrypt(0, all.first(4608), all.first(4608)); });
    expectError(ErrorCode::InvalidArgument, "must be the same",
                [&] { cipher->encrypt(0, all, all.first(4096)); });
    const std::uint64_t last = std::numeric_limits<std::uint64_t>::max() - 4095;
    expectError(ErrorCode::InvalidArgument, "64 bits", [&] { cipher->encrypt(last, all, all); });
}

TEST(SectorCipher, DoesNothingWithNothing)
{
    const auto cipher = cipherOf(SecretBuffer::random(64), 4096);
    cipher->encrypt(4096, {}, {});
    std::vector<std::byte> memory(4096, std::byte{7});
    cipher->encrypt(0, {}, ByteSpan(memory).first(0));
    EXPECT_EQ(memory, std::vector<std::byte>(4096, std::byte{7}));
}

TEST(CipherKind, KnowsItsKeysAndRefusesOthers)
{
    const CipherKind* kind = findCipherKind("aes-xts-plain64");
    ASSERT_NE(kind, nullptr);
    EXPECT_TRUE(kind->takesKeyOf(64));
    EXPECT_TRUE(kind->takesKeyOf(32));
    EXPECT_FALSE(kind->takesKeyOf(48));
    EXPECT_EQ(findCipherKind("cipher_null-ecb"), nullptr);
    EXPECT_EQ(findCipherKind(""), nullptr);
    expectError(ErrorCode::InvalidArgument, "48 bytes", [&] { kind->make(SecretBuffer::random(48), 4096); });
}
