// SPDX-License-Identifier: Apache-2.0
#include "device/media_internal.h"
#include "device/pattern.h"
#include "device/simulated_medium.h"
#include "support/temp_folder.h"

#include <atomic>
#include <thread>

using namespace bindery;
using namespace bindery::device;
using namespace bindery::test;

namespace
{

constexpr std::uint64_t kChunk = 16 * kMediumAlignment;
constexpr std::uint64_t kChunks = 64;

AlignedBuffer chunk(std::uint64_t number)
{
    return pattern(kChunk, 100 + number);
}

/// Reads back each chunk as soon as it was written, while the next ones are.
void readBehindTheWriter(Medium& medium)
{
    std::atomic<std::uint64_t> written = 0;
    std::atomic<std::uint64_t> wrong = 0;
    std::thread reader([&] {
        AlignedBuffer read(kChunk);
        for (std::uint64_t i = 0; i < kChunks; ++i) {
            while (written.load() <= i) {
                written.wait(i);
            }
            medium.read(i * kChunk, read.span());
            wrong += toVector(read.view()) == toVector(chunk(i).view()) ? 0U : 1U;
        }
    });
    for (std::uint64_t i = 0; i < kChunks; ++i) {
        medium.write(i * kChunk, chunk(i).view());
        if (i % 8 == 7) {
            medium.flush();
        }
        written = i + 1;
        written.notify_one();
    }
    reader.join();
    EXPECT_EQ(wrong.load(), 0U);
}

} // namespace

TEST(MediaThreads, ASimulatedMediumIsReadWhileItIsWritten)
{
    SimulatedMedium medium(Bytes(kChunks * kChunk));
    readBehindTheWriter(medium);
}

TEST(MediaThreads, AnImageFileIsReadWhileItIsWritten)
{
    const TempFolder folder("/var/tmp");
    for (const FileCaching caching : {FileCaching::AvoidIfPossible, FileCaching::Use}) {
        const auto medium = createImageFile(folder / "card.img", Bytes(kChunks * kChunk), true, caching);
        readBehindTheWriter(*medium);
    }
}
