// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "support/expect_error.h"

#include <set>

#include <gtest/gtest.h>

using namespace bindery;

TEST(ErrorTable, HasOneCompleteRowPerCodeInOrder)
{
    std::set<std::string_view> names;
    int expected = 0;
    for (const ErrorTraits& traits : errorTable()) {
        EXPECT_EQ(static_cast<int>(traits.code), expected++);
        EXPECT_TRUE(names.insert(traits.name).second) << traits.name;
        EXPECT_GE(traits.exitStatus, 1);
        EXPECT_LE(traits.exitStatus, 7);
        EXPECT_TRUE(traits.operatorSentence.ends_with('.')) << traits.name;
        EXPECT_EQ(&traitsOf(traits.code), &traits);
    }
    EXPECT_EQ(expected, static_cast<int>(ErrorCode::Internal) + 1);
}

TEST(Error, CarriesContextInTheOrderOfTheWayUp)
{
    test::expectError(ErrorCode::WriteFailed, "slot 3: writing root: pwrite: Input/output error", [] {
        withContext("slot 3", [] {
            withContext("writing root", [] { throwErrno(ErrorCode::WriteFailed, "pwrite", EIO); });
        });
    });
}
