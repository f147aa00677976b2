// SPDX-License-Identifier: Apache-2.0
#include "cli/time_text.h"
#include "support/expect_error.h"

#include <cstdlib>
#include <ctime>

namespace bindery::cli
{

namespace
{

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kNow = 1'785'333'802 * kSecond; // 2026-07-29 14:03:22 UTC

class TimeText : public ::testing::Test
{
protected:
    void SetUp() override
    {
        ::setenv("TZ", "UTC-2", 1); // two hours east
        ::tzset();
    }
};

} // namespace

TEST_F(TimeText, LocalTimeIsThatOfTheStation)
{
    EXPECT_EQ(localTime(kNow), "2026-07-29 16:03:22");
}

TEST_F(TimeText, SpansAreShort)
{
    EXPECT_EQ(clockSpan(7), "0:07");
    EXPECT_EQ(clockSpan(750), "12:30");
    EXPECT_EQ(clockSpan(3723), "1:02:03");
    EXPECT_EQ(spokenSpan(449), "0.4 s");
    EXPECT_EQ(spokenSpan(12'400), "12 s");
    EXPECT_EQ(spokenSpan(200'000), "3 min 20 s");
    EXPECT_EQ(spokenSpan(3'900'000), "1 h 5 min");
}

TEST_F(TimeText, CalendarTimesAreTheStationsUnlessTheySayZ)
{
    EXPECT_EQ(parseTime("2026-07-29 16:03:22", "--since", kNow), kNow);
    EXPECT_EQ(parseTime("2026-07-29T14:03:22Z", "--since", kNow), kNow);
    EXPECT_EQ(parseTime("2026-07-29 16:03", "--since", kNow), kNow - 22 * kSecond);
    EXPECT_EQ(parseTime("2026-07-29Z", "--since", kNow), kNow - (14 * 3600 + 3 * 60 + 22) * kSecond);
}

TEST_F(TimeText, AgoCountsBackFromNow)
{
    EXPECT_EQ(parseTime("30m", "--since", kNow), kNow - 1800 * kSecond);
    EXPECT_EQ(parseTime("8h", "--since", kNow), kNow - 8 * 3600 * kSecond);
    EXPECT_EQ(parseTime("7d", "--since", kNow), kNow - 7 * 86400 * kSecond);
    EXPECT_EQ(parseTime("0s", "--since", kNow), kNow);
}

TEST_F(TimeText, WhatIsNoTimeIsRefusedWithExamples)
{
    for (const char* text : {"", "yesterday", "2026-02-31", "2026-13-01", "12", "-3h", "5y",
                             "2026-07-29 25:00", "2026-07-29x", "99999999999999999999d", "9999999999d"}) {
        test::expectError(ErrorCode::InvalidArgument, "--from", [&] { parseTime(text, "--from", kNow); });
    }
}

} // namespace bindery::cli
