// SPDX-License-Identifier: Apache-2.0
#include "device/media_internal.h"
#include "device/open_medium.h"
#include "device/pattern.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

using namespace bindery;
using namespace bindery::device;
using namespace bindery::test;
namespace fs = std::filesystem;

namespace
{

class ImageFile : public ::testing::Test
{
protected:
    fs::path path() const { return m_folder / "card.img"; }
    fs::path named(const std::string& name) const { return m_folder / name; }
    void makeFile(const fs::path& file, std::uint64_t size) const
    {
        openFile(file, O_RDWR | O_CREAT);
        fs::resize_file(file, size);
    }
    struct stat stateOf(const fs::path& file) const
    {
        struct stat state {
        };
        EXPECT_EQ(::stat(file.c_str(), &state), 0);
        return state;
    }

private:
    const TempFolder m_folder{"/var/tmp"};
};

} // namespace

TEST_F(ImageFile, IsSparseAndOnlyItsOwnersToRead)
{
    const auto medium = createImageFile(path(), gib(64), false);
    const struct stat state = stateOf(path());
    EXPECT_EQ(state.st_size, static_cast<off_t>(gib(64).count()));
    EXPECT_LT(state.st_blocks, 1024);
    EXPECT_EQ(state.st_mode & 07777U, 0600U);
}

TEST_F(ImageFile, NamesItselfInItsFacts)
{
    const auto medium = createImageFile(path(), mib(1), false);
    EXPECT_EQ(medium->facts().path, path().string());
    EXPECT_EQ(medium->facts().size, mib(1));
    EXPECT_FALSE(medium->facts().isBlockDevice);
    EXPECT_FALSE(medium->facts().diskSeq);
}

TEST_F(ImageFile, IsNotMadeOverAnotherOneUnasked)
{
    makeFile(path(), 100);
    expectError(ErrorCode::Conflict, path().string() + " exists already",
                [&] { createImageFile(path(), mib(1), false); });
    EXPECT_EQ(fs::file_size(path()), 100U);
}

TEST_F(ImageFile, HoldsNothingOfTheOneItOverwrites)
{
    {
        const auto old = createImageFile(path(), mib(1), false);
        old->write(0, pattern(mib(1).count(), 1).view());
        old->flush();
    }
    fs::permissions(path(), fs::perms::all);
    const auto medium = createImageFile(path(), mib(2), true);
    EXPECT_EQ(readOf(path(), {0, mib(2).count()}), std::vector<std::byte>(mib(2).count()));
    EXPECT_EQ(stateOf(path()).st_mode & 07777U, 0600U);
}

TEST_F(ImageFile, IsNotMadeWhileAnotherProcessUsesIt)
{
    const auto first = createImageFile(path(), mib(1), false);
    first->write(0, pattern(kib(4).count(), 2).view());
    expectError(ErrorCode::Busy, "in use by another process", [&] { createImageFile(path(), mib(2), true); });
    EXPECT_EQ(fs::file_size(path()), mib(1).count());
}

TEST_F(ImageFile, IsFreeAgainWhenItsMediumEnds)
{
    createImageFile(path(), mib(1), false);
    EXPECT_NO_THROW(createImageFile(path(), mib(1), true));
}

TEST_F(ImageFile, KeepsWhatItHoldsWhenItIsOpenedAgain)
{
    {
        const auto made = createImageFile(path(), mib(1), false);
        made->write(0, pattern(kib(4).count(), 3).view());
        made->flush();
    }
    const auto medium = openImageFile(path());
    EXPECT_EQ(medium->size(), mib(1));
    AlignedBuffer block(kib(4).count());
    medium->read(0, block.span());
    const AlignedBuffer wanted = pattern(kib(4).count(), 3);
    EXPECT_TRUE(std::equal(wanted.view().begin(), wanted.view().end(), block.view().begin()));
    EXPECT_NO_THROW(medium->write(kib(4).count(), block.view()));
    expectError(ErrorCode::Busy, "in use by another process", [&] { openImageFile(path()); });
}

TEST_F(ImageFile, IsNotOpenedThroughASymbolicLink)
{
    makeFile(named("target"), 4096);
    fs::create_symlink(named("target"), path());
    expectError(ErrorCode::NotEligible, "is a symbolic link", [&] { openImageFile(path()); });
}

TEST_F(ImageFile, IsNotWrittenThroughASymbolicLink)
{
    makeFile(named("target"), 100);
    fs::create_symlink(named("target"), path());
    for (const bool overwrite : {false, true}) {
        expectError(ErrorCode::NotEligible, "is a symbolic link",
                    [&] { createImageFile(path(), mib(1), overwrite); });
    }
    EXPECT_EQ(fs::file_size(named("target")), 100U);
}

TEST_F(ImageFile, IsNotMadeThroughADanglingLink)
{
    fs::create_symlink(named("target"), path());
    expectError(ErrorCode::NotEligible, "is a symbolic link", [&] { createImageFile(path(), mib(1), true); });
    EXPECT_FALSE(fs::exists(named("target")));
}

TEST_F(ImageFile, IsNoFolderPipeOrDevice)
{
    fs::create_directory(named("folder"));
    ASSERT_EQ(::mkfifo(named("pipe").c_str(), 0600), 0);
    const std::vector<std::pair<fs::path, std::string>> places{{named("folder"), "is a folder"},
                                                               {named("pipe"), "is a pipe"},
                                                               {"/dev/null", "is a character device"}};
    for (const auto& [place, what] : places) {
        expectError(ErrorCode::NotEligible, what,
                    [&, where = place] { createImageFile(where, mib(1), true); });
    }
}

TEST_F(ImageFile, HasASizeInWholeBlocks)
{
    expectError(ErrorCode::InvalidArgument, "multiple of 4096",
                [&] { createImageFile(path(), Bytes(4097), false); });
    expectError(ErrorCode::InvalidArgument, "cannot have 0 bytes",
                [&] { createImageFile(path(), Bytes(0), false); });
    expectError(ErrorCode::InvalidArgument, "multiple of 4096",
                [&] { createImageFile(path(), Bytes(~std::uint64_t{4095}), false); });
    EXPECT_FALSE(fs::exists(path()));
}

TEST_F(ImageFile, LeavesNothingBehindWhenTheFileSystemCannotHoldIt)
{
    constexpr std::uint64_t kTooLargeForExt4 = std::uint64_t{1} << 62U;
    expectError(ErrorCode::WriteFailed, "so large a file",
                [&] { createImageFile(path(), Bytes(kTooLargeForExt4), false); });
    EXPECT_FALSE(fs::exists(path()));
}

TEST_F(ImageFile, NeedsItsFolder)
{
    expectError(ErrorCode::NotFound, "missing/card.img",
                [&] { createImageFile(named("missing/card.img"), mib(1), false); });
}

TEST_F(ImageFile, IsGoneWhenItWasRemoved)
{
    const auto medium = createImageFile(path(), mib(1), false);
    fs::remove(path());
    expectError(ErrorCode::DeviceGone, "removed or renamed", [&] { medium->recheck(); });
}

TEST_F(ImageFile, IsGoneWhenAnotherTookItsPlace)
{
    const auto medium = createImageFile(path(), mib(1), false);
    fs::remove(path());
    makeFile(path(), mib(1).count());
    expectError(ErrorCode::DeviceGone, "another file took its place", [&] { medium->recheck(); });
}

TEST_F(ImageFile, IsGoneWhenItWasCutShort)
{
    const auto medium = createImageFile(path(), mib(1), false);
    fs::resize_file(path(), kib(512).count());
    expectError(ErrorCode::DeviceGone, "its size changed from 1048576 to 524288 bytes",
                [&] { medium->recheck(); });
    AlignedBuffer buffer(kib(4).count());
    expectError(ErrorCode::DeviceGone, "reading " + path().string() + " at offset 786432",
                [&] { medium->read(kib(768).count(), buffer.span()); });
}

TEST_F(ImageFile, IsReadWithoutAnyClaim)
{
    const auto writer = createImageFile(path(), mib(1), false);
    const AlignedBuffer bytes = pattern(kib(64).count(), 3);
    writer->write(kib(4).count(), bytes.view());
    const auto reader = openForReading(path());
    AlignedBuffer read(bytes.size());
    reader->read(kib(4).count(), read.span());
    EXPECT_EQ(toVector(read.view()), toVector(bytes.view()));
    EXPECT_EQ(reader->readBack(), ReadBack::Direct);
}

TEST_F(ImageFile, IsNotWrittenWhenOpenedForReading)
{
    makeFile(path(), mib(1).count());
    const auto reader = openForReading(path());
    AlignedBuffer block(kMediumAlignment);
    expectError(ErrorCode::InvalidArgument, "for reading only", [&] { reader->write(0, block.view()); });
    expectError(ErrorCode::InvalidArgument, "for reading only", [&] {
        reader->discard({0, kMediumAlignment});
    });
}

TEST_F(ImageFile, IsReadToItsOddEnd)
{
    makeFile(path(), 0);
    const AlignedBuffer bytes = pattern(2 * kMediumAlignment + 777, 4);
    {
        const UniqueFd fd = openFile(path(), O_RDWR);
        writeFully(fd.get(), 0, bytes.view(), path());
    }
    for (const FileCaching caching : {FileCaching::AvoidIfPossible, FileCaching::Use}) {
        const auto reader = openFileForReading(path(), caching);
        EXPECT_EQ(reader->size().count(), bytes.size());
        AlignedBuffer read(bytes.size());
        reader->read(0, read.span());
        EXPECT_EQ(toVector(read.view()), toVector(bytes.view()));
        AlignedBuffer tail(777);
        reader->read(2 * kMediumAlignment, tail.span());
        EXPECT_EQ(toVector(tail.view()), toVector(bytes.view().last(777)));
    }
}

TEST_F(ImageFile, IsReadFreshThroughTheCacheAfterOthersWroteIt)
{
    makeFile(path(), mib(1).count());
    const auto reader = openFileForReading(path(), FileCaching::Use);
    AlignedBuffer read(kMediumAlignment);
    reader->read(0, read.span());
    const auto bytes = pattern(kMediumAlignment, 5);
    {
        const UniqueFd fd = openFile(path(), O_RDWR | O_DIRECT);
        writeFully(fd.get(), 0, bytes.view(), path());
    }
    reader->read(0, read.span());
    EXPECT_EQ(toVector(read.view()), toVector(bytes.view()));
}

TEST_F(ImageFile, GivesTheSpaceOfADiscardedRunBack)
{
    const auto medium = createImageFile(path(), mib(4), false);
    medium->write(0, pattern(mib(4).count(), 6).view());
    medium->flush();
    const auto before = stateOf(path()).st_blocks;
    EXPECT_EQ(medium->discard({mib(1).count(), mib(2).count()}), DiscardResult::Done);
    EXPECT_LE(stateOf(path()).st_blocks, before - 4000);
    EXPECT_EQ(medium->size(), mib(4));
    EXPECT_NO_THROW(medium->recheck());
}

TEST(OpenForReading, RefusesWhatIsNeitherFileNorDevice)
{
    const TempFolder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    for (const fs::path& place : {folder.path(), folder / "pipe", fs::path("/dev/null")}) {
        expectError(ErrorCode::InvalidArgument, "neither an image file nor a block device",
                    [&] { openForReading(place); });
    }
}

TEST(OpenForReading, NamesTheMissingFile)
{
    expectError(ErrorCode::NotFound, "/nonexistent/card.img",
                [] { openForReading("/nonexistent/card.img"); });
}

TEST(ClaimBlockDevice, RefusesWhatIsNoBlockDevice)
{
    const TempFolder folder;
    openFile(folder / "file", O_RDWR | O_CREAT);
    fs::create_symlink("/dev/null", folder / "link");
    expectError(ErrorCode::NotEligible, "is not a block device; name the whole disk",
                [&] { claimBlockDevice(folder / "file"); });
    expectError(ErrorCode::NotEligible, "is not a block device", [&] { claimBlockDevice("/dev/null"); });
    expectError(ErrorCode::NotEligible, "is a symbolic link; name the device itself",
                [&] { claimBlockDevice(folder / "link"); });
    expectError(ErrorCode::NotFound, "missing", [&] { claimBlockDevice(folder / "missing"); });
}
