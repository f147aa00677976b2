// SPDX-License-Identifier: Apache-2.0
#include "card/read_pipeline.h"
#include "card/write_pipeline.h"
#include "device/simulated_medium.h"
#include "support/expect_error.h"

#include <algorithm>

#include <gtest/gtest.h>

using namespace bindery;
using card::Batch;
using card::ReadPipeline;
using card::WritePipeline;

namespace
{

constexpr std::size_t kBuffer = 64 * 1024;
constexpr std::size_t kBatches = 16;

void submit(WritePipeline& pipeline, std::size_t i)
{
    std::unique_ptr<Batch> batch = pipeline.acquire();
    std::fill(batch->buffer.span().begin(), batch->buffer.span().end(), static_cast<std::byte>(i + 1));
    batch->pieces = {{i * kBuffer, 0, kBuffer / 2}, {i * kBuffer + kBuffer / 2, kBuffer / 2, kBuffer / 2}};
    pipeline.submit(std::move(batch));
}

} // namespace

TEST(WritePipeline, WritesEverythingInOrder)
{
    device::SimulatedMedium medium(Bytes(kBatches * kBuffer));
    std::atomic<std::uint64_t> written = 0;
    WritePipeline pipeline(medium, 2, kBuffer, written);
    for (std::size_t i = 0; i < kBatches; ++i) {
        submit(pipeline, i);
    }
    pipeline.finish();
    EXPECT_EQ(written, kBatches * kBuffer);
    std::uint64_t next = 0;
    for (const auto& act : medium.journal()) {
        EXPECT_EQ(act.offset, next);
        next += act.bytes.size();
    }
    const std::vector<std::byte> content = medium.content();
    for (std::size_t i = 0; i < kBatches; ++i) {
        EXPECT_EQ(content[i * kBuffer + 7], static_cast<std::byte>(i + 1));
    }
}

TEST(WritePipeline, WritesNothingAfterAnErrorAndReportsIt)
{
    device::MediumFaults faults;
    faults.writeError = Extent{4 * kBuffer, 4096};
    device::SimulatedMedium medium(Bytes(kBatches * kBuffer), faults);
    std::atomic<std::uint64_t> written = 0;
    WritePipeline pipeline(medium, 2, kBuffer, written);
    test::expectError(ErrorCode::WriteFailed, "", [&] {
        for (std::size_t i = 0; i < kBatches; ++i) {
            submit(pipeline, i);
        }
        pipeline.finish();
    });
    EXPECT_EQ(written, 4 * kBuffer);
    EXPECT_EQ(medium.content()[6 * kBuffer], std::byte{0});
}

TEST(WritePipeline, CanBeLeftWithWorkStillQueued)
{
    device::SimulatedMedium medium(Bytes(kBatches * kBuffer));
    std::atomic<std::uint64_t> written = 0;
    {
        WritePipeline pipeline(medium, 4, kBuffer, written);
        for (std::size_t i = 0; i < 4; ++i) {
            submit(pipeline, i);
        }
    }
    EXPECT_LE(written, 4 * kBuffer);
}

TEST(WritePipeline, LetsLessWaitForAMediumThatTurnsSlow)
{
    device::SimulatedMedium medium(Bytes(kBatches * kBuffer));
    std::atomic<std::uint64_t> written = 0;
    std::atomic<std::int64_t> secondsPerLook =
        0; // the clock moves when it is looked at: a write takes one step
    std::atomic<std::int64_t> seconds = 0;
    WritePipeline pipeline(medium, 4, kBuffer, written,
                           [&] { return std::chrono::seconds(seconds += secondsPerLook); });
    EXPECT_EQ(pipeline.depth(), 4U);
    secondsPerLook = 1;
    submit(pipeline, 0);
    pipeline.finish();
    EXPECT_LE(pipeline.depth(), 2U);
    secondsPerLook = 0;
    for (std::size_t i = 1; i < kBatches; ++i) {
        submit(pipeline, i);
    }
    pipeline.finish();
    EXPECT_EQ(pipeline.depth(), 4U);
}

TEST(ReadPipeline, HandsOutTheWishesInOrder)
{
    device::SimulatedMedium medium(Bytes(kBatches * kBuffer));
    std::atomic<std::uint64_t> written = 0;
    {
        WritePipeline pipeline(medium, 2, kBuffer, written);
        for (std::size_t i = 0; i < kBatches; ++i) {
            submit(pipeline, i);
        }
        pipeline.finish();
    }
    std::vector<std::vector<card::Piece>> wishes;
    for (std::size_t i = 0; i < kBatches; ++i) {
        wishes.push_back({{i * kBuffer, 0, kBuffer}});
    }
    ReadPipeline pipeline(medium, wishes, 2, kBuffer);
    for (std::size_t i = 0; i < kBatches; ++i) {
        std::unique_ptr<Batch> batch = pipeline.next();
        EXPECT_EQ(batch->buffer.view()[kBuffer - 1], static_cast<std::byte>(i + 1));
        pipeline.release(std::move(batch));
    }
}

TEST(ReadPipeline, ReportsAnErrorAtItsPlace)
{
    device::MediumFaults faults;
    faults.readError = Extent{2 * kBuffer, 4096};
    device::SimulatedMedium medium(Bytes(kBatches * kBuffer), faults);
    ReadPipeline pipeline(medium, {{{0, 0, kBuffer}}, {{kBuffer, 0, kBuffer}}, {{2 * kBuffer, 0, kBuffer}}},
                          3, kBuffer);
    pipeline.release(pipeline.next());
    pipeline.release(pipeline.next());
    test::expectError(ErrorCode::WriteFailed, "", [&] { pipeline.next(); });
}
