// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "support/temp_folder.h"
#include "unit/command_line_word.h"

#include <gtest/gtest.h>

using namespace bindery;
using unit::commandLineWord;

namespace
{

std::optional<std::string> station(std::string_view line)
{
    return commandLineWord(line, "bindery.station");
}

} // namespace

TEST(CommandLineWord, IsFoundAmongOthers)
{
    EXPECT_EQ(station("quiet bindery.station=10.0.2.2:7443 panic=10\n"), "10.0.2.2:7443");
    EXPECT_EQ(station("bindery.station=bench.local:1"), "bench.local:1");
}

TEST(CommandLineWord, CountsLastWhenItStandsTwice)
{
    EXPECT_EQ(station("bindery.station=a:1 bindery.station=b:2"), "b:2");
}

TEST(CommandLineWord, IsAWholeWordOutsideQuotes)
{
    EXPECT_EQ(station("x=bindery.station=a:1 xbindery.station=a:1"), std::nullopt);
    EXPECT_EQ(station("x=\"y bindery.station=a:1\""), std::nullopt);
    EXPECT_EQ(station("bindery.station=\"a:1\" x"), "a:1");
}

TEST(CommandLineWord, IsNoneWithoutAUsableValue)
{
    EXPECT_EQ(station(""), std::nullopt);
    EXPECT_EQ(station("bindery.station="), std::nullopt);
    EXPECT_EQ(station("bindery.station=\"a b:1\""), std::nullopt);
    EXPECT_EQ(station("bindery.station=" + std::string(257, 'x')), std::nullopt);
}

TEST(CommandLineWord, IsReadFromTheKernelsFileWhereThereIsOne)
{
    const test::TempFolder folder;
    replaceFile(folder / "cmdline", asBytes("ro bindery.station=a:1\n"));
    EXPECT_EQ(unit::stationOnCommandLine(folder / "cmdline"), "a:1");
    EXPECT_EQ(unit::stationOnCommandLine(folder / "missing"), std::nullopt);
}
