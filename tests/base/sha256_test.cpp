// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.h"

#include <gtest/gtest.h>

using namespace bindery;

TEST(Sha256, MatchesTheVectorsOfFips180)
{
    EXPECT_EQ(Sha256::hexOf(asBytes("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(Sha256::hexOf(asBytes("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 parts;
    parts.update(asBytes("a"));
    parts.update(asBytes("bc"));
    EXPECT_EQ(parts.finish(), Sha256::of(asBytes("abc")));
}
