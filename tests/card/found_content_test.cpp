// SPDX-License-Identifier: Apache-2.0
// The blank test: what passes for a new card, and what must be taken for somebody's data.
#include "base/file.h"
#include "base/process.h"
#include "card/found_content.h"
#include "device/open_medium.h"
#include "device/simulated_medium.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace bindery;
using card::Found;
using card::FoundContent;
using device::SimulatedMedium;
using ::testing::HasSubstr;

namespace
{

constexpr Bytes kCardSize = mib(96); // FAT32 wants that much
constexpr Bytes kBareSize = mib(16);
constexpr std::uint64_t kStart = mib(4).count(); // of the partition
constexpr std::uint64_t kSector = SectorCount::kSectorSize;

FoundContent lookAt(std::vector<std::byte> content)
{
    SimulatedMedium medium(std::move(content));
    return card::lookAtContent(medium);
}

/// An image file, whose table is read by its path.
class CardFile
{
public:
    explicit CardFile(std::byte background = std::byte{0})
    {
        const UniqueFd fd = openFile(path(), O_RDWR | O_CREAT, 0600);
        if (background == std::byte{0}) {
            if (::ftruncate(fd.get(), static_cast<off_t>(kCardSize.count())) != 0) {
                throw std::runtime_error("ftruncate");
            }
        } else {
            const std::vector<std::byte> all(kCardSize.count(), background);
            writeFully(fd.get(), 0, all, path());
        }
    }
    std::filesystem::path path() const { return m_folder / "card.img"; }
    void put(std::uint64_t offset, ByteView bytes) const
    {
        const UniqueFd fd = openFile(path(), O_RDWR);
        writeFully(fd.get(), offset, bytes, path());
    }
    void put(std::uint64_t offset, std::uint64_t number, std::size_t width) const
    {
        std::vector<std::byte> bytes(width);
        for (std::size_t i = 0; i < width; ++i) {
            bytes[i] = static_cast<std::byte>(number >> (8 * i));
        }
        put(offset, bytes);
    }
    /// An MBR with partitions that follow each other from kStart on.
    void putTable(std::size_t partitions) const
    {
        const std::uint64_t sectors =
            (kCardSize.count() - kStart) / kSector / std::max<std::size_t>(1, partitions);
        for (std::size_t i = 0; i < partitions; ++i) {
            const std::uint64_t entry = 446 + 16 * i;
            put(entry + 4, 0x0C, 1);
            put(entry + 8, kStart / kSector + i * sectors, 4);
            put(entry + 12, sectors, 4);
        }
        put(440, 0x1BADCAFE, 4);
        put(510, 0xAA55, 2);
    }
    void run(std::vector<std::string> arguments) const
    {
        const ProcessResult result = runProgram(arguments, std::chrono::seconds(60));
        if (result.exitStatus != 0) {
            throw std::runtime_error(arguments[0] + ": " + result.output);
        }
    }
    void makeFat(const std::string& bits, std::uint64_t start) const
    {
        const std::uint64_t blocks = (kCardSize.count() - start) / 1024;
        run({"mkfs.fat", "-F", bits, "-n", "NO NAME", "--offset=" + std::to_string(start / kSector),
             path().string(), std::to_string(blocks)});
    }
    /// A boot sector, allocation bitmap, up-case table and root folder as SDXC cards come with.
    void makeExfat(std::uint64_t start) const
    {
        constexpr std::uint64_t kHeapSector = 4096;
        constexpr std::uint64_t kCluster = 32768;
        const std::uint64_t heap = start + kHeapSector * kSector;
        put(start, asBytes(std::string_view("\xEB\x76\x90"
                                            "EXFAT   ",
                                            11)));
        put(start + 88, kHeapSector, 4);
        put(start + 96, 4, 4); // cluster of the root folder
        put(start + 108, 9, 1);
        put(start + 109, 6, 1);
        put(start + 510, 0xAA55, 2);
        const std::uint64_t folder = heap + 2 * kCluster;
        put(folder, 0x83, 1);
        const auto system = [&](std::uint64_t entry, std::uint64_t type, std::uint64_t cluster,
                                std::uint64_t length) {
            put(entry, type, 1);
            put(entry + 20, cluster, 4);
            put(entry + 24, length, 8);
            put(heap + (cluster - 2) * kCluster, 0x0706050403020100, 8);
        };
        system(folder + 32, 0x81, 2, 300);
        system(folder + 64, 0x82, 3, 5836);
    }
    std::uint64_t exfatFolder(std::uint64_t start) const { return start + 4096 * kSector + 2 * 32768; }
    FoundContent look() const { return card::lookAtContent(*device::openForReading(path())); }

private:
    test::TempFolder m_folder;
};

} // namespace

TEST(FoundContent, OfConstantBytesIsBlank)
{
    for (const std::byte value : {std::byte{0}, std::byte{0xFF}}) {
        EXPECT_EQ(lookAt(std::vector<std::byte>(kBareSize.count(), value)).kind, Found::Blank);
    }
}

TEST(FoundContent, OfAMediumSmallerThanItsSamplesIsBlank)
{
    EXPECT_EQ(lookAt(std::vector<std::byte>(8192 + 512)).kind, Found::Blank);
}

TEST(FoundContent, OfOneByteInFirstOrLastBlockIsData)
{
    for (const std::size_t at : {std::size_t{2000}, std::size_t{kBareSize.count() - 1}}) {
        std::vector<std::byte> content(kBareSize.count());
        content[at] = std::byte{1};
        const FoundContent found = lookAt(std::move(content));
        EXPECT_EQ(found.kind, Found::Data) << at;
        EXPECT_THAT(found.what, HasSubstr("bytes at "));
    }
}

TEST(FoundContent, OfARunOfOldBytesAnywhereIsData)
{
    const std::uint64_t run = kBareSize.count() / 250;
    for (std::uint64_t at = 0; at + run <= kBareSize.count(); at += 7 * run + 4096) {
        std::vector<std::byte> content(kBareSize.count());
        for (std::uint64_t i = 0; i < run; ++i) {
            content[at + i] = static_cast<std::byte>(i);
        }
        ASSERT_EQ(lookAt(std::move(content)).kind, Found::Data) << at;
    }
}

TEST(FoundContent, OfAnEmptyFatIsOfTheFactory)
{
    for (const char* bits : {"16", "32"}) {
        for (const std::byte background : {std::byte{0}, std::byte{0xFF}}) {
            const CardFile file(background);
            file.makeFat(bits, kStart);
            file.put(0, std::vector<std::byte>(512));
            file.putTable(1);
            const FoundContent found = file.look();
            EXPECT_EQ(found.kind, Found::Factory) << bits << ": " << found.what;
            EXPECT_THAT(found.what, HasSubstr("an empty FAT"));
        }
    }
}

TEST(FoundContent, OfAFatWithAFileIsData)
{
    for (const char* bits : {"16", "32"}) {
        const CardFile file;
        file.makeFat(bits, kStart);
        file.putTable(1);
        file.run({"mmd", "-i", file.path().string() + "@@" + std::to_string(kStart), "::DCIM"});
        const FoundContent found = file.look();
        EXPECT_EQ(found.kind, Found::Data);
        EXPECT_EQ(found.what, "a partition that is not empty");
    }
}

TEST(FoundContent, OfAFatWhoseFileWasDeletedIsData)
{
    const CardFile file;
    file.makeFat("32", kStart);
    file.putTable(1);
    const std::string volume = file.path().string() + "@@" + std::to_string(kStart);
    file.run({"mmd", "-i", volume, "::DCIM"});
    file.run({"mrd", "-i", volume, "::DCIM"});
    EXPECT_EQ(file.look().kind, Found::Data);
}

TEST(FoundContent, OfAFatThatWasMadeAnewOverOldDataIsData)
{
    const CardFile file;
    file.put(mib(40).count(), std::vector<std::byte>(mib(1).count() - 1, std::byte{7}));
    for (std::uint64_t at = mib(40).count(); at < mib(41).count(); at += 4096) {
        file.put(at, 8, 1);
    }
    file.makeFat("32", kStart);
    file.putTable(1);
    const FoundContent found = file.look();
    EXPECT_EQ(found.kind, Found::Data);
    EXPECT_THAT(found.what, HasSubstr("an empty FAT32 file system, but bytes at 40."));
}

TEST(FoundContent, OfAnEmptyExfatIsOfTheFactory)
{
    const CardFile file;
    file.makeExfat(kStart);
    file.putTable(1);
    const FoundContent found = file.look();
    EXPECT_EQ(found.kind, Found::Factory) << found.what;
    EXPECT_EQ(found.what, "an empty exFAT file system");
}

TEST(FoundContent, OfAnExfatWithAFileIsData)
{
    const CardFile file;
    file.makeExfat(kStart);
    file.put(file.exfatFolder(kStart) + 96, 0x85, 1);
    file.putTable(1);
    EXPECT_EQ(file.look().kind, Found::Data);
}

TEST(FoundContent, OfHostileFileSystemsIsData)
{
    const CardFile file;
    file.makeExfat(kStart);
    file.putTable(1);
    for (const auto& [at, width] : {std::pair{kStart + 96, 4U},
                                    {kStart + 88, 4U},
                                    {kStart + 108, 1U},
                                    {kStart + 109, 1U},
                                    {file.exfatFolder(kStart) + 56, 8U},
                                    {file.exfatFolder(kStart) + 52, 4U}}) {
        for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}}) {
            const CardFile hostile;
            hostile.makeExfat(kStart);
            hostile.putTable(1);
            hostile.put(at, value, width);
            // A table of no length takes nothing, so it is no harm.
            const bool harmless = width == 8 && value < 2;
            EXPECT_EQ(hostile.look().kind == Found::Data, !harmless) << at << " " << value;
        }
    }
}

TEST(FoundContent, OfAFileSystemWithoutTableIsJudgedLikeAPartition)
{
    const CardFile factory;
    factory.makeFat("32", 0);
    EXPECT_EQ(factory.look().kind, Found::Factory) << factory.look().what;

    const CardFile used;
    used.makeFat("32", 0);
    used.run({"mmd", "-i", used.path().string(), "::DCIM"});
    EXPECT_EQ(used.look().kind, Found::Data);

    const CardFile linux;
    linux.run({"mke2fs", "-q", "-F", "-t", "ext4", linux.path().string()});
    EXPECT_EQ(linux.look().kind, Found::Data);
}

TEST(FoundContent, OfATableWithoutPartitionsIsOfTheFactory)
{
    const CardFile file;
    file.putTable(0);
    const FoundContent found = file.look();
    EXPECT_EQ(found.kind, Found::Factory);
    EXPECT_EQ(found.what, "a table without partitions");
    file.put(mib(50).count(), std::vector<std::byte>(mib(1).count(), std::byte{1}));
    EXPECT_EQ(file.look().kind, Found::Factory) << "one byte repeated";
    file.put(kCardSize.count() - 7, 1, 1);
    EXPECT_EQ(file.look().kind, Found::Data);
}

TEST(FoundContent, OfSeveralPartitionsIsData)
{
    const CardFile file;
    file.putTable(2);
    const FoundContent found = file.look();
    EXPECT_EQ(found.kind, Found::Data);
    EXPECT_EQ(found.what, "2 partitions");
}
