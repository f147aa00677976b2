// SPDX-License-Identifier: Apache-2.0
#include "cli/line_json.h"
#include "cli/line_picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bindery::cli
{

TEST(LinePictures, TellAStopAsWhatItIsAndNotAsAnActThatWasRefused)
{
    const line::LineEvent stop = line::LineStopping{"cards that are not finished must be made again"};
    EXPECT_EQ(lineEventJson(stop),
              Json({{"event", "stopping"}, {"reason", "cards that are not finished must be made again"}}));
    const SimulatedClock clock;
    LinePicture picture(clock);
    EXPECT_EQ(picture.take(stop), "line: stopping: cards that are not finished must be made again");
    const std::vector<std::string> lines = picture.draw({}, {});
    EXPECT_THAT(lines, ::testing::Contains("Stopping: cards that are not finished must be made again"));
    EXPECT_THAT(lines, ::testing::Not(::testing::Contains(::testing::HasSubstr("Refused"))));
}

TEST(LinePictures, TellAnActThatWasRefused)
{
    const line::LineEvent refused = line::ActRefused{"start 3", "slot 3 is empty"};
    EXPECT_EQ(lineEventJson(refused),
              Json({{"event", "refused"}, {"act", "start 3"}, {"reason", "slot 3 is empty"}}));
    const SimulatedClock clock;
    LinePicture picture(clock);
    EXPECT_EQ(picture.take(refused), "start 3: slot 3 is empty");
    EXPECT_THAT(picture.draw({}, {}), ::testing::Contains("Refused: start 3: slot 3 is empty"));
}

} // namespace bindery::cli
