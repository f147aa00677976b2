// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

using namespace bindery;

TEST(ReplaceFile, LeavesTheNewContentAndNoOtherFile)
{
    const test::TempFolder folder;
    replaceFile(folder / "a", asBytes("old"));
    replaceFile(folder / "a", asBytes("new"), 0600);
    EXPECT_EQ(readTextFile(folder / "a"), "new");
    struct stat status {
    };
    ASSERT_EQ(::stat((folder / "a").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777, 0600U);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(ReplaceFile, LeavesNothingBehindWhenItFails)
{
    const test::TempFolder folder;
    std::filesystem::create_directory(folder / "a");
    EXPECT_THROW(replaceFile(folder / "a", asBytes("x")), Error);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(ReadTextFile, NamesAMissingFileAndRefusesALargeOne)
{
    const test::TempFolder folder;
    test::expectError(ErrorCode::NotFound, "nothing.json", [&] { readTextFile(folder / "nothing.json"); });
    replaceFile(folder / "large", asBytes("12345"));
    test::expectError(ErrorCode::BadImage, "larger than 4 B",
                      [&] { readTextFile(folder / "large", Bytes(4)); });
}

TEST(ReadFully, SaysWhenTheFileEndsBefore)
{
    const test::TempFolder folder;
    replaceFile(folder / "a", asBytes("12345"));
    const UniqueFd fd = openFile(folder / "a", O_RDONLY);
    std::array<std::byte, 4> part{};
    EXPECT_TRUE(readFully(fd.get(), 1, part, "a"));
    EXPECT_EQ(asText(part), "2345");
    EXPECT_FALSE(readFully(fd.get(), 2, part, "a"));
}
