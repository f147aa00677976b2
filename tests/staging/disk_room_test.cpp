// SPDX-License-Identifier: Apache-2.0
// What is kept free of the state disk, on a small one in memory. Needs root.
#include "staging/disk_room.h"
#include "support/expect_error.h"
#include "support/memory_disk.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::staging;
namespace fs = std::filesystem;

namespace
{

class DiskRoomOfASmallDisk : public ::testing::Test
{
protected:
    static RoomLimits limits()
    {
        RoomLimits limits;
        limits.keptFree = mib(4);
        limits.keptFreeFiles = 10;
        return limits;
    }

    test::TempFolder m_folder;
    test::MemoryDisk m_disk{m_folder.path(), "16m"};
};

} // namespace

TEST_F(DiskRoomOfASmallDisk, IsThereUntilTheDiskIsNearlyFull)
{
    DiskRoom room(m_folder.path(), "/usr/sbin/update-initramfs", limits());
    EXPECT_NO_THROW(room.checkAll());
    m_disk.fill();
    test::expectError(
        ErrorCode::WriteFailed,
        "has 0 B left while /usr/sbin/update-initramfs of the image runs, which is kept for "
        "the records; make room there",
        [&] { room.check(); });
    m_disk.freeSpace();
    EXPECT_NO_THROW(room.check());
}

TEST_F(DiskRoomOfASmallDisk, IsAskedForBeforeAProgramStarts)
{
    m_disk.fill();
    test::expectError(ErrorCode::WriteFailed, "make room there",
                      [&] { DiskRoom(m_folder.path(), "/bin/true", limits()); });
}

TEST_F(DiskRoomOfASmallDisk, CountsFilesWhereTheDiskDoes)
{
    RoomLimits few = limits();
    few.keptFreeFiles = std::uint64_t{1} << 40U;
    test::expectError(ErrorCode::WriteFailed, " left and room for ",
                      [&] { DiskRoom(m_folder.path(), "/bin/true", few); });
}
