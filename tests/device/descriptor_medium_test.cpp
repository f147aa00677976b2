// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "device/descriptor_medium_internal.h"
#include "device/pattern.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <cerrno>
#include <filesystem>

#include <fcntl.h>

using namespace bindery;
using namespace bindery::device;
using namespace bindery::test;

namespace
{

/// A medium whose descriptor can be made to fail, as a card's does when its reader or its cache breaks.
class FailingMedium : public DescriptorMedium
{
public:
    FailingMedium(const std::filesystem::path& path, ReadBack readBack)
        : DescriptorMedium(openFile(path, O_RDWR), factsOf(path), Access::ReadWrite, readBack), m_path(path)
    {
    }

    void breakFlush() { replaceBy("/dev/zero"); }  // fsync(2) of it: EINVAL
    void breakWrites() { replaceBy("/dev/full"); } // ENOSPC
    void repair() { replaceBy(m_path); }
    void leave() { m_gone = "it left the station"; }
    void failDiscards(int errnoValue) { m_discardFailure = errnoValue; }

protected:
    std::optional<std::string> whyGone() const override { return m_gone; }
    int discardRun(Extent /*extent*/) const override { return m_discardFailure; }

private:
    static MediumFacts factsOf(const std::filesystem::path& path)
    {
        MediumFacts facts;
        facts.path = "the card";
        facts.size = Bytes(std::filesystem::file_size(path));
        return facts;
    }
    void replaceBy(const std::filesystem::path& path)
    {
        const UniqueFd other = openFile(path, O_RDWR);
        ASSERT_EQ(::dup3(other.get(), fd(), O_CLOEXEC), fd());
    }

    const std::filesystem::path m_path;
    std::optional<std::string> m_gone;
    int m_discardFailure = 0;
};

class DescriptorMediumErrors : public ::testing::Test
{
    static std::filesystem::path makeFile(const std::filesystem::path& path)
    {
        openFile(path, O_RDWR | O_CREAT);
        std::filesystem::resize_file(path, mib(1).count());
        return path;
    }
    const TempFolder m_folder{std::filesystem::temp_directory_path()};

protected:
    FailingMedium medium{makeFile(m_folder / "direct"), ReadBack::Direct};
    FailingMedium cached{makeFile(m_folder / "cached"), ReadBack::Cached};
    const AlignedBuffer block = pattern(kMediumAlignment, 1);
};

} // namespace

TEST_F(DescriptorMediumErrors, AFailedFlushIsFinal)
{
    medium.breakFlush();
    expectError(ErrorCode::WriteFailed, "flushing the card", [&] { medium.flush(); });
    medium.repair();
    expectError(ErrorCode::WriteFailed, "a flush of it failed before", [&] { medium.flush(); });
    expectError(ErrorCode::WriteFailed, "make the card again", [&] { medium.flush(); });
}

TEST_F(DescriptorMediumErrors, AFailedFlushBeforeAReadBackIsFinalToo)
{
    cached.write(0, block.view());
    cached.breakFlush();
    AlignedBuffer read(kMediumAlignment);
    expectError(ErrorCode::WriteFailed, "flushing before a read-back", [&] { cached.read(0, read.span()); });
    cached.repair();
    expectError(ErrorCode::WriteFailed, "failed before", [&] { cached.flush(); });
}

TEST_F(DescriptorMediumErrors, AFullFileSystemIsNamedWithItsCure)
{
    medium.breakWrites();
    expectError(ErrorCode::WriteFailed,
                "writing the card at offset 4096: the file system is full; free space",
                [&] { medium.write(kMediumAlignment, block.view()); });
}

TEST_F(DescriptorMediumErrors, AnErrorOfAMediumThatLeftIsItsLeaving)
{
    medium.breakWrites();
    medium.leave();
    expectError(ErrorCode::DeviceGone, "writing the card at offset 4096: it left the station",
                [&] { medium.write(kMediumAlignment, block.view()); });
    medium.breakFlush();
    expectError(ErrorCode::DeviceGone, "it left the station", [&] { medium.flush(); });
    expectError(ErrorCode::DeviceGone, "the card: it left the station", [&] { medium.recheck(); });
}

TEST_F(DescriptorMediumErrors, ADiscardThatIsNotKnownIsUnsupported)
{
    for (const int failure : {EOPNOTSUPP, ENOTTY, EREMOTEIO}) {
        medium.failDiscards(failure);
        EXPECT_EQ(medium.discard({0, kMediumAlignment}), DiscardResult::Unsupported) << failure;
    }
}

TEST_F(DescriptorMediumErrors, ADiscardThatFailsIsAnError)
{
    medium.failDiscards(EIO);
    expectError(ErrorCode::WriteFailed, "discarding the card at offset 4096: Input/output error", [&] {
        medium.discard({kMediumAlignment, kMediumAlignment});
    });
}

TEST_F(DescriptorMediumErrors, AnErrnoThatOnlyAMissingDeviceGivesIsItsLeaving)
{
    for (const int failure : {ENODEV, ENXIO, ENOMEDIUM}) {
        medium.failDiscards(failure);
        expectError(ErrorCode::DeviceGone, "discarding the card", [&] {
            medium.discard({0, kMediumAlignment});
        });
    }
}
