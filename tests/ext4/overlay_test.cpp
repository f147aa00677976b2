// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "base/sha256.h"
#include "ext4/file_system.h"
#include "ext4/overlay.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>

namespace bindery::ext4
{
namespace
{

using test::expectError;
using test::TempFolder;

std::vector<std::byte> noise(std::size_t size, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::vector<std::byte> bytes(size);
    for (std::byte& b : bytes) {
        b = static_cast<std::byte>(random());
    }
    return bytes;
}

class OverlayOverFile : public ::testing::Test
{
protected:
    OverlayOverFile() : m_bytes(noise(kBaseSize, 1))
    {
        replaceFile(m_folder / "base", m_bytes);
        m_base = std::make_shared<FileSource>(m_folder / "base");
    }

    static std::vector<std::byte> readAll(const BlockSource& source)
    {
        std::vector<std::byte> all(source.size().count());
        source.read(0, all);
        return all;
    }

    static constexpr std::size_t kBaseSize = 20'000; // not a multiple of the page
    TempFolder m_folder;
    std::vector<std::byte> m_bytes;
    std::shared_ptr<FileSource> m_base;
};

TEST_F(OverlayOverFile, ReadsAsItsBaseAndZerosBeyond)
{
    const Overlay overlay(m_base, Bytes(kBaseSize + 5000));
    std::vector<std::byte> expected = m_bytes;
    expected.resize(kBaseSize + 5000);
    EXPECT_EQ(readAll(overlay), expected);
    EXPECT_EQ(overlay.heldBytes(), Bytes(0));
    EXPECT_FALSE(overlay.touches({0, overlay.size().count()}));
}

TEST_F(OverlayOverFile, BehavesLikeAPlainArrayUnderRandomWrites)
{
    constexpr std::uint32_t kSeed = 20'261'124;
    RecordProperty("seed", kSeed);
    std::mt19937 random(kSeed);
    Overlay overlay(m_base, Bytes(kBaseSize + 10'000));
    std::vector<std::byte> model = m_bytes;
    model.resize(kBaseSize + 10'000);
    for (int round = 0; round < 500; ++round) {
        const std::size_t offset = random() % model.size();
        const std::size_t length = random() % std::min<std::size_t>(model.size() - offset + 1, 3000);
        std::vector<std::byte> piece(length);
        if (round % 3 == 0) {
            piece = noise(length, static_cast<std::uint32_t>(random()));
        } else if (round % 3 == 1) {
            std::copy_n(m_bytes.begin(), std::min(length, m_bytes.size()), piece.begin());
        }
        overlay.write(offset, piece);
        std::copy(piece.begin(), piece.end(), model.begin() + static_cast<std::ptrdiff_t>(offset));
        ASSERT_EQ(readAll(overlay), model) << "seed " << kSeed << " round " << round;
        std::vector<std::byte> part(random() % (model.size() - offset));
        overlay.read(offset, part);
        ASSERT_TRUE(
            std::equal(part.begin(), part.end(), model.begin() + static_cast<std::ptrdiff_t>(offset)));
    }
    // What extents() names is all that differs from the base, and every named page does differ.
    std::vector<std::byte> plain = m_bytes;
    plain.resize(model.size());
    for (std::size_t page = 0; page * Overlay::kPageSize < model.size(); ++page) {
        const Extent run{
            page * Overlay::kPageSize,
            std::min<std::uint64_t>(Overlay::kPageSize, model.size() - page * Overlay::kPageSize)};
        const bool differs =
            std::memcmp(plain.data() + run.offset, model.data() + run.offset, run.length) != 0;
        EXPECT_EQ(overlay.touches(run), differs) << page;
    }
    EXPECT_EQ(totalLength(coalesce(overlay.extents(), Overlay::kPageSize, 0)), overlay.heldBytes());
}

TEST_F(OverlayOverFile, LeavesTheBaseAlone)
{
    Overlay overlay(m_base, m_base->size());
    overlay.write(100, noise(5000, 2));
    EXPECT_EQ(readAll(*m_base), m_bytes);
}

TEST_F(OverlayOverFile, RefusesWritesBeyondItsEnd)
{
    Overlay overlay(m_base, Bytes(4096));
    expectError(ErrorCode::InvalidArgument, "beyond its end", [&] { overlay.write(4000, noise(97, 1)); });
    expectError(ErrorCode::InvalidArgument, "beyond its end",
                [&] { overlay.write(~std::uint64_t{0}, noise(97, 1)); });
}

TEST_F(OverlayOverFile, PastesOverBytesOfTheBase)
{
    Overlay overlay(m_base, m_base->size());
    overlay.write(3000, noise(4000, 3));
    std::vector<std::byte> chunk(7777);
    m_base->read(1234, chunk);
    overlay.paste(1234, chunk);
    std::vector<std::byte> expected(chunk.size());
    overlay.read(1234, expected);
    EXPECT_EQ(chunk, expected);
}

TEST_F(OverlayOverFile, StacksOnAnotherOverlay)
{
    auto lower = std::make_shared<Overlay>(m_base, Bytes(40'960));
    lower->write(30'000, noise(100, 4));
    Overlay upper(lower, lower->size());
    upper.write(30'050, noise(10, 5));
    std::vector<std::byte> expected = readAll(*lower);
    const auto piece = noise(10, 5);
    std::copy(piece.begin(), piece.end(), expected.begin() + 30'050);
    EXPECT_EQ(readAll(upper), expected);
    EXPECT_EQ(upper.heldBytes(), Bytes(Overlay::kPageSize));
}

TEST_F(OverlayOverFile, HoldsNoPageThatEqualsTheBase)
{
    Overlay overlay(m_base, Bytes(64 * 1024));
    overlay.write(0, m_bytes);
    overlay.write(40'000, std::vector<std::byte>(10'000));
    EXPECT_EQ(overlay.heldBytes(), Bytes(0));
    overlay.write(0, noise(1024, 6));
    EXPECT_EQ(overlay.heldBytes(), Bytes(1024));
    overlay.write(0, ByteView(m_bytes).first(1024));
    EXPECT_EQ(overlay.heldBytes(), Bytes(0));
}

TEST_F(OverlayOverFile, ComesBackFromItsFile)
{
    Overlay overlay(m_base, Bytes(100'000));
    overlay.write(500, noise(3000, 7));
    overlay.write(50'000, noise(1, 8));
    overlay.write(8192, std::vector<std::byte>(4096));
    overlay.write(99'990, noise(10, 9));
    overlay.save(m_folder / "stored");
    const auto loaded = Overlay::load(m_folder / "stored", m_base);
    EXPECT_EQ(loaded->size(), overlay.size());
    EXPECT_EQ(loaded->extents(), overlay.extents());
    EXPECT_EQ(readAll(*loaded), readAll(overlay));
}

TEST_F(OverlayOverFile, StoresZeroRunsInFewBytes)
{
    replaceFile(m_folder / "large", std::vector<std::byte>(std::size_t{8} << 20U, std::byte{1}));
    Overlay overlay(std::make_shared<FileSource>(m_folder / "large"), mib(8));
    overlay.write(0, std::vector<std::byte>(std::size_t{8} << 20U));
    overlay.save(m_folder / "stored");
    EXPECT_LT(std::filesystem::file_size(m_folder / "stored"), 200U);
    EXPECT_EQ(readAll(*Overlay::load(m_folder / "stored", std::make_shared<FileSource>(m_folder / "large"))),
              std::vector<std::byte>(std::size_t{8} << 20U));
}

TEST_F(OverlayOverFile, RefusesEveryDamageToItsFile)
{
    Overlay overlay(m_base, Bytes(100'000));
    overlay.write(500, noise(3000, 7));
    overlay.write(8192, std::vector<std::byte>(4096));
    overlay.save(m_folder / "stored");
    const std::string good = readTextFile(m_folder / "stored");
    const auto refuses = [&](const std::string& content, const std::string& why) {
        replaceFile(m_folder / "damaged", asBytes(content));
        SCOPED_TRACE(why);
        expectError(ErrorCode::Corrupt, "damaged", [&] { Overlay::load(m_folder / "damaged", m_base); });
    };
    for (std::size_t at = 0; at < good.size(); at += at < 200 ? 1 : 37) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x10);
        refuses(bad, "byte " + std::to_string(at));
    }
    for (std::size_t length = 0; length < good.size(); length += length < 100 ? 1 : 211) {
        refuses(good.substr(0, length), "cut to " + std::to_string(length));
    }
    refuses(good + "x", "longer by one");
    refuses(good + good, "twice");
}

TEST_F(OverlayOverFile, RefusesImpossibleRunsEvenUnderAGoodDigest)
{
    Overlay overlay(m_base, Bytes(100'000));
    overlay.write(500, noise(3000, 7));
    overlay.save(m_folder / "stored");
    std::string content = readTextFile(m_folder / "stored");
    content.resize(content.size() - 32);
    const auto refuses = [&](std::size_t at, const std::string& bytes) {
        std::string bad = content;
        bad.replace(at, bytes.size(), bytes);
        const Digest digest = Sha256::of(asBytes(bad));
        bad.append(asText(digest));
        replaceFile(m_folder / "forged", asBytes(bad));
        expectError(ErrorCode::Corrupt, "forged", [&] { Overlay::load(m_folder / "forged", m_base); });
    };
    refuses(16, std::string(8, '\xff')); // size
    refuses(32, std::string(8, '\x7f')); // number of runs
    refuses(40, std::string(8, '\xff')); // first page
    refuses(48, std::string(4, '\xff')); // pages
    refuses(48, std::string(4, '\0'));
    refuses(52, std::string(4, '\x01')); // kind
}

TEST_F(OverlayOverFile, RefusesAFileMadeOverAnotherBase)
{
    const Overlay overlay(m_base, Bytes(100'000));
    overlay.save(m_folder / "stored");
    replaceFile(m_folder / "other", noise(1000, 1));
    expectError(ErrorCode::Corrupt, "base", [&] {
        Overlay::load(m_folder / "stored", std::make_shared<FileSource>(m_folder / "other"));
    });
}

TEST_F(OverlayOverFile, IsReadByManyThreadsAtOnce)
{
    Overlay overlay(m_base, Bytes(40'960));
    overlay.write(10'000, noise(9000, 10));
    const auto expected = readAll(overlay);
    std::vector<int> wrong(4, 0);
    {
        std::vector<std::jthread> readers;
        for (int& count : wrong) {
            readers.emplace_back([&] {
                for (int i = 0; i < 200; ++i) {
                    count += readAll(overlay) == expected ? 0 : 1;
                }
            });
        }
    }
    EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

TEST_F(OverlayOverFile, CountsWhatIsReadFromTheFile)
{
    std::vector<std::byte> part(3000);
    m_base->read(0, part);
    m_base->read(1000, part);
    EXPECT_EQ(m_base->bytesRead(), Bytes(6000));
}

TEST(FileSource, SaysWhereAFileThatWasCutEnds)
{
    const TempFolder folder;
    replaceFile(folder / "file", noise(5000, 1));
    const FileSource source(folder / "file");
    std::filesystem::resize_file(folder / "file", 2000);
    std::vector<std::byte> part(3000);
    expectError(ErrorCode::BadImage, "at byte 2000", [&] { source.read(1000, part); });
}

TEST(FileSource, NamesAMissingFile)
{
    expectError(ErrorCode::NotFound, "/nowhere/at-all", [] { const FileSource source("/nowhere/at-all"); });
}

TEST(FileSource, RefusesAFolder)
{
    expectError(ErrorCode::BadImage, "neither a regular file", [] { const FileSource source("/tmp"); });
}

} // namespace
} // namespace bindery::ext4
