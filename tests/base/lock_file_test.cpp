// SPDX-License-Identifier: Apache-2.0
#include "base/lock_file.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

using namespace bindery;

TEST(LockFile, IsHeldByOneAndFreeAfterwards)
{
    const test::TempFolder folder;
    {
        const auto held = LockFile::tryAcquire(folder / "lock");
        ASSERT_TRUE(held);
        EXPECT_FALSE(LockFile::tryAcquire(folder / "lock"));
    }
    EXPECT_TRUE(LockFile::tryAcquire(folder / "lock"));
}

TEST(LockFile, CanRemoveItsNameWhileHeld)
{
    const test::TempFolder folder;
    auto held = LockFile::tryAcquire(folder / "lock");
    ASSERT_TRUE(held);
    held->removeFile();
    EXPECT_FALSE(std::filesystem::exists(folder / "lock"));
    EXPECT_TRUE(LockFile::tryAcquire(folder / "lock")) << "a new name is a new lock";
}
