// SPDX-License-Identifier: Apache-2.0
#include "cli/console.h"

#include <clocale>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bindery::cli
{

TEST(Printable, LeavesOrdinaryTextAlone)
{
    EXPECT_EQ(printable("card-1.img, Größe 4 GiB, カード"), "card-1.img, Größe 4 GiB, カード");
}

TEST(Printable, ShowsControlCharactersAsHex)
{
    EXPECT_EQ(printable("a\033[2Jb\nc\x7f"), "a\\x1b[2Jb\\x0ac\\x7f");
    EXPECT_EQ(printable("\xc2\x9b"), "\\xc2\\x9b") << "the control sequence introducer of 8-bit terminals";
}

TEST(Printable, ShowsWhatTurnsTextAroundAsHex)
{
    EXPECT_EQ(printable("a\xe2\x80\xae"
                        "b"),
              "a\\xe2\\x80\\xae"
              "b");
}

TEST(Printable, ShowsBytesThatAreNoUtf8AsHex)
{
    EXPECT_EQ(printable("\xff"), "\\xff");
    EXPECT_EQ(printable("\xc0\x80"), "\\xc0\\x80") << "overlong";
    EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80") << "surrogate";
    EXPECT_EQ(printable("\xe2\x82"), "\\xe2\\x82") << "cut off";
    EXPECT_EQ(printable("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80") << "beyond Unicode";
}

TEST(DisplayWidth, CountsColumnsNotBytes)
{
    std::setlocale(LC_CTYPE, "C.UTF-8");
    EXPECT_EQ(displayWidth("Größe"), 5U);
    EXPECT_EQ(displayWidth("カード"), 6U);
    EXPECT_EQ(displayWidth("█░"), 2U);
}

TEST(Shortened, KeepsBothEnds)
{
    EXPECT_EQ(shortened("card-number-17.img", 18, false), "card-number-17.img");
    EXPECT_EQ(shortened("card-number-17.img", 11, false), "card-~7.img");
    EXPECT_EQ(displayWidth(shortened("card-number-17.img", 11, true)), 11U);
    EXPECT_EQ(shortened("card", 1, false), "~");
    EXPECT_EQ(shortened("card", 0, false), "");
}

TEST(Shortened, NeverExceedsItsWidth)
{
    for (const std::string text : {"plain text of some length", "Größenwahnsinnige Übergröße",
                                   "カードカードカード", "\xff\xfe\xfd\xfc\xfb"}) {
        for (std::size_t width = 0; width < 30; ++width) {
            EXPECT_LE(displayWidth(shortened(text, width, true)), width) << text;
        }
    }
}

TEST(Wrapped, BreaksAtSpacesAndKeepsLongWordsWhole)
{
    EXPECT_THAT(wrapped("one two three", 7), ::testing::ElementsAre("one two", "three"));
    EXPECT_THAT(wrapped("a-very-long-word b", 4), ::testing::ElementsAre("a-very-long-word", "b"));
    EXPECT_THAT(wrapped("", 4), ::testing::ElementsAre(""));
}

TEST(Toned, AddsNothingWithoutColour)
{
    Console console;
    EXPECT_EQ(toned(console, Tone::Bad, "FAILED"), "FAILED");
    console.colour = true;
    EXPECT_EQ(toned(console, Tone::Bad, "FAILED"), "\033[1;31mFAILED\033[0m");
    EXPECT_EQ(toned(console, Tone::Plain, "text"), "text");
}

} // namespace bindery::cli
