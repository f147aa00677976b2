// SPDX-License-Identifier: Apache-2.0
#include "ext4/file_system.h"
#include "support/expect_error.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace bindery::ext4
{
namespace
{

TEST(Coalesce, WidensRunsToTheUnitAndMergesWhatThenTouches)
{
    EXPECT_EQ(coalesce({{1024, 1024}, {5120, 1024}, {20'480, 1024}}, 4096, 0),
              (Extents{{0, 8192}, {20'480, 4096}}));
}

TEST(Coalesce, FillsTheSmallestGapsFirstWithinItsBudget)
{
    // 100 pages used; 60 permille are 6 pages: the gaps of 1, 2 and 3 pages fit, that of 4 does not.
    constexpr std::uint64_t kPage = 4096;
    const Extents used{{0, 20 * kPage},
                       {24 * kPage, 20 * kPage},
                       {45 * kPage, 20 * kPage},
                       {68 * kPage, 20 * kPage},
                       {90 * kPage, 20 * kPage}};
    EXPECT_EQ(coalesce(used, kPage, 60), (Extents{{0, 20 * kPage}, {24 * kPage, 86 * kPage}}));
    EXPECT_EQ(coalesce(used, kPage, 0), used);
}

TEST(Coalesce, ReturnsNothingForNothing)
{
    EXPECT_EQ(coalesce({}, 4096, 100), Extents{});
}

TEST(Coalesce, RefusesAUnitOfZero)
{
    test::expectError(ErrorCode::InvalidArgument, "unit", [] { coalesce({{0, 1}}, 0, 0); });
}

TEST(Coalesce, CoversEveryUsedByteInAscendingDisjointRuns)
{
    constexpr std::uint32_t kSeed = 77;
    RecordProperty("seed", kSeed);
    std::mt19937 random(kSeed);
    for (int round = 0; round < 200; ++round) {
        Extents used;
        std::uint64_t at = 0;
        for (unsigned i = 0; i < random() % 50; ++i) {
            at += (1 + random() % 30) * 1024;
            const std::uint64_t length = (1 + random() % 30) * 1024;
            used.push_back({at, length});
            at += length;
        }
        const auto permille = static_cast<std::uint32_t>(random() % 300);
        const Extents runs = coalesce(used, 4096, permille);
        for (std::size_t i = 0; i < runs.size(); ++i) {
            EXPECT_EQ(runs[i].offset % 4096, 0U);
            EXPECT_EQ(runs[i].length % 4096, 0U);
            EXPECT_TRUE(i == 0 || runs[i].offset > runs[i - 1].end());
        }
        for (const Extent& run : used) {
            EXPECT_TRUE(std::any_of(
                runs.begin(), runs.end(),
                [&](const Extent& wide) { return wide.offset <= run.offset && run.end() <= wide.end(); }))
                << "seed " << kSeed << " round " << round;
        }
        const std::uint64_t total = totalLength(used).count();
        EXPECT_LE(totalLength(runs).count(), total + total * permille / 1000 + used.size() * 2 * 4095);
    }
}

} // namespace
} // namespace bindery::ext4
