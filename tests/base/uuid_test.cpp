// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/uuid.h"

#include <gtest/gtest.h>

using namespace bindery;

TEST(Uuid, GoesToTextAndBack)
{
    const Uuid uuid = Uuid::random();
    EXPECT_EQ(Uuid::parse(uuid.text()), uuid);
    EXPECT_EQ(uuid.text()[14], '4');
    EXPECT_NE(uuid, Uuid::random());
}

TEST(Uuid, RefusesOtherText)
{
    for (const char* text :
         {"", "11111111-2222-3333-4444-55555555555", "11111111222233334444555555555555",
          "1111111-12222-3333-4444-555555555555", "g1111111-2222-3333-4444-555555555555"}) {
        EXPECT_THROW(Uuid::parse(text), Error) << text;
    }
}
