// SPDX-License-Identifier: Apache-2.0
#include "cli/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bindery::cli
{

namespace
{

Table sample()
{
    Table table({{"Card", Fit::Shorten},
                 {"MB", Fit::Keep, true},
                 {"By", Fit::Drop},
                 {"UUID", Fit::Below},
                 {"Empty"}});
    table.addRow({{"/a/long/path/to/card-1.img"}, {"806.7"}, {"root"}, {"99f77eac-9d5e-400c"}, {}});
    table.addRow({{"short.img"}, {"1.0"}, {"op-3"}, {}, {}});
    return table;
}

} // namespace

TEST(Table, AlignsColumnsAndLeavesOutEmptyOnes)
{
    EXPECT_EQ(sample().text({}, 0), "Card                           MB  By    UUID\n"
                                    "/a/long/path/to/card-1.img  806.7  root  99f77eac-9d5e-400c\n"
                                    "short.img                     1.0  op-3\n");
}

TEST(Table, DropsAndMovesBelowWhatDoesNotFit)
{
    EXPECT_EQ(sample().text({}, 55), "Card                           MB  UUID\n"
                                     "/a/long/path/to/card-1.img  806.7  99f77eac-9d5e-400c\n"
                                     "short.img                     1.0\n");
    EXPECT_EQ(sample().text({}, 40), "Card                           MB\n"
                                     "/a/long/path/to/card-1.img  806.7\n"
                                     "  UUID 99f77eac-9d5e-400c\n"
                                     "short.img                     1.0\n");
}

TEST(Table, ShortensAsTheLastResort)
{
    EXPECT_EQ(sample().text({}, 24), "Card                  MB\n"
                                     "/a/long/~rd-1.img  806.7\n"
                                     "  UUID 99f77eac-9d5e-400c\n"
                                     "short.img            1.0\n");
}

TEST(FactList, BreaksValuesBesideTheirNames)
{
    FactList list;
    list.addHeading("Card");
    list.add("name", "one two three four five six seven");
    list.add("n", "x");
    EXPECT_EQ(list.text({}, 32), "Card\n"
                                 "name  one two three four five\n"
                                 "      six seven\n"
                                 "n     x\n");
}

} // namespace bindery::cli
