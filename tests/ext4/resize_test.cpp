// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "ext4/file_system.h"
#include "ext4/test_image.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bindery::ext4
{
namespace
{

namespace files = std::filesystem;
using bindery::test::expectError;
using bindery::test::TempFolder;
using test::Kind;

class Resizing : public ::testing::TestWithParam<Kind>
{
protected:
    Resizing() : m_image(m_folder / "root.ext4")
    {
        files::create_directory(m_folder / "work");
        test::makeImage(m_image, GetParam());
    }
    std::shared_ptr<const Overlay> growTo(Bytes size)
    {
        return grow(m_image, std::make_shared<FileSource>(m_image), size, m_folder / "work");
    }

    TempFolder m_folder{test::fastFolder()};
    files::path m_image;
};

std::string nameOf(const ::testing::TestParamInfo<Kind>& info)
{
    return info.param.name;
}

class EveryKindResized : public Resizing
{
};
class SomeKindsResized : public Resizing
{
};
INSTANTIATE_TEST_SUITE_P(Ext4, EveryKindResized, ::testing::ValuesIn(test::allKinds()), nameOf);
INSTANTIATE_TEST_SUITE_P(Ext4, SomeKindsResized, ::testing::ValuesIn(test::someKinds()), nameOf);

TEST_P(EveryKindResized, IsCleanShrunkAndGrownAgain)
{
    shrink(m_image, mib(2));
    test::expectClean(m_image);
    const Bytes shrunk = FileSystem::open(std::make_shared<FileSource>(m_image)).facts().size();
    EXPECT_EQ(files::file_size(m_image), shrunk.count());
    EXPECT_LT(shrunk, GetParam().size);

    const std::string before = readTextFile(m_image, mib(64));
    const auto grown = growTo(mib(200));
    EXPECT_EQ(readTextFile(m_image, mib(64)), before);
    EXPECT_TRUE(files::is_empty(m_folder / "work"));

    // As large as resize2fs itself makes it, and clean with noise in every block that a card need not hold.
    files::copy_file(m_image, m_folder / "judge");
    files::resize_file(m_folder / "judge", mib(200).count());
    test::run({"resize2fs", (m_folder / "judge").string()});
    const Facts facts = FileSystem::open(grown).facts();
    EXPECT_EQ(facts.size(),
              FileSystem::open(std::make_shared<FileSource>(m_folder / "judge")).facts().size());
    EXPECT_EQ(facts.size(), grown->size());
    test::writeOutOverNoise(*grown, FileSystem::open(grown).usedExtents(), m_folder / "card", 0xbeef);
    test::expectClean(m_folder / "card");
    EXPECT_EQ(test::debugfsCat(m_folder / "card", "/etc/hostname"), "golden\n");
    EXPECT_EQ(test::debugfsCat(m_folder / "card", "/usr/lib/large.bin"), std::string(3'000'000, 'L'));
}

TEST_P(SomeKindsResized, GrowsToTheSameBytesEachTimeAndAfterStoring)
{
    const std::shared_ptr<const Overlay> first = growTo(mib(150));
    first->save(m_folder / "stored");
    const auto second = growTo(mib(150));
    const auto loaded = Overlay::load(m_folder / "stored", std::make_shared<FileSource>(m_image));
    EXPECT_EQ(first->extents(), second->extents());
    EXPECT_EQ(first->extents(), loaded->extents());
    for (const Extent& run : first->extents()) {
        EXPECT_EQ(test::bytesOf(*first, run), test::bytesOf(*second, run)) << run.offset;
        EXPECT_EQ(test::bytesOf(*first, run), test::bytesOf(*loaded, run)) << run.offset;
    }
    EXPECT_EQ(FileSystem::open(first).facts().writeTime,
              FileSystem::open(std::make_shared<FileSource>(m_image)).facts().writeTime);
}

TEST_P(SomeKindsResized, GrowsToAnySizeThatIsGiven)
{
    shrink(m_image, mib(1));
    const std::uint64_t smallest = files::file_size(m_image);
    for (const std::uint64_t more : {0ULL, 4096ULL, 1'000'001ULL, 9'437'184ULL, 33'554'432ULL + 4096 * 3}) {
        SCOPED_TRACE(more);
        const Bytes size(smallest + more);
        const auto grown = growTo(size);
        EXPECT_LE(grown->size(), size);
        EXPECT_GE(grown->size().count() + mib(9).count(),
                  size.count()); // a short last group at most is missing
        test::writeOut(*grown, m_folder / "grown");
        test::expectClean(m_folder / "grown");
    }
}

TEST_P(SomeKindsResized, RefusesASizeBelowTheRoot)
{
    expectError(ErrorCode::TooSmall, std::to_string(mib(20).count()), [&] { growTo(mib(20)); });
    EXPECT_TRUE(files::is_empty(m_folder / "work"));
}

TEST_P(SomeKindsResized, ReadsTheGrownRootThroughAnOverlayOfItsOwn)
{
    const std::shared_ptr<const Overlay> grown = growTo(mib(150));
    Overlay unit(grown, grown->size());
    FileSystem fs = FileSystem::openForChange(unit);
    fs.writeFile("/etc/hostname", asBytes("unit\n"), {});
    fs.setUuid(Uuid::parse("11111111-2222-4333-8444-555555555555"));
    fs.close();
    test::writeOut(unit, m_folder / "unit");
    test::expectClean(m_folder / "unit");
    EXPECT_EQ(test::debugfsCat(m_folder / "unit", "/etc/hostname"), "unit\n");
}

class LargeCards : public ::testing::Test
{
protected:
    LargeCards()
    {
        test::makeImage(m_folder / "root.ext4", {"", {"-b", "4096", "-t", "ext4"}, mib(600)});
        shrink(m_folder / "root.ext4", mib(8));
    }
    TempFolder m_folder; // sparse files of this size do not go into memory file systems
};

TEST_F(LargeCards, CostFewStoredBytesAndFewUsedOnes)
{
    const auto root = std::make_shared<FileSource>(m_folder / "root.ext4");
    const Bytes used = totalLength(FileSystem::open(root).usedExtents());
    for (const Bytes size : {gib(4), gib(29), gib(128)}) {
        SCOPED_TRACE(humanSize(size));
        const std::shared_ptr<const Overlay> grown =
            grow(m_folder / "root.ext4", root, size, m_folder.path());
        EXPECT_EQ(grown->size(), size);
        grown->save(m_folder / "stored");
        EXPECT_LT(files::file_size(m_folder / "stored"), mib(2).count());
        // Backups of the superblock and the descriptors, with their reserve: about 0.8 MiB in each of 1, 3,
        // 5, 7, 9, ...
        EXPECT_LT(totalLength(FileSystem::open(grown).usedExtents()).count(), used.count() + mib(5).count());
    }
}

TEST_F(LargeCards, CostNothingToReadButTheRoot)
{
    const auto root = std::make_shared<FileSource>(m_folder / "root.ext4");
    const std::shared_ptr<const Overlay> grown = grow(m_folder / "root.ext4", root, gib(29), m_folder.path());
    const Bytes before = root->bytesRead();
    FileSystem::open(grown).usedExtents();
    EXPECT_LT((root->bytesRead() - before).count(), mib(2).count());
}

TEST(Grow, RemovesWhatAKilledRunLeftBehind)
{
    const TempFolder folder(test::fastFolder());
    test::makeEmptyImage(folder / "root.ext4", {"", {"-b", "4096", "-t", "ext4"}, mib(16)});
    files::create_directory(folder / "work");
    replaceFile(folder / "work/growing-0011223344556677.ext4", asBytes("left"));
    replaceFile(folder / "work/other", asBytes("not ours"));
    grow(folder / "root.ext4", std::make_shared<FileSource>(folder / "root.ext4"), mib(20), folder / "work");
    EXPECT_FALSE(files::exists(folder / "work/growing-0011223344556677.ext4"));
    EXPECT_TRUE(files::exists(folder / "work/other"));
}

TEST(Grow, LeavesNothingBehindWhenResize2fsRefuses)
{
    const TempFolder folder(test::fastFolder());
    const auto image = folder / "root.ext4";
    test::makeEmptyImage(image, {"", {"-b", "4096", "-t", "ext4"}, mib(16)});
    // Mounted after its last check, as resize2fs sees it.
    test::run({"debugfs", "-w", "-R", "set_super_value mtime 20300101", image.string()});
    files::create_directory(folder / "work");
    expectError(ErrorCode::BadImage, "e2fsck -f",
                [&] { grow(image, std::make_shared<FileSource>(image), mib(20), folder / "work"); });
    EXPECT_TRUE(files::is_empty(folder / "work"));
}

TEST(CheckFileSystem, FindsDamageAndRepairsAWorkCopy)
{
    const TempFolder folder(test::fastFolder());
    const auto image = folder / "root.ext4";
    test::makeImage(image, test::someKinds().front());
    checkFileSystem(image, false);
    test::run({"debugfs", "-w", "-R", "clri /etc/hostname", image.string()});
    expectError(ErrorCode::BadImage, "root.ext4", [&] { checkFileSystem(image, false); });
    checkFileSystem(image, true);
    checkFileSystem(image, false);
}

TEST(CheckFileSystem, SaysWhenItIsNone)
{
    const TempFolder folder;
    replaceFile(folder / "none", std::vector<std::byte>(1U << 20U));
    expectError(ErrorCode::BadImage, "none", [&] { checkFileSystem(folder / "none", false); });
    expectError(ErrorCode::BadImage, "none", [&] { checkFileSystem(folder / "none", true); });
    expectError(ErrorCode::NotFound, "missing", [&] { checkFileSystem(folder / "missing", true); });
}

} // namespace
} // namespace bindery::ext4
