// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

using namespace bindery;

TEST(ParseSize, ReadsBinaryAndDecimalUnits)
{
    EXPECT_EQ(parseSize("4GiB"), gib(4));
    EXPECT_EQ(parseSize("8G"), gib(8));
    EXPECT_EQ(parseSize("500MB"), Bytes(500'000'000));
    EXPECT_EQ(parseSize("4096"), Bytes(4096));
    EXPECT_EQ(parseSize("2 MiB"), mib(2));
}

TEST(ParseSize, RefusesWhatIsNoSizeAndNamesTheCure)
{
    for (const char* text : {"", "GiB", "4 apples", "-1", "1.5GiB", "99999999999999999999", "20000000TiB"}) {
        test::expectError(ErrorCode::InvalidArgument, "such as 4GiB", [&] { parseSize(text); });
    }
}

TEST(HumanSize, PicksTheUnitAPersonWould)
{
    EXPECT_EQ(humanSize(Bytes(512)), "512 B");
    EXPECT_EQ(humanSize(mib(16)), "16.0 MiB");
    EXPECT_EQ(humanSize(Bytes(1288490189)), "1.2 GiB");
}

TEST(Hex, GoesThereAndBackAndRefusesOtherText)
{
    EXPECT_EQ(toHex(fromHex("00ff7e")), "00ff7e");
    for (const char* text : {"0", "zz", "0g", "+1"}) {
        EXPECT_THROW(fromHex(text), Error) << text;
    }
}
