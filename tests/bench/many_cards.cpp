// SPDX-License-Identifier: Apache-2.0
// bench_many_cards many|slow MEGABYTES RATE [N...]: cards in this process, limited in their rate, without a
// kernel between. "many": N cards of RATE MB/s at once, the product's whole job with verify off against raw
// writers that read and encrypt nothing; one JSON object per N. "slow": seven cards of RATE MB/s, alone and
// beside one of 2 MB/s. MEGABYTES: what the golden root holds.
#include "base/error.h"
#include "card/make_card.h"
#include "card/memory_ceiling.h"
#include "card/write_pipeline.h"
#include "golden/geometry.h"
#include "support/small_golden.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

using namespace bindery;

namespace
{

using Steady = std::chrono::steady_clock;

/// Takes writes at its rate and forgets them, but for small ones: the table is read back. Blank at first.
class RatedMedium : public device::Medium
{
public:
    RatedMedium(Bytes size, double bytesPerSecond) : m_rate(bytesPerSecond)
    {
        m_facts.path = "rated medium";
        m_facts.size = size;
    }
    const device::MediumFacts& facts() const override { return m_facts; }
    void read(std::uint64_t offset, ByteSpan out) override
    {
        std::memset(out.data(), 0, out.size());
        const std::lock_guard lock(m_mutex);
        for (const auto& [start, bytes] : m_small) {
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                if (start + i >= offset && start + i < offset + out.size()) {
                    out[start + i - offset] = bytes[i];
                }
            }
        }
    }
    void write(std::uint64_t offset, ByteView bytes) override
    {
        if (bytes.size() <= kSmall) {
            const std::lock_guard lock(m_mutex);
            m_small[offset] = {bytes.begin(), bytes.end()};
        }
        const std::chrono::duration<double> takes(static_cast<double>(bytes.size()) / m_rate);
        m_free = std::max(m_free, Steady::now()) + std::chrono::duration_cast<Steady::duration>(takes);
        std::this_thread::sleep_until(m_free);
    }
    void flush() override {}
    device::DiscardResult discard(Extent) override { return device::DiscardResult::Unsupported; }
    device::ReadBack readBack() const override { return device::ReadBack::Direct; }
    void recheck() override {}

private:
    static constexpr std::size_t kSmall = 16384;
    device::MediumFacts m_facts;
    double m_rate;
    Steady::time_point m_free;
    std::mutex m_mutex;
    std::map<std::uint64_t, std::vector<std::byte>> m_small;
};

test::SmallGolden makeGolden(std::uint64_t megabytes)
{
    constexpr std::uint64_t kFile = 8;
    test::SmallGoldenShape shape;
    shape.rootSize = mib(megabytes + megabytes / 8 + 64);
    for (std::uint64_t i = 0; i < megabytes / kFile; ++i) {
        shape.files["usr/lib/part-" + std::to_string(i)] = std::string(kFile * 1'000'000, 'x');
    }
    return test::SmallGolden(shape);
}

/// The root's runs in chunks, the header and the boot partition, at the places where a card has them.
void writeRaw(device::Medium& medium, const card::SharedGolden& golden)
{
    const golden::CardGeometry geometry = golden::geometryFor(golden.manifest.bootSize, medium.size());
    std::atomic<std::uint64_t> written = 0;
    card::WritePipeline pipeline(medium, card::kQueueBuffers, card::kChunkSize, written);
    const auto put = [&](const std::vector<card::ChunkPlan>& chunks, std::uint64_t start) {
        for (const card::ChunkPlan& plan : chunks) {
            std::unique_ptr<card::Batch> batch = pipeline.acquire();
            for (const Extent& run : plan.runs) {
                batch->pieces.push_back({start + run.offset, run.offset - plan.offset, run.length});
            }
            pipeline.submit(std::move(batch));
        }
    };
    put(card::cutIntoChunks(golden.root.used), geometry.data.offset);
    put(card::cutIntoChunks({{0, geometry.boot.length}}), geometry.boot.offset);
    put(card::cutIntoChunks({{0, luks::kHeaderSize}}), geometry.crypt.offset);
    pipeline.finish();
}

card::CardOrder orderFor(const std::shared_ptr<const card::SharedGolden>& golden)
{
    card::CardOrder order = test::cardOrder(golden);
    order.verify = card::VerifyPolicy::None;
    order.fill = card::Fill::None;
    return order;
}

/// One thread per card; seconds until the last of them is done.
template <typename Card>
double secondsOf(std::size_t cards, Card card)
{
    const auto start = Steady::now();
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < cards; ++i) {
            threads.emplace_back([&card, i] {
                try {
                    card(i);
                } catch (const std::exception& error) {
                    std::cerr << "bench_many_cards: " << error.what() << "\n";
                    std::exit(1); // NOLINT(concurrency-mt-unsafe): no figure is worth more
                }
            });
        }
    }
    return std::chrono::duration<double>(Steady::now() - start).count();
}

double rawSeconds(const test::SmallGolden& golden, std::size_t cards, double rate)
{
    const auto shared = golden.shared();
    return secondsOf(cards, [&](std::size_t) {
        RatedMedium medium(golden.manifest().minimumMedium, rate);
        writeRaw(medium, *shared);
    });
}

struct Made {
    double seconds = 0;
    double goldenReads = 0; ///< of what the root holds, for all cards together
};

/// A card of `slowRate` beside them is stopped when the others are done.
Made makeCards(const test::SmallGolden& golden, std::size_t cards, double rate,
               std::optional<double> slowRate)
{
    const auto shared = golden.shared();
    const SystemClock clock;
    const Bytes size = golden.manifest().minimumMedium;
    std::vector<card::CardOrder> orders;
    for (std::size_t i = 0; i < cards; ++i) {
        orders.push_back(orderFor(shared));
    }
    std::jthread slow;
    if (slowRate) {
        slow = std::jthread(
            [order = orderFor(shared), &clock, size, rate = *slowRate](const std::stop_token& stop) mutable {
                RatedMedium medium(size, rate);
                card::CardProgress progress;
                try {
                    card::makeCard(medium, std::move(order), clock, progress, stop);
                } catch (const Error& error) {
                    if (error.code() != ErrorCode::Cancelled) {
                        std::cerr << "bench_many_cards: the slow card: " << error.what() << "\n";
                    }
                }
            });
    }
    Made made;
    made.seconds = secondsOf(cards, [&](std::size_t i) {
        RatedMedium medium(size, rate);
        card::CardProgress progress;
        card::makeCard(medium, std::move(orders[i]), clock, progress, {});
    });
    made.goldenReads = static_cast<double>(shared->writeWindow->bytesRead().count()) /
                       static_cast<double>(totalLength(shared->root.used).count());
    return made;
}

void printMany(const test::SmallGolden& golden, std::size_t cards, double rate)
{
    const double raw = rawSeconds(golden, cards, rate);
    const Made made = makeCards(golden, cards, rate, std::nullopt);
    std::cout << Json{{"cards", cards},
                      {"raw_s", raw},
                      {"cards_s", made.seconds},
                      {"ratio", raw / made.seconds},
                      {"golden_reads_per_card", made.goldenReads / static_cast<double>(cards)},
                      {"memory_ceiling", card::memoryCeiling(cards, {}).count()}}
                     .dump()
              << std::endl;
}

void printSlow(const test::SmallGolden& golden, double rate)
{
    constexpr std::size_t kQuick = 7;
    constexpr double kSlow = 2e6;
    const Made alone = makeCards(golden, kQuick, rate, std::nullopt);
    const Made beside = makeCards(golden, kQuick, rate, kSlow);
    std::cout << Json{{"alone_s", alone.seconds},
                      {"beside_slow_s", beside.seconds},
                      {"lost", beside.seconds / alone.seconds - 1}}
                     .dump()
              << std::endl;
}

} // namespace

int main(int argumentCount, char** arguments)
try {
    const std::vector<std::string> words(arguments + 1, arguments + argumentCount);
    if (words.size() < 3 || (words[0] != "many" && words[0] != "slow")) {
        std::cerr << "usage: bench_many_cards many|slow MEGABYTES RATE [N...]\n";
        return 2;
    }
    const test::SmallGolden golden = makeGolden(std::stoull(words[1]));
    const double rate = std::stod(words[2]) * 1e6;
    if (words[0] == "slow") {
        printSlow(golden, rate);
        return 0;
    }
    for (std::size_t i = 3; i < words.size(); ++i) {
        printMany(golden, std::stoull(words[i]), rate);
    }
    return 0;
} catch (const std::exception& error) {
    std::cerr << "bench_many_cards: " << error.what() << "\n";
    return 1;
}
