// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "cli/key_file.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <thread>

#include <fcntl.h>
#include <sys/stat.h>

namespace bindery::cli
{

TEST(KeyFile, IsTakenByteForByte)
{
    const test::TempFolder folder;
    const std::string content("pass\0word\n", 10);
    replaceFile(folder / "key", asBytes(content));
    EXPECT_EQ(asText(readKeyFile(folder / "key").view()), content);
}

TEST(KeyFile, MayBeAPipe)
{
    const test::TempFolder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    const std::jthread writer([&] {
        const UniqueFd fd = openFile(folder / "pipe", O_WRONLY);
        for (const char letter : {'a', 'b', 'c'}) {
            ASSERT_EQ(::write(fd.get(), &letter, 1), 1);
        }
    });
    EXPECT_EQ(asText(readKeyFile(folder / "pipe").view()), "abc");
}

TEST(KeyFile, IsRefusedWhenEmptyOrEndless)
{
    const test::TempFolder folder;
    replaceFile(folder / "key", {});
    test::expectError(ErrorCode::InvalidArgument, "is empty", [&] { readKeyFile(folder / "key"); });
    test::expectError(ErrorCode::InvalidArgument, "65536", [] { readKeyFile("/dev/zero"); });
    test::expectError(ErrorCode::NotFound, "missing", [&] { readKeyFile(folder / "missing"); });
    test::expectError(ErrorCode::WriteFailed, "reading the key", [&] { readKeyFile(folder.path()); });
}

TEST(KeyFile, OfTheLargestSizeIsTaken)
{
    const test::TempFolder folder;
    replaceFile(folder / "key", asBytes(std::string(kLargestKeyFile, 'k')));
    EXPECT_EQ(readKeyFile(folder / "key").size(), kLargestKeyFile);
}

} // namespace bindery::cli
