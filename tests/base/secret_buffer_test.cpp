// SPDX-License-Identifier: Apache-2.0
#include "base/secret_buffer.h"

#include <algorithm>

#include <gtest/gtest.h>

using namespace bindery;

TEST(SecretBuffer, MovesAndLeavesNothingBehind)
{
    SecretBuffer first = SecretBuffer::copyOf(asBytes("key"));
    const SecretBuffer second = std::move(first);
    EXPECT_TRUE(
        first.empty()); // NOLINT(bugprone-use-after-move): what a moved-from secret holds is the point
    EXPECT_EQ(asText(second.view()), "key");
    EXPECT_TRUE(second.equals(second.clone()));
    EXPECT_FALSE(second.equals(SecretBuffer::copyOf(asBytes("kex"))));
    EXPECT_FALSE(second.equals(SecretBuffer(2)));
}

TEST(SecretBuffer, RandomOnesDiffer)
{
    EXPECT_FALSE(SecretBuffer::random(32).equals(SecretBuffer::random(32)));
}

TEST(Wipe, LeavesZeros)
{
    std::vector<std::byte> bytes(100, std::byte{7});
    wipe(bytes);
    EXPECT_TRUE(std::all_of(bytes.begin(), bytes.end(), [](std::byte b) { return b == std::byte{0}; }));
}
