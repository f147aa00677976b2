// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "golden/sparse_file.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <random>

#include <gtest/gtest.h>
#include <sys/stat.h>

using namespace bindery;
using namespace bindery::golden;
namespace fs = std::filesystem;

namespace
{

std::uint64_t roomOf(const fs::path& path)
{
    struct stat facts {
    };
    return ::stat(path.c_str(), &facts) == 0 ? static_cast<std::uint64_t>(facts.st_blocks) * 512 : 0;
}

/// Blocks of noise and of zeros in turn.
std::string patches(std::size_t blocks)
{
    std::mt19937 random(11);
    std::string text;
    for (std::size_t i = 0; i < blocks; ++i) {
        text += std::string(4096, i % 3 == 0 ? static_cast<char>('a' + random() % 26) : '\0');
    }
    return text;
}

void writeTo(const fs::path& path, const std::string& text)
{
    SparseWriter writer(path);
    writer.append(asBytes(text));
    writer.finish();
}

} // namespace

TEST(SparseWriter, WritesTheSameInWhateverPiecesItComes)
{
    const test::TempFolder folder;
    const std::string text = patches(300) + "the end";
    for (const std::size_t piece :
         {std::size_t{1}, std::size_t{100}, std::size_t{4096}, std::size_t{5000}, std::size_t{3'000'000}}) {
        const fs::path path = folder / std::to_string(piece);
        SparseWriter writer(path);
        for (std::size_t at = 0; at < text.size(); at += piece) {
            writer.append(asBytes(text).subspan(at, std::min(piece, text.size() - at)));
        }
        writer.finish();
        EXPECT_TRUE(readTextFile(path) == text) << piece;
    }
}

TEST(SparseWriter, LeavesZerosAsHoles)
{
    const test::TempFolder folder;
    writeTo(folder / "zeros", std::string(mib(8).count(), '\0'));
    EXPECT_EQ(fs::file_size(folder / "zeros"), mib(8).count());
    EXPECT_EQ(roomOf(folder / "zeros"), 0U);
}

TEST(SparseWriter, DoesNotWriteOverAFile)
{
    const test::TempFolder folder;
    writeTo(folder / "a", "x");
    test::expectError(ErrorCode::Conflict, "File exists", [&] { SparseWriter(folder / "a"); });
}

TEST(CopyPart, CopiesTheBytesAndKeepsTheHoles)
{
    const test::TempFolder folder;
    const std::string text = patches(600);
    writeTo(folder / "from", text);
    for (const Extent part :
         {Extent{0, text.size()}, Extent{512, 100'000}, Extent{4096 * 3, 4096 * 100}, Extent{4096, 0}}) {
        const fs::path to = folder / ("to" + std::to_string(part.offset) + "-" + std::to_string(part.length));
        copyPart(folder / "from", part, to, {}, {});
        EXPECT_TRUE(readTextFile(to) == text.substr(part.offset, part.length));
        // A part that starts inside a block takes a block more for every run of data.
        EXPECT_LE(roomOf(to), part.length * 3 / 4 + 16384);
    }
}

TEST(CutToPart, GivesThePartOrChangesNothing)
{
    const std::string text = patches(600);
    for (const char* below : {"/tmp", "/dev/shm"}) {
        const test::TempFolder folder(below);
        for (const Extent part : {Extent{4096 * 8, 4096 * 100}, Extent{0, 4096 * 7}, Extent{512 * 3, 4096}}) {
            const fs::path path = folder / std::to_string(part.offset);
            writeTo(path, text);
            const bool done = cutToPart(path, part);
            EXPECT_TRUE(readTextFile(path) == (done ? text.substr(part.offset, part.length) : text))
                << below << " " << part.offset;
        }
    }
}

TEST(ClearOutside, LeavesOnlyWhatIsKept)
{
    const test::TempFolder folder;
    const std::string text(100'000, 'x');
    replaceFile(folder / "a", asBytes(text));
    const Extents keep{{1000, 2000}, {8192, 4096}, {99'000, 1000}};
    clearOutside(folder / "a", keep);
    std::string expected(text.size(), '\0');
    for (const Extent& extent : keep) {
        expected.replace(extent.offset, extent.length, std::string(extent.length, 'x'));
    }
    EXPECT_TRUE(readTextFile(folder / "a") == expected);
    EXPECT_LT(roomOf(folder / "a"), 40'000U);
    clearOutside(folder / "a", {});
    EXPECT_TRUE(isZero(asBytes(readTextFile(folder / "a"))));
}

TEST(IsZero, SeesEveryByte)
{
    std::string text(1000, '\0');
    EXPECT_TRUE(isZero(asBytes(text)));
    EXPECT_TRUE(isZero({}));
    for (std::size_t i = 0; i < text.size(); ++i) {
        text[i] = 1;
        EXPECT_FALSE(isZero(asBytes(text))) << i;
        text[i] = 0;
    }
}
