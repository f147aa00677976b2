// SPDX-License-Identifier: Apache-2.0
#include "golden/geometry.h"
#include "support/expect_error.h"

#include <random>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::golden;

TEST(Geometry, LaysOutACardAsTheDesignSays)
{
    const CardGeometry card = geometryFor(mib(100), Bytes(gib(4).count() + 12345));
    EXPECT_EQ(card.boot, (Extent{mib(8).count(), mib(100).count()}));
    EXPECT_EQ(card.crypt, (Extent{mib(112).count(), gib(4).count() - mib(112).count()}));
    EXPECT_EQ(card.data, (Extent{mib(128).count(), gib(4).count() - mib(128).count()}));
}

TEST(Geometry, HoldsTheRootOnTheSmallestMediumAndNotOnOneBelowIt)
{
    const auto seed = std::random_device{}();
    RecordProperty("seed", std::to_string(seed));
    std::mt19937_64 random(seed);
    for (int round = 0; round < 1000; ++round) {
        const Bytes boot(512 * (1 + random() % 2'000'000));
        const Bytes root(4096 * (1 + random() % 2'000'000));
        const Bytes smallest = minimumMedium(boot, root);
        EXPECT_GE(geometryFor(boot, smallest).data.length, root.count()) << "seed " << seed;
        const Bytes below = smallest - Bytes(512);
        if (below.count() >= (smallest - mib(1)).count() && root > mib(1)) {
            EXPECT_LT(geometryFor(boot, below).data.length, root.count()) << "seed " << seed;
        }
    }
}

TEST(Geometry, RefusesAMediumWithoutRoomForData)
{
    test::expectError(ErrorCode::TooSmall, "48.0 MiB", [] { geometryFor(mib(64), mib(48)); });
    EXPECT_EQ(geometryFor(mib(8), mib(33)).data.length, mib(1).count());
}

TEST(Geometry, EndsWhereAnMbrCanNoLongerPoint)
{
    const CardGeometry card = geometryFor(mib(8), gib(5000));
    EXPECT_EQ(card.crypt.end(), gib(2048).count());
}

TEST(Geometry, RefusesBootPartitionsThatAreNone)
{
    test::expectError(ErrorCode::InvalidArgument, "0 bytes", [] { minimumMedium(Bytes(0), mib(1)); });
    test::expectError(ErrorCode::InvalidArgument, "1000 bytes", [] { geometryFor(Bytes(1000), gib(4)); });
    test::expectError(ErrorCode::InvalidArgument, "root",
                      [] { minimumMedium(mib(8), Bytes(~std::uint64_t{0})); });
}
