// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bindery::cli
{

namespace
{

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

CardState writing(const std::string& name, const std::string& serial)
{
    CardState card;
    card.name = name;
    card.serial = serial;
    card.step = card::Step::Writing;
    card.done = 500'000'000;
    card.all = 2'000'000'000;
    card.bytesPerSecond = 61.3e6;
    card.secondsLeft = 25;
    return card;
}

CardState ended(const std::string& name, db::AttemptResult result)
{
    CardState card = writing(name, "S-9");
    card.result = result;
    card.seconds = 33;
    return card;
}

std::string joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines) {
        text += line + "\n";
    }
    return text;
}

} // namespace

TEST(BatchPicture, HasALineForEachCardAndOneForAll)
{
    const std::vector<std::string> lines =
        batchPicture({writing("a.img", "S-1"), writing("b.img", "S-2")}, 12, false, {}, {80, 24});
    EXPECT_THAT(
        lines,
        ElementsAre("Card   Serial  State                                               MB/s    left",
                    "a.img  S-1     writing     [#######.....................]  25 %    61.3    0:25",
                    "b.img  S-2     writing     [#######.....................]  25 %    61.3    0:25",
                    "Total  0:12    0 of 2      [#######.....................]  25 %   122.6    0:25"));
}

TEST(BatchPicture, FitsAnyTerminal)
{
    std::vector<CardState> cards;
    for (int i = 0; i < 30; ++i) {
        cards.push_back(writing("a-rather-long-file-name-of-card-" + std::to_string(i) + ".img",
                                "SERIAL-OF-THE-UNIT-" + std::to_string(i)));
    }
    for (std::size_t columns = 20; columns < 200; columns += 7) {
        for (const std::size_t rows : {std::size_t{3}, std::size_t{10}, std::size_t{24}, std::size_t{50}}) {
            Console console;
            console.unicode = columns % 2 == 0;
            const std::vector<std::string> lines = batchPicture(cards, 3600, false, console, {columns, rows});
            EXPECT_LT(lines.size(), std::max<std::size_t>(rows, 5));
            for (const std::string& line : lines) {
                EXPECT_LT(displayWidth(line), columns) << line;
            }
        }
    }
}

TEST(BatchPicture, ShowsFaultsFirstWhereThereIsNoRoomForAll)
{
    std::vector<CardState> cards;
    for (int i = 0; i < 20; ++i) {
        cards.push_back(ended("good-" + std::to_string(i), db::AttemptResult::Passed));
    }
    cards.push_back(ended("bad", db::AttemptResult::Failed));
    cards.push_back(writing("busy", "S-1"));
    const std::string text = joined(batchPicture(cards, 1, false, {}, {80, 8}));
    EXPECT_THAT(text, HasSubstr("bad "));
    EXPECT_THAT(text, HasSubstr("busy "));
    EXPECT_THAT(text, HasSubstr("and 18 more"));
}

TEST(BatchPicture, Says100PercentOnlyWhenItIsOver)
{
    CardState card = writing("a.img", "S-1");
    card.done = card.all;
    EXPECT_THAT(joined(batchPicture({card}, 1, false, {}, {80, 24})), HasSubstr("99 %"));
    card.result = db::AttemptResult::Passed;
    EXPECT_THAT(joined(batchPicture({card}, 1, false, {}, {80, 24})), HasSubstr("100 %"));
}

TEST(BatchPicture, SaysThatItStopsOrPrepares)
{
    EXPECT_THAT(batchPicture({writing("a.img", "S-1")}, 1, true, {}, {80, 24}).back(), HasSubstr("stopping"));
    EXPECT_THAT(batchPicture({CardState{}}, 1, false, {}, {80, 24}).back(), HasSubstr("preparing"));
}

TEST(BatchPicture, NeverRestsOnColourAlone)
{
    Console colours;
    colours.colour = true;
    colours.unicode = true;
    const std::string text =
        joined(batchPicture({ended("a", db::AttemptResult::Failed), ended("b", db::AttemptResult::Passed)}, 1,
                            false, colours, {80, 24}));
    EXPECT_THAT(text, HasSubstr("✘ FAILED"));
    EXPECT_THAT(text, HasSubstr("✔ passed"));
    const std::string plain = joined(
        batchPicture({ended("b", db::AttemptResult::Passed), writing("c", "S")}, 1, true, colours, {80, 24}));
    EXPECT_THAT(plain, Not(HasSubstr("31m"))) << "red is for faults";
}

TEST(ShortNames, AreFileNamesWhereTheseDiffer)
{
    EXPECT_THAT(shortNames({"/x/a.img", "/y/b.img", "/dev/sda"}), ElementsAre("a.img", "b.img", "/dev/sda"));
    EXPECT_THAT(shortNames({"/x/a.img", "/y/a.img"}), ElementsAre("/x/a.img", "/y/a.img"));
    EXPECT_THAT(shortNames({"\033.img"}), ElementsAre("\\x1b.img"));
}

TEST(StateLine, NamesCardSerialAndState)
{
    EXPECT_EQ(stateLine(writing("a.img", "S-1")), "a.img S-1: writing");
    EXPECT_EQ(stateLine(ended("a.img", db::AttemptResult::Failed)), "a.img S-9: FAILED after 0:33");
}

TEST(Bar, IsAsWideAsAsked)
{
    for (std::size_t width = 0; width < 50; ++width) {
        EXPECT_EQ(displayWidth(bar(3, 7, width, true)), width);
        EXPECT_EQ(displayWidth(bar(9, 7, width, false)), width);
        EXPECT_EQ(displayWidth(bar(0, 0, width, false)), width);
    }
}

} // namespace bindery::cli
