// SPDX-License-Identifier: Apache-2.0
// What the unit says and how long it waits.
#include "base/error.h"
#include "unit/messages.h"
#include "unit/network.h"
#include "unit/pauses.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::Le;
using Strings = std::vector<std::string>;

namespace
{

struct Console {
    Strings lines;
    unit::Messages messages{[this](std::string_view line) { lines.emplace_back(line); }};
};

} // namespace

TEST(Messages, BeginWithTheNameOfTheProgram)
{
    Console console;
    console.messages.waitingForBench("no link");
    console.messages.waitingForModule("absent");
    console.messages.refused("breached");
    EXPECT_THAT(console.lines,
                ElementsAre("bindery: waiting for the bench: no link\n",
                            "bindery: waiting for the module: absent\n", "bindery: refused: breached\n"));
}

TEST(Messages, ShowNoControlCharactersAndNoEndlessText)
{
    Console console;
    console.messages.say("a\x1b[2J\nb\xc3\xa4" + std::string(1000, 'x'));
    ASSERT_EQ(console.lines.size(), 1U);
    EXPECT_EQ(console.lines[0].substr(0, 20), "bindery: a?[2J?b??xx");
    EXPECT_LT(console.lines[0].size(), 420U);
}

TEST(Messages, OfAnEndlessWaitAreSaidEveryTenthTime)
{
    Console console;
    for (int i = 0; i < 30; ++i) {
        console.messages.waitingForBench("no link");
    }
    EXPECT_EQ(console.lines.size(), 3U);
    console.messages.waitingForBench("another");
    EXPECT_EQ(console.lines.size(), 4U);
}

TEST(Pauses, GrowFromTwoSecondsToThirtyWithJitter)
{
    std::vector<std::chrono::milliseconds> pauses;
    unit::Pauses waits([&](std::chrono::milliseconds pause) { pauses.push_back(pause); });
    for (int i = 0; i < 200; ++i) {
        waits.shortPause();
    }
    EXPECT_THAT(pauses, Each(Ge(std::chrono::milliseconds(2'000))));
    EXPECT_THAT(pauses, Each(Le(std::chrono::milliseconds(30'000))));
    EXPECT_LT(pauses[1], std::chrono::milliseconds(4'001));
    EXPECT_GT(pauses[10], std::chrono::milliseconds(22'000));
    EXPECT_NE(std::vector(pauses.begin() + 10, pauses.begin() + 100),
              std::vector(pauses.begin() + 100, pauses.begin() + 190));
}

TEST(Pauses, AreShortAgainAfterSomethingWentWell)
{
    std::vector<std::chrono::milliseconds> pauses;
    unit::Pauses waits([&](std::chrono::milliseconds pause) { pauses.push_back(pause); });
    waits.shortPause();
    waits.shortPause();
    waits.startAnew();
    waits.shortPause();
    waits.longPause();
    EXPECT_EQ(pauses[2], std::chrono::milliseconds(2'000));
    EXPECT_EQ(pauses[3], std::chrono::milliseconds(30'000));
}

namespace
{

struct Runs {
    Strings commands;
    ProcessResult result{0, ""};
    unit::Network network(const std::string& up, const std::string& down)
    {
        return unit::Network({up, down}, [this](const Strings& words, std::chrono::seconds deadline) {
            EXPECT_EQ(deadline, std::chrono::seconds(120));
            std::string command;
            for (const std::string& word : words) {
                command += "[" + word + "]";
            }
            commands.push_back(command);
            if (result.exitStatus < 0) {
                throw Error(ErrorCode::NotFound, "no such program");
            }
            return result;
        });
    }
};

} // namespace

TEST(Network, IsBroughtUpOnceAndTakenDownOnce)
{
    Runs runs;
    unit::Network network = runs.network("/up  eth0", "/down");
    EXPECT_EQ(network.bringUp(), std::nullopt);
    EXPECT_EQ(network.bringUp(), std::nullopt);
    network.takeDown();
    network.takeDown();
    EXPECT_EQ(runs.commands, (Strings{"[/up][eth0]", "[/down]"}));
}

TEST(Network, IsLeftAloneWhenNobodyNeededIt)
{
    Runs runs;
    unit::Network network = runs.network("/up", "/down");
    network.takeDown();
    EXPECT_TRUE(runs.commands.empty());
}

TEST(Network, NeedsNoPrograms)
{
    Runs runs;
    unit::Network network = runs.network("", "");
    EXPECT_EQ(network.bringUp(), std::nullopt);
    network.takeDown();
    EXPECT_TRUE(runs.commands.empty());
}

TEST(Network, IsTriedAgainWhenInDoubtOrAfterAFailure)
{
    Runs runs;
    unit::Network network = runs.network("/up", "/down");
    network.bringUp();
    network.doubt();
    runs.result = {2, "first\nno link\n"};
    EXPECT_EQ(network.bringUp(), "/up ended with 2: no link");
    runs.result = {-1, ""};
    EXPECT_EQ(network.bringUp(), "no such program");
    EXPECT_EQ(runs.commands.size(), 3U);
    network.takeDown();
    EXPECT_EQ(runs.commands.size(), 4U) << "what was tried is cleaned up";
}
