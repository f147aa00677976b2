// SPDX-License-Identifier: Apache-2.0
#include "card/memory_ceiling.h"
#include "device/simulated_medium.h"
#include "support/small_golden.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

using namespace bindery;

namespace
{

/// Looks at the memory in use whenever the card is touched.
class WatchingMedium : public device::SimulatedMedium
{
public:
    WatchingMedium(Bytes size, std::atomic<std::uint64_t>& peak) : SimulatedMedium(size), m_peak(peak) {}
    void read(std::uint64_t offset, ByteSpan out) override
    {
        look();
        SimulatedMedium::read(offset, out);
    }
    void write(std::uint64_t offset, ByteView bytes) override
    {
        look();
        SimulatedMedium::write(offset, bytes);
    }

private:
    void look()
    {
        const std::uint64_t now = AlignedBuffer::inUse().count();
        std::uint64_t before = m_peak;
        while (before < now && !m_peak.compare_exchange_weak(before, now)) {
        }
    }
    std::atomic<std::uint64_t>& m_peak;
};

} // namespace

TEST(MemoryCeiling, IsHeldByManyCardsAtOnce)
{
    constexpr std::size_t kCards = 6;
    const card::WindowLimits limits{2, std::chrono::milliseconds(1), 0};
    const test::SmallGolden golden({mib(40), {"-b", "4096"}, {{"usr/big", std::string(24'000'000, 'x')}}});
    const auto shared = golden.shared(limits);
    const std::uint64_t before = AlignedBuffer::inUse().count();
    std::atomic<std::uint64_t> peak = 0;
    std::atomic<std::size_t> verified = 0;
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < kCards; ++i) { // those that start late join a pass that runs
            threads.emplace_back([&] {
                WatchingMedium medium(golden.manifest().minimumMedium, peak);
                const SimulatedClock clock;
                card::CardProgress progress;
                verified +=
                    card::makeCard(medium, test::cardOrder(shared), clock, progress, {}).verified ? 1 : 0;
            });
        }
    }
    EXPECT_EQ(verified, kCards);
    const std::uint64_t buffers =
        card::windowCeiling(kCards, limits).count() + kCards * card::bufferCeilingPerCard().count();
    EXPECT_LE(peak - before, buffers);
    EXPECT_LT(buffers, card::memoryCeiling(kCards, limits).count());
    EXPECT_LE(shared->writeWindow->buffersMade(), limits.chunks + kCards);
    EXPECT_LE(shared->verifyWindow->buffersMade(), limits.chunks + kCards);
}

TEST(MemoryCeiling, IsOneMultiplication)
{
    const card::WindowLimits limits;
    const std::uint64_t one = card::memoryCeiling(1, limits).count();
    const std::uint64_t each = card::memoryCeiling(2, limits).count() - one;
    EXPECT_EQ(card::memoryCeiling(16, limits).count(), one + 15 * each);
}
