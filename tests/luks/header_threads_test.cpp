// SPDX-License-Identifier: Apache-2.0
// Several cards are made at once: each thread has headers of its own, all of them the one libcryptsetup.
#include "luks/header.h"

#include <algorithm>
#include <array>
#include <latch>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::luks;

namespace
{

constexpr std::size_t kThreads = 8;

/// What one card's thread does with its header; the ciphertext of one and the same sector, empty when
/// something failed.
std::vector<std::byte> makeOneHeader(const Uuid& uuid)
{
    const SecretBuffer passphrase = SecretBuffer::random(32);
    Header made = Header::create({}, uuid);
    made.addKeyslot(0, passphrase);
    made.addKeyslot(1, SecretBuffer::random(32), KeyslotPriority::Ignore);
    made.addToken({{"type", "bindery-passport"}, {"uuid", uuid.text()}});

    Header loaded = Header::load(made.image());
    const auto cipher = loaded.unlock(0, passphrase);
    const bool sound = loaded.uuid() == uuid && loaded.tokens().at(0).content.at("uuid") == uuid.text() &&
                       !loaded.testKeyslot(0, SecretBuffer::random(32)) && cipher != nullptr;
    if (!sound) {
        return {};
    }
    const std::vector<std::byte> plain(4096);
    std::vector<std::byte> secret(4096);
    cipher->encrypt(0, plain, secret);
    loaded.destroyKeyslot(0);
    return secret;
}

} // namespace

TEST(HeaderThreads, MakeEightHeadersAtOnce)
{
    std::array<std::vector<std::byte>, kThreads> secrets;
    std::array<Uuid, kThreads> uuids;
    std::generate(uuids.begin(), uuids.end(), Uuid::random);
    std::latch start(kThreads);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < kThreads; ++i) {
            threads.emplace_back([&, i] {
                start.arrive_and_wait();
                secrets[i] = makeOneHeader(uuids[i]);
            });
        }
    }
    std::sort(secrets.begin(), secrets.end());
    EXPECT_FALSE(secrets.front().empty());
    EXPECT_EQ(std::adjacent_find(secrets.begin(), secrets.end()), secrets.end())
        << "two headers share a volume key";
}

TEST(HeaderThreads, UseClonesOfOneCipherAtOnce)
{
    const Header header = Header::create({}, Uuid::random());
    const auto original = header.sectorCipher();
    const std::vector<std::byte> plain(std::size_t{1} << 20U, std::byte{0x5a});
    std::vector<std::byte> wanted(plain.size());
    original->encrypt(0, plain, wanted);
    std::vector<std::byte> secret(plain.size());
    {
        std::vector<std::jthread> threads;
        const std::size_t part = plain.size() / kThreads;
        for (std::size_t i = 0; i < kThreads; ++i) {
            threads.emplace_back([&, i, part, own = original->clone()] {
                own->encrypt(i * part, ByteView(plain).subspan(i * part, part),
                             ByteSpan(secret).subspan(i * part, part));
            });
        }
    }
    EXPECT_EQ(secret, wanted);
}

TEST(HeaderThreads, MoveAHeaderFromTheThreadThatMadeIt)
{
    const SecretBuffer passphrase = SecretBuffer::random(32);
    std::vector<Header> headers;
    std::jthread([&] {
        headers.push_back(Header::create({}, Uuid::random()));
        headers.back().addKeyslot(0, passphrase);
    }).join();
    EXPECT_TRUE(headers.back().testKeyslot(0, passphrase));
    EXPECT_NE(headers.back().unlock(0, passphrase), nullptr);
}
