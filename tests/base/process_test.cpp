// SPDX-License-Identifier: Apache-2.0
#include "base/process.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

using namespace bindery;
using namespace std::chrono_literals;

TEST(RunProgram, GivesStatusAndBothOutputs)
{
    const ProcessResult result = runProgram({"sh", "-c", "echo out; echo err >&2; exit 3"}, 10s);
    EXPECT_EQ(result.exitStatus, 3);
    EXPECT_EQ(result.output, "out\nerr\n");
}

TEST(RunProgram, HandsOverNoEnvironmentOfTheCaller)
{
    ::setenv("BINDERY_TEST_SECRET", "x", 1);
    const ProcessResult result = runProgram({"env"}, 10s);
    EXPECT_THAT(result.output, ::testing::Not(::testing::HasSubstr("BINDERY_TEST_SECRET")));
}

TEST(RunProgram, EndsAProgramAtItsDeadlineOrWhenStopped)
{
    test::expectError(ErrorCode::Internal, "did not end within 0 s", [] {
        runProgram({"sh", "-c", "read x < /dev/zero"}, 0s);
    });
    std::stop_source source;
    source.request_stop();
    test::expectError(ErrorCode::Cancelled, "was stopped", [&] {
        runProgram({"cat", "/dev/zero"}, 10s, source.get_token());
    });
}

TEST(RunProgram, NamesAProgramThatIsMissing)
{
    test::expectError(ErrorCode::NotFound, "no-such-program", [] { runProgram({"no-such-program"}, 1s); });
}
