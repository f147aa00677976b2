// SPDX-License-Identifier: Apache-2.0
// bench_card_writer encrypted|raw STATE GOLDEN TARGET...: one timed batch for the bench.
// "encrypted" is the product's whole job, plan to last flush, verify off. "raw" is the limit: the same runs
// written in the same way, but nothing read and nothing encrypted. Targets are block devices, or files
// followed by =SIZE ("card.img=4GiB"). Prints one JSON object: seconds of wall and CPU, bytes written and
// milliseconds per step of each card, bytes of the golden root read.
#include "base/error.h"
#include "base/file.h"
#include "card/card_plan.h"
#include "card/make_card.h"
#include "card/root_writer.h"
#include "card/write_pipeline.h"
#include "device/open_medium.h"
#include "golden/geometry.h"
#include "golden/store.h"
#include "line/boot_source.h"

#include <chrono>
#include <iostream>
#include <map>
#include <thread>
#include <vector>

#include <sys/resource.h>

using namespace bindery;

namespace
{

double seconds(const timeval& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::unique_ptr<device::Medium> openTarget(const std::string& text)
{
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos) {
        return device::claimBlockDevice(text);
    }
    return device::createImageFile(text.substr(0, equals), parseSize(text.substr(equals + 1)), true);
}

golden::UnitIdentity unit()
{
    golden::UnitIdentity unit;
    unit.serial = "BENCH";
    unit.hostName = "bench";
    unit.fileSystemUuid = Uuid::random();
    unit.unitJson = {{"serial", "BENCH"}};
    return unit;
}

card::CardOrder orderFor(const std::shared_ptr<const card::SharedGolden>& golden)
{
    return {golden,
            golden->writeWindow->join(),
            golden->verifyWindow->join(),
            unit(),
            {{"type", "bindery-passport"}, {"keyslots", Json::array()}},
            "bench",
            card::VerifyPolicy::None,
            card::Fill::Discard,
            [](const card::CardIdentity&, const card::CardSecrets&) {}};
}

/// The same geometry without content.
std::uint64_t writeRaw(device::Medium& medium, const card::SharedGolden& golden,
                       const card::CardSource& source)
{
    const golden::CardGeometry geometry = golden::geometryFor(golden.manifest.bootSize, medium.size());
    std::atomic<std::uint64_t> written = 0;
    card::WritePipeline pipeline(medium, 3, card::kChunkSize, written);
    for (const card::ChunkPlan& plan : source.chunks()) {
        std::unique_ptr<card::Batch> batch = pipeline.acquire();
        for (const Extent& run : plan.runs) {
            batch->pieces.push_back(
                {geometry.data.offset + run.offset, run.offset - plan.offset, run.length});
        }
        pipeline.submit(std::move(batch));
    }
    for (const Extent& area : {geometry.boot, Extent{geometry.crypt.offset, luks::kHeaderSize}}) {
        for (std::uint64_t at = 0; at < area.length; at += card::kChunkSize) {
            std::unique_ptr<card::Batch> batch = pipeline.acquire();
            batch->pieces.push_back({area.offset + at, 0, std::min(card::kChunkSize, area.length - at)});
            pipeline.submit(std::move(batch));
        }
    }
    pipeline.finish();
    medium.flush();
    return written;
}

} // namespace

int main(int argumentCount, char** arguments)
try {
    if (argumentCount < 5) {
        std::cerr << "usage: bench_card_writer encrypted|raw STATE GOLDEN TARGET...\n";
        return 2;
    }
    const bool raw = std::string(arguments[1]) == "raw";
    const golden::Store store(std::filesystem::path(arguments[2]) / "golden");
    const golden::Manifest manifest = store.find(arguments[3]);
    const SystemClock clock;

    struct Card {
        std::unique_ptr<device::Medium> medium;
        std::shared_ptr<const card::SharedGolden> golden;
        std::unique_ptr<card::CardSource> rawSource;
        std::uint64_t written = 0;
        std::map<std::string, std::int64_t> stepMillis;
        std::string error;
    };
    std::vector<Card> cards;
    std::map<std::uint64_t, std::shared_ptr<const card::SharedGolden>> goldenBySize;
    for (int i = 4; i < argumentCount; ++i) {
        Card card{openTarget(arguments[i]), nullptr, nullptr, 0, {}, {}};
        const std::uint64_t dataSize =
            golden::geometryFor(manifest.bootSize, card.medium->size()).data.length;
        auto& golden = goldenBySize[dataSize];
        if (!golden) {
            golden = card::SharedGolden::create(manifest, store.root(manifest, Bytes(dataSize)),
                                                std::make_shared<line::BootSource>(store.boot(manifest)));
        }
        card.golden = golden;
        if (raw) {
            card.rawSource =
                std::make_unique<card::CardSource>(golden->root, golden::personalise(golden->root, unit()));
        }
        cards.push_back(std::move(card));
    }
    std::vector<card::CardOrder> orders;
    for (const Card& card : cards) {
        orders.push_back(orderFor(card.golden));
    }
    std::uint64_t readBefore = 0;
    for (const auto& [size, golden] : goldenBySize) {
        readBefore += golden->root.file->bytesRead().count();
    }

    const double cpuStart = cpuSeconds();
    const auto start = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < cards.size(); ++i) {
            threads.emplace_back([&card = cards[i], &order = orders[i], &clock, raw] {
                try {
                    if (raw) {
                        card.written = writeRaw(*card.medium, *card.golden, *card.rawSource);
                    } else {
                        card::CardProgress progress;
                        card::CardRecord record =
                            card::makeCard(*card.medium, std::move(order), clock, progress, {});
                        card.written = record.bytesWritten.count();
                        card.stepMillis = std::move(record.stepMillis);
                    }
                } catch (const std::exception& error) {
                    card.error = error.what();
                }
            });
        }
    }
    const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const double cpu = cpuSeconds() - cpuStart;

    std::uint64_t read = 0;
    for (const auto& [size, golden] : goldenBySize) {
        read += golden->root.file->bytesRead().count();
    }
    std::uint64_t used = 0;
    Json written = Json::array();
    Json steps = Json::array();
    for (const Card& card : cards) {
        if (!card.error.empty()) {
            std::cerr << card.medium->facts().path << ": " << card.error << "\n";
            return 1;
        }
        written.push_back(card.written);
        steps.push_back(card.stepMillis);
        used = totalLength(card.golden->root.used).count();
    }
    std::cout << Json{{"wall_s", wall},
                      {"cpu_s", cpu},
                      {"bytes_written", written},
                      {"golden_bytes_read", read - readBefore},
                      {"step_millis", steps},
                      {"root_used_bytes", used},
                      {"boot_bytes", manifest.bootSize.count()}}
                     .dump()
              << "\n";
    return 0;
} catch (const std::exception& error) {
    std::cerr << "bench_card_writer: " << error.what() << "\n";
    return 1;
}
