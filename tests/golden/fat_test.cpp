// SPDX-License-Identifier: Apache-2.0
// The judge is mtools, which reads the same volumes.
#include "base/file.h"
#include "golden/fat.h"
#include "golden/fat_images.h"
#include "golden/patch_points.h"
#include "golden/run_checked.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::golden;

namespace
{

const std::string kPlaceholder = "LUKS-UUID-PLACEHOLDER-OF-36-LETTERS-";

struct Kind {
    int bits;
    Bytes size;
    int clusterSectors;
};

std::string noise(std::size_t length)
{
    std::mt19937 random(7);
    std::string text(length, ' ');
    for (char& c : text) {
        c = static_cast<char>('a' + random() % 26);
    }
    return text;
}

class Fat : public testing::TestWithParam<Kind>
{
protected:
    void SetUp() override
    {
        test::makeFat(image(), GetParam().size, GetParam().bits, GetParam().clusterSectors);
    }
    std::filesystem::path image() const { return m_folder / "boot.fat"; }
    const test::TempFolder& folder() const { return m_folder; }

private:
    test::TempFolder m_folder;
};

std::string textAt(ByteView volume, const std::vector<Extent>& extents)
{
    std::string text;
    for (const Extent& extent : extents) {
        text += asText(volume.subspan(extent.offset, extent.length));
    }
    return text;
}

void setBytes(std::vector<std::byte>& volume, std::size_t offset, std::initializer_list<unsigned> values)
{
    for (const unsigned value : values) {
        volume[offset++] = static_cast<std::byte>(value);
    }
}

/// A FAT32 volume (the smallest that mtools reads) with one file of three clusters, and where its parts lie.
struct Small {
    Small()
    {
        const test::TempFolder folder;
        test::makeFat(folder / "v", mib(40), 32, 1);
        test::putIntoFat(folder / "v", "cmdline.txt", "start " + kPlaceholder + noise(1200));
        volume = test::bytesOf(folder / "v");
    }
    std::size_t fat() const { return 32 * 512; } // mkfs.fat reserves 32 sectors on FAT32
    std::vector<std::byte> volume;
};

const Small& smallVolume()
{
    static const Small small;
    return small;
}

} // namespace

TEST_P(Fat, FindsWholeFiles)
{
    const std::string text = noise(3000);
    test::putIntoFat(image(), "CMDLINE.TXT", text);
    test::putIntoFat(image(), "extlinux/extlinux.conf", "long name");
    test::putIntoFat(image(), "empty", "");
    const auto bytes = test::bytesOf(image());
    const FatVolume volume(bytes);
    EXPECT_EQ(volume.content(volume.find("cmdline.txt")), text);
    EXPECT_EQ(volume.content(volume.find("extlinux/extlinux.conf")), "long name");
    EXPECT_EQ(volume.content(volume.find("EXTLINUX/Extlinux.Conf")), "long name");
    EXPECT_EQ(volume.find("empty").size, 0U);
    EXPECT_LE(volume.size().count(), GetParam().size.count());
}

TEST_P(Fat, FindsAllPiecesOfAFragmentedFile)
{
    test::fragmentFat(image(), folder().path());
    const std::size_t clusterSize = static_cast<std::size_t>(GetParam().clusterSectors) * 512;
    const std::string text = noise(clusterSize * 7 + 100);
    test::putIntoFat(image(), "cmdline.txt", text);
    const auto bytes = test::bytesOf(image());
    const FatVolume volume(bytes);
    const FatFile file = volume.find("cmdline.txt");
    EXPECT_EQ(file.extents.size(), 8U);
    EXPECT_EQ(volume.content(file), text);
    EXPECT_EQ(test::takeFromFat(image(), "cmdline.txt"), text);
}

TEST_P(Fat, GivesSeveralExtentsForAPlaceholderAcrossClusters)
{
    test::fragmentFat(image(), folder().path());
    const std::size_t clusterSize = static_cast<std::size_t>(GetParam().clusterSectors) * 512;
    const std::string before = noise(clusterSize - 10);
    test::putIntoFat(image(), "cmdline.txt", before + kPlaceholder + " quiet\n");
    auto bytes = test::bytesOf(image());
    const auto points = findPatchPoints(bytes, {{"cmdline.txt", kPlaceholder, "luks_uuid"}});
    ASSERT_EQ(points.size(), 1U);
    ASSERT_EQ(points[0].extents.size(), 2U);
    EXPECT_EQ(points[0].extents[0].length, 10U);
    EXPECT_EQ(points[0].extents[1].length, 26U);
    EXPECT_EQ(textAt(bytes, points[0].extents), kPlaceholder);

    const std::string uuid = "01234567-89ab-cdef-0123-456789abcdef";
    std::size_t done = 0;
    const UniqueFd fd = openFile(image(), 2);
    for (const Extent& extent : points[0].extents) {
        writeFully(fd.get(), extent.offset, asBytes(uuid).subspan(done, extent.length), image());
        done += extent.length;
    }
    EXPECT_EQ(test::takeFromFat(image(), "cmdline.txt"), before + uuid + " quiet\n");
}

INSTANTIATE_TEST_SUITE_P(Kinds, Fat,
                         testing::Values(Kind{12, mib(1), 1}, Kind{12, mib(4), 4}, Kind{16, mib(16), 2},
                                         Kind{16, mib(40), 4}, Kind{32, mib(40), 1}, Kind{32, mib(72), 2}),
                         [](const auto& kind) {
                             return "Fat" + std::to_string(kind.param.bits) + "of" +
                                    std::to_string(kind.param.size.count() >> 20U) + "MiBClusters" +
                                    std::to_string(kind.param.clusterSectors);
                         });

TEST(FatVolume, ListsNamesAsMtoolsWroteThemSmallOnesToo)
{
    const test::TempFolder folder;
    const std::filesystem::path image = folder.path() / "fat";
    test::makeFat(image, mib(64), 32, 1);
    for (const char* path : {"vmlinuz", "initrd.img", "CONFIG.TXT", "overlays/a-long-name.dtbo"}) {
        test::putIntoFat(image, path, "content");
    }
    const std::string bytes = readTextFile(image, mib(64));
    const FatVolume volume(asBytes(bytes));
    EXPECT_THAT(volume.list(), testing::UnorderedElementsAre("vmlinuz", "initrd.img", "CONFIG.TXT",
                                                             "overlays/a-long-name.dtbo"));
}

TEST(FatVolume, SaysThatAFileIsNotThere)
{
    const Small& small = smallVolume();
    const FatVolume volume(small.volume);
    for (const char* path : {"gone.txt", "", "/", "cmdline.txt/x", "no/cmdline.txt", "cmdline.tx"}) {
        test::expectError(ErrorCode::NotFound, path, [&] { volume.find(path); });
    }
}

TEST(FatVolume, RefusesWhatIsNoFat)
{
    test::expectError(ErrorCode::BadImage, "smaller than a boot sector",
                      [] { FatVolume(std::vector<std::byte>(100)); });
    test::expectError(ErrorCode::BadImage, "no FAT file system",
                      [] { FatVolume(std::vector<std::byte>(4096)); });
    Small small = smallVolume();
    const auto refuses = [&](const std::string& part, std::size_t offset,
                             std::initializer_list<unsigned> values) {
        const std::vector<std::byte> start(small.volume.data(), small.volume.data() + 512);
        setBytes(small.volume, offset, values);
        test::expectError(ErrorCode::BadImage, part, [&] { FatVolume{small.volume}; });
        std::copy(start.begin(), start.end(), small.volume.begin());
    };
    refuses("4096 bytes per sector", 11, {0x00, 0x10});
    refuses("3 sectors per cluster", 13, {3});
    refuses("0 reserved", 14, {0, 0});
    refuses("0 FATs", 16, {0});
    refuses("512 entries in the root folder", 17, {0, 2});
    refuses("cut off", 32, {0xff, 0xff, 0xff, 0xff});
    refuses("FATs and the root folder fill", 36, {0xff, 0xff, 0xff, 0x7f});
}

TEST(FatVolume, StopsWhereAChainRunsInACircle)
{
    Small small = smallVolume();
    // The file has the first clusters after the root folder's: 3, 4, 5. Let 5 lead back to 3.
    setBytes(small.volume, small.fat() + 5 * 4, {3, 0, 0, 0});
    test::expectError(ErrorCode::BadImage, "the chain of cmdline.txt runs in a circle",
                      [&] { FatVolume(small.volume).find("cmdline.txt"); });
    setBytes(small.volume, small.fat() + 2 * 4, {2, 0, 0, 0});
    test::expectError(ErrorCode::BadImage, "the chain of the root folder runs in a circle",
                      [&] { FatVolume(small.volume).find("cmdline.txt"); });
}

TEST(FatVolume, StopsWhereAChainLeavesTheVolume)
{
    Small small = smallVolume();
    setBytes(small.volume, small.fat() + 4 * 4, {0, 0, 0x10, 0});
    test::expectError(ErrorCode::BadImage, "the chain of cmdline.txt leads to cluster 1048576",
                      [&] { FatVolume(small.volume).find("cmdline.txt"); });
    setBytes(small.volume, small.fat() + 4 * 4, {0, 0, 0, 0});
    test::expectError(ErrorCode::BadImage, "leads to cluster 0",
                      [&] { FatVolume(small.volume).find("cmdline.txt"); });
}

TEST(FatVolume, SaysThatAChainEndsBeforeTheFile)
{
    Small small = smallVolume();
    setBytes(small.volume, small.fat() + 4 * 4, {0xff, 0xff, 0xff, 0x0f});
    test::expectError(ErrorCode::BadImage, "its chain ends 218 before",
                      [&] { FatVolume(small.volume).find("cmdline.txt"); });
}

TEST(PatchPoints, AreInTheTextOnceOrElseTheRecipeDoesNotFit)
{
    const Small& small = smallVolume();
    const std::vector<std::byte>& volume = small.volume;
    EXPECT_EQ(findPatchPoints(volume, {}).size(), 0U);
    test::expectError(ErrorCode::BadImage,
                      "no file config.txt, in which the recipe expects a placeholder; put it there", [&] {
                          findPatchPoints(volume, {{"config.txt", kPlaceholder, "luks_uuid"}});
                      });
    test::expectError(ErrorCode::BadImage,
                      "cmdline.txt does not hold the placeholder \"" + std::string(36, 'X'), [&] {
                          findPatchPoints(volume, {{"cmdline.txt", std::string(36, 'X'), "luks_uuid"}});
                      });
    test::expectError(ErrorCode::BadImage, "share bytes", [&] {
        findPatchPoints(
            volume, {{"cmdline.txt", kPlaceholder, "luks_uuid"}, {"cmdline.txt", kPlaceholder, "luks_uuid"}});
    });

    const test::TempFolder folder;
    test::makeFat(folder / "v", mib(1), 12, 1);
    test::putIntoFat(folder / "v", "cmdline.txt", kPlaceholder + kPlaceholder);
    test::putIntoFat(folder / "v", "again.txt", std::string(37, 'A'));
    const auto twice = test::bytesOf(folder / "v");
    test::expectError(ErrorCode::BadImage, "more than once", [&] {
        findPatchPoints(twice, {{"cmdline.txt", kPlaceholder, "luks_uuid"}});
    });
    test::expectError(ErrorCode::BadImage, "more than once", [&] {
        findPatchPoints(twice, {{"again.txt", std::string(36, 'A'), "luks_uuid"}});
    });
}

TEST(PatchPoints, AreNotSearchedInKernels)
{
    const test::TempFolder folder;
    test::makeFat(folder / "v", mib(8), 16, 1);
    test::putIntoFat(folder / "v", "kernel", std::string(mib(1).count() + 1, 'k'));
    const auto volume = test::bytesOf(folder / "v");
    test::expectError(ErrorCode::BadImage, "at most 1.0 MiB", [&] {
        findPatchPoints(volume, {{"kernel", kPlaceholder, "luks_uuid"}});
    });
}
