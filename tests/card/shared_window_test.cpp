// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "card/shared_window.h"
#include "support/expect_error.h"

#include <atomic>
#include <cstring>
#include <latch>
#include <numeric>
#include <thread>

#include <gtest/gtest.h>

using namespace bindery;
using namespace std::chrono_literals;
using card::kChunkSize;
using card::SharedWindow;

namespace
{

/// Byte i of chunk c is c + 1, everywhere, also where nothing is used.
class CountingSource : public ext4::BlockSource
{
public:
    explicit CountingSource(std::size_t chunks) : m_size(chunks * kChunkSize) {}
    Bytes size() const override { return m_size; }
    void read(std::uint64_t offset, ByteSpan out) const override
    {
        if (failAt && offset <= *failAt && *failAt < offset + out.size()) {
            throw Error(ErrorCode::BadImage, "root.ext4 cannot be read");
        }
        bytesRead += out.size();
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<std::byte>((offset + i) / kChunkSize + 1);
        }
    }
    mutable std::atomic<std::uint64_t> bytesRead = 0;
    std::optional<std::uint64_t> failAt;

private:
    Bytes m_size;
};

const card::WindowLimits kPatient{4, 60s, 0};

} // namespace

TEST(SharedWindow, ReadsTheGoldenRootOnceForFourCards)
{
    constexpr std::size_t kChunks = 12;
    const CountingSource source(kChunks);
    const Extents used{{0, kChunks * kChunkSize}};
    const auto window = SharedWindow::create(source, used, kPatient);
    std::vector<SharedWindow::Reader> readers;
    for (int i = 0; i < 4; ++i) {
        readers.push_back(window->join());
    }
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> cards;
        for (SharedWindow::Reader& reader : readers) {
            cards.emplace_back([&wrong, reader = std::move(reader)]() mutable {
                for (std::size_t i = 0; i < kChunks; ++i) {
                    const SharedWindow::Chunk chunk = reader.chunk(i, {});
                    wrong += chunk->view()[0] != static_cast<std::byte>(i + 1) ||
                             chunk->view()[kChunkSize - 1] != static_cast<std::byte>(i + 1);
                }
            });
        }
    }
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(source.bytesRead, kChunks * kChunkSize);
}

TEST(SharedWindow, ShowsZerosWhereNothingIsUsed)
{
    const CountingSource source(1);
    const Extents used{{4096, 4096}, {20480, 1024}};
    auto reader = SharedWindow::create(source, used, kPatient)->join();
    const SharedWindow::Chunk chunk = reader.chunk(0, {});
    const auto at = [&](std::size_t offset) { return std::to_integer<int>(chunk->view()[offset]); };
    EXPECT_EQ(at(4095), 0);
    EXPECT_EQ(at(4096), 1);
    EXPECT_EQ(at(8191), 1);
    EXPECT_EQ(at(8192), 0);
    EXPECT_EQ(at(20480), 1);
    EXPECT_EQ(at(21504), 0);
    EXPECT_EQ(source.bytesRead, 5120U);
}

TEST(SharedWindow, LeavesACardBehindThatOutlastsThePatience)
{
    constexpr std::size_t kChunks = 10;
    const CountingSource source(kChunks);
    const Extents used{{0, kChunks * kChunkSize}};
    const auto window = SharedWindow::create(source, used, {2, 20ms, 0});
    SharedWindow::Reader stuck = window->join();
    SharedWindow::Reader quick = window->join();
    for (std::size_t i = 0; i < kChunks; ++i) { // would wait for ever for the one that never asks
        EXPECT_EQ(quick.chunk(i, {})->view()[0], static_cast<std::byte>(i + 1));
    }
    for (std::size_t i = 0; i < kChunks; ++i) { // and the late one still gets every byte, by its own reads
        EXPECT_EQ(stuck.chunk(i, {})->view()[0], static_cast<std::byte>(i + 1));
    }
}

TEST(SharedWindow, ReadsOnceForSevenCardsBesideOneThatHardlyMoves)
{
    constexpr std::size_t kChunks = 30;
    const CountingSource source(kChunks);
    const Extents used{{0, kChunks * kChunkSize}};
    const auto window = SharedWindow::create(source, used, {2, 20ms, 0});
    std::vector<SharedWindow::Reader> quick;
    for (int i = 0; i < 7; ++i) {
        quick.push_back(window->join());
    }
    SharedWindow::Reader slow = window->join();
    slow.chunk(0, {});
    for (std::size_t i = 0; i < kChunks; ++i) { // by turns, so that none of the seven lags
        for (SharedWindow::Reader& reader : quick) {
            EXPECT_EQ(reader.chunk(i, {})->view()[0], static_cast<std::byte>(i + 1));
        }
    }
    EXPECT_EQ(source.bytesRead, kChunks * kChunkSize);
    for (std::size_t i = 1; i < kChunks; ++i) {
        EXPECT_EQ(slow.chunk(i, {})->view()[0], static_cast<std::byte>(i + 1));
    }
    EXPECT_GT(source.bytesRead, kChunks * kChunkSize) << "it fell back to reads of its own";
    EXPECT_LT(source.bytesRead, 2 * kChunks * kChunkSize);
}

TEST(SharedWindow, DoesNotWaitForACardThatHasLeft)
{
    constexpr std::size_t kChunks = 6;
    const CountingSource source(kChunks);
    const Extents used{{0, kChunks * kChunkSize}};
    const auto window = SharedWindow::create(source, used, {2, 60s, 0});
    auto leaving = std::make_unique<SharedWindow::Reader>(window->join());
    SharedWindow::Reader staying = window->join();
    std::latch started(1);
    std::jthread card([&] {
        staying.chunk(0, {});
        started.count_down();
        for (std::size_t i = 1; i < kChunks; ++i) {
            staying.chunk(i, {});
        }
    });
    started.wait();
    leaving.reset();
    card.join();
    EXPECT_EQ(source.bytesRead, kChunks * kChunkSize);
}

TEST(SharedWindow, StopsAWaitingCard)
{
    const CountingSource source(4);
    const Extents used{{0, 4 * kChunkSize}};
    const auto window = SharedWindow::create(source, used, {1, 60s, 0});
    SharedWindow::Reader stuck = window->join();
    SharedWindow::Reader waiting = window->join();
    waiting.chunk(0, {});
    std::stop_source stop;
    std::jthread stopper([&] { stop.request_stop(); });
    test::expectError(ErrorCode::Cancelled, "stopped", [&] { waiting.chunk(1, stop.get_token()); });
}

TEST(SharedWindow, GivesAReadErrorToEveryCard)
{
    CountingSource source(3);
    source.failAt = kChunkSize;
    const Extents used{{0, 3 * kChunkSize}};
    const auto window = SharedWindow::create(source, used, kPatient);
    std::atomic<int> errors = 0;
    {
        std::vector<std::jthread> cards;
        for (int i = 0; i < 3; ++i) {
            cards.emplace_back([&errors, reader = window->join()]() mutable {
                reader.chunk(0, {});
                try {
                    reader.chunk(1, {});
                } catch (const Error&) {
                    ++errors;
                }
            });
        }
    }
    EXPECT_EQ(errors, 3);
}

TEST(SharedWindow, ServesALateCardWhatItStillHoldsAndReadsTheRestForItAlone)
{
    constexpr std::size_t kChunks = 12;
    const CountingSource source(kChunks);
    const Extents used{{0, kChunks * kChunkSize}};
    const auto window = SharedWindow::create(source, used, kPatient);
    SharedWindow::Reader first = window->join();
    first.chunk(0, {});
    first.chunk(1, {});
    SharedWindow::Reader late = window->join();
    EXPECT_EQ(late.chunk(0, {})->view()[0], std::byte{1});
    EXPECT_EQ(source.bytesRead, 2 * kChunkSize); // it was still there
    for (std::size_t i = 2; i < kChunks; ++i) {
        first.chunk(i, {}); // would wait for a minute, were the late one attached
    }
    EXPECT_EQ(source.bytesRead, kChunks * kChunkSize);
    EXPECT_EQ(late.chunk(1, {})->view()[0], std::byte{2});
    EXPECT_EQ(source.bytesRead, (kChunks + 1) * kChunkSize);
}

TEST(SharedWindow, AttachesALateCardThatHasCaughtUp)
{
    constexpr std::size_t kChunks = 12;
    const CountingSource source(kChunks);
    const Extents used{{0, kChunks * kChunkSize}};
    const auto window = SharedWindow::create(source, used, {2, 20ms, 0});
    SharedWindow::Reader first = window->join();
    for (std::size_t i = 0; i < 6; ++i) {
        first.chunk(i, {});
    }
    SharedWindow::Reader late = window->join();
    for (std::size_t i = 0; i < 6; ++i) {
        late.chunk(i, {});
    }
    const std::uint64_t before = source.bytesRead;
    for (std::size_t i = 6; i < kChunks; ++i) { // by turns, the late one in front
        late.chunk(i, {});
        first.chunk(i, {});
    }
    EXPECT_EQ(source.bytesRead - before, 6 * kChunkSize);
}

TEST(SharedWindow, BeginsANewPassWhenTheLastOneIsOver)
{
    constexpr std::size_t kChunks = 8;
    const CountingSource source(kChunks);
    const Extents used{{0, kChunks * kChunkSize}};
    const auto window = SharedWindow::create(source, used, kPatient);
    {
        SharedWindow::Reader first = window->join();
        for (std::size_t i = 0; i < kChunks; ++i) {
            first.chunk(i, {});
        }
    }
    SharedWindow::Reader second = window->join();
    SharedWindow::Reader third = window->join();
    for (std::size_t i = 0; i < kChunks; ++i) {
        second.chunk(i, {});
        third.chunk(i, {});
    }
    EXPECT_EQ(source.bytesRead, 2 * kChunks * kChunkSize);
}

TEST(SharedWindow, LetsADetachedCardLeadOnceTheOthersAreDone)
{
    constexpr std::size_t kChunks = 12;
    const CountingSource source(kChunks);
    const Extents used{{0, kChunks * kChunkSize}};
    const auto window = SharedWindow::create(source, used, kPatient);
    SharedWindow::Reader first = window->join();
    for (std::size_t i = 0; i < kChunks; ++i) {
        first.chunk(i, {});
    }
    SharedWindow::Reader second = window->join();
    SharedWindow::Reader third = window->join();
    first.leave();
    for (std::size_t i = 0; i < kChunks; ++i) {
        second.chunk(i, {});
        third.chunk(i, {});
    }
    EXPECT_EQ(source.bytesRead, 2 * kChunks * kChunkSize);
}

TEST(SharedWindow, DoesNotWaitForACardThatWillComeLater)
{
    constexpr std::size_t kChunks = 8;
    const CountingSource source(kChunks);
    const Extents used{{0, kChunks * kChunkSize}};
    const auto window = SharedWindow::create(source, used, {2, 60s, 0});
    SharedWindow::Reader first = window->join();
    SharedWindow::Reader later = window->joinLater();
    for (std::size_t i = 0; i < kChunks; ++i) {
        first.chunk(i, {}); // would wait for a minute
    }
    EXPECT_EQ(later.chunk(0, {})->view()[0], std::byte{1});
}

TEST(SharedWindow, HoldsNoMoreThanTheWindowAndOneChunkPerCard)
{
    constexpr std::size_t kChunks = 40;
    constexpr std::size_t kCards = 5;
    const CountingSource source(kChunks);
    const Extents used{{0, kChunks * kChunkSize}};
    const card::WindowLimits limits{3, 2ms, 0.01};
    const auto window = SharedWindow::create(source, used, limits);
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> cards;
        for (std::size_t card = 0; card < kCards; ++card) { // some of them join a pass that runs
            cards.emplace_back([&wrong, reader = window->join()]() mutable {
                for (std::size_t i = 0; i < kChunks; ++i) {
                    wrong += reader.chunk(i, {})->view()[9] != static_cast<std::byte>(i + 1);
                }
            });
        }
    }
    EXPECT_EQ(wrong, 0);
    EXPECT_LE(window->buffersMade(), limits.chunks + kCards);
}

TEST(SharedWindow, ChunksOutliveIt)
{
    const CountingSource source(1);
    const Extents used{{0, kChunkSize}};
    SharedWindow::Chunk chunk;
    {
        auto reader = SharedWindow::create(source, used, kPatient)->join();
        chunk = reader.chunk(0, {});
    }
    EXPECT_EQ(chunk->view()[5], std::byte{1});
}
