// SPDX-License-Identifier: Apache-2.0
#include "cli/slot_numbers.h"
#include "support/expect_error.h"

#include <gmock/gmock.h>

using namespace bindery;
using bindery::cli::parseSlotNumbers;
using bindery::device::SlotNumber;
using bindery::test::expectError;
using ::testing::ElementsAre;

TEST(SlotNumbers, AreTakenAsWritten)
{
    EXPECT_THAT(parseSlotNumbers("3"), ElementsAre(SlotNumber{3}));
    EXPECT_THAT(parseSlotNumbers("5,1-3"),
                ElementsAre(SlotNumber{5}, SlotNumber{1}, SlotNumber{2}, SlotNumber{3}));
}

TEST(SlotNumbers, ThatMakeNoSenseAreRefused)
{
    for (const char* text : {"", ",", "1,", "-1", "1-", "0-3", "1-1000", "a", "1 2"}) {
        SCOPED_TRACE(text);
        expectError(ErrorCode::InvalidArgument, "is no slot number", [&] { parseSlotNumbers(text); });
    }
    expectError(ErrorCode::InvalidArgument, "counts backwards", [] { parseSlotNumbers("3-1"); });
    expectError(ErrorCode::InvalidArgument, "slot 2 is named twice", [] { parseSlotNumbers("2,1-3"); });
}
