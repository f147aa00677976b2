// SPDX-License-Identifier: Apache-2.0
// Damaged and forged images: whatever is asked of them, the answer is a result or a bindery::Error, and it
// comes soon.
#include "base/file.h"
#include "ext4/exercise.h"
#include "ext4/file_system.h"
#include "ext4/test_image.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <array>
#include <chrono>
#include <cstring>
#include <functional>
#include <memory>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace bindery::ext4
{
namespace
{

using bindery::test::expectError;
using bindery::test::TempFolder;
using test::Kind;

std::vector<Kind> smallKinds()
{
    const auto kind = [](const std::string& name, const std::string& block, const std::string& features,
                         Bytes size) {
        return Kind{name, {"-t", "ext4", "-b", block, "-N", "160", "-O", features}, size, 200'000, 100};
    };
    return {
        kind("Plain1k", "1024", "^metadata_csum,^uninit_bg,^64bit,^has_journal,^resize_inode", mib(8)),
        kind("Plain4kJournal", "4096", "^metadata_csum,^uninit_bg,64bit", mib(12)),
        kind("NoExtents1k", "1024", "^metadata_csum,^uninit_bg,^64bit,^has_journal,^extents", mib(8)),
        kind("Uninit1k", "1024", "^metadata_csum,uninit_bg,^has_journal", mib(10)),
        kind("Csum4k", "4096", "metadata_csum,64bit,^has_journal", mib(8)),
    };
}

class HostileImage : public ::testing::TestWithParam<Kind>
{
};

std::string nameOf(const ::testing::TestParamInfo<Kind>& info)
{
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Ext4, HostileImage, ::testing::ValuesIn(smallKinds()), nameOf);

TEST_P(HostileImage, IsReadAndChangedOrRefusedButNeverCrashesOrHangs)
{
    const TempFolder folder(test::fastFolder());
    test::makeImage(folder / "image", GetParam());
    const auto image = std::make_shared<FileSource>(folder / "image");
    const std::vector<std::byte> content = test::bytesOf(*image, {0, image->size().count()});
    // Bytes that mean something: not zero, and not the content of the one large file.
    std::vector<std::uint64_t> telling;
    for (std::uint64_t i = 0; i < content.size(); ++i) {
        if (content[i] != std::byte{0} && content[i] != std::byte{'L'} && content[i] != std::byte{0xff}) {
            telling.push_back(i);
        }
    }
    constexpr std::uint32_t kSeed = 4'711;
    RecordProperty("seed", kSeed);
    std::mt19937 random(kSeed);
    constexpr std::array<std::uint8_t, 6> kValues{0x00, 0xff, 0x01, 0x7f, 0x80, 0x0a};
    int refused = 0;
    constexpr int kRounds = 500;
    for (int round = 0; round < kRounds; ++round) {
        auto damaged = std::make_shared<Overlay>(image, image->size());
        const auto changes = 1 + random() % 3;
        for (unsigned long i = 0; i < changes; ++i) {
            std::uint64_t at = round % 3 == 0 ? 1024 + random() % 1024 : telling[random() % telling.size()];
            at += random() % 4;
            std::array<std::byte, 4> bytes{};
            for (std::byte& byte : bytes) {
                byte = static_cast<std::byte>(random() % 2 == 0 ? random()
                                                                : kValues.at(random() % kValues.size()));
            }
            const std::size_t length = 1 + random() % bytes.size();
            if (at + length <= content.size()) {
                damaged->write(at, ByteView(bytes).first(length));
            }
        }
        const auto start = std::chrono::steady_clock::now();
        refused += test::exercise(damaged) ? 0 : 1;
        const auto took = std::chrono::steady_clock::now() - start;
        ASSERT_LT(took, std::chrono::seconds(20)) << "seed " << kSeed << " round " << round;
    }
    EXPECT_GT(refused, kRounds / 20) << "the damage did not reach anything";
}

/// Images with one field set on purpose.
class ForgedSuperblock : public ::testing::Test
{
protected:
    ForgedSuperblock()
    {
        test::makeEmptyImage(
            m_folder / "image",
            {"", {"-t", "ext4", "-b", "4096", "-O", "^metadata_csum,^uninit_bg,64bit"}, mib(16)});
        m_image = std::make_shared<FileSource>(m_folder / "image");
    }
    void refuses(std::uint64_t offset, const std::string& bytes, const std::string& part)
    {
        SCOPED_TRACE(part);
        auto forged = std::make_shared<Overlay>(m_image, m_image->size());
        forged->write(1024 + offset, asBytes(bytes));
        expectError(ErrorCode::BadImage, part, [&] { FileSystem::open(forged); });
    }
    TempFolder m_folder{test::fastFolder()};
    std::shared_ptr<FileSource> m_image;
};

TEST_F(ForgedSuperblock, IsRefusedByTheFieldThatIsWrong)
{
    const std::string ones(4, '\xff');
    refuses(0x00, ones, "inode count");
    refuses(0x04, ones, "the image was cut");
    refuses(0x150, ones, "the image was cut");
    refuses(0x14, ones, "first data block");
    refuses(0x18, ones, "block size");
    refuses(0x18, std::string("\x06\0\0\0", 4), "block size");
    refuses(0x1c, ones, "cluster size");
    refuses(0x20, ones, "blocks per group");
    refuses(0x20, std::string(4, '\0'), "blocks per group");
    refuses(0x24, ones, "clusters per group");
    refuses(0x28, ones, "inodes per group");
    refuses(0x28, std::string(4, '\0'), "inodes per group");
    refuses(0x38, "xx", "not an ext4");
    refuses(0x3a, std::string("\0\0", 2), "not unmounted cleanly");
    refuses(0x3a, std::string("\3\0", 2), "holds errors");
    refuses(0x4c, std::string(4, '\0'), "revision");
    refuses(0x58, std::string("\1\0", 2), "inode size");
    refuses(0x58, std::string("\0\x20", 2), "inode size");
    refuses(0x60, std::string("\4", 1), "needs_recovery");
    refuses(0xce, ones.substr(2), "reserved group descriptor blocks");
    refuses(0xe0, std::string("\x0c\0\0\0", 4), "journal inode");
    refuses(0xe0, std::string(4, '\0'), "external journal");
    refuses(0xe4, std::string("\1\0\0\0", 4), "external journal");
    refuses(0xe8, std::string("\1\0\0\0", 4), "not unmounted cleanly");
    refuses(0xfe, std::string("\1\0", 2), "group descriptor size");
}

TEST_F(ForgedSuperblock, IsRefusedWhenTheImageIsCut)
{
    for (const std::uint64_t size :
         {0ULL, 1ULL, 1024ULL, 2047ULL, 2048ULL, 8ULL << 20U, (16ULL << 20U) - 1}) {
        SCOPED_TRACE(size);
        expectError(ErrorCode::BadImage, "bytes",
                    [&] { FileSystem::open(std::make_shared<Overlay>(m_image, Bytes(size))); });
    }
}

TEST_F(ForgedSuperblock, IsRefusedForEveryUnknownFeatureBit)
{
    int refused = 0;
    for (const std::uint64_t word : {0x5cULL, 0x60ULL, 0x64ULL}) {
        for (unsigned bit = 0; bit < 32; ++bit) {
            std::array<std::byte, 4> bytes{};
            m_image->read(1024 + word, bytes);
            if ((std::to_integer<unsigned>(bytes.at(bit / 8)) >> (bit % 8) & 1U) != 0) {
                continue;
            }
            bytes.at(bit / 8) |= static_cast<std::byte>(1U << (bit % 8));
            auto forged = std::make_shared<Overlay>(m_image, m_image->size());
            forged->write(1024 + word, bytes);
            try {
                FileSystem::open(forged);
            } catch (const Error& error) {
                EXPECT_EQ(error.code(), ErrorCode::BadImage);
                ++refused;
            }
        }
    }
    // What passes unused: dir_prealloc, fast_commit, orphan_file and the like.
    EXPECT_GT(refused, 96 - 30);
}

struct Refused {
    std::string feature;
    std::vector<std::string> options;
};

void PrintTo(const Refused& row, std::ostream* out) // NOLINT(readability-identifier-naming)
{
    *out << row.feature;
}

class UnsupportedFeature : public ::testing::TestWithParam<Refused>
{
};

INSTANTIATE_TEST_SUITE_P(
    Ext4, UnsupportedFeature,
    ::testing::Values(
        Refused{"bigalloc", {"-O", "bigalloc"}}, Refused{"meta_bg", {"-O", "meta_bg,^resize_inode"}},
        Refused{"inline_data", {"-O", "inline_data"}}, Refused{"quota", {"-O", "quota"}},
        Refused{"project", {"-O", "project", "-I", "256"}}, Refused{"mmp", {"-O", "mmp"}},
        Refused{"encrypt", {"-O", "encrypt"}}, Refused{"verity", {"-O", "verity"}},
        Refused{"casefold", {"-O", "casefold"}}, Refused{"ea_inode", {"-O", "ea_inode"}},
        Refused{"large_dir", {"-O", "large_dir"}}, Refused{"sparse_super2", {"-O", "sparse_super2"}},
        Refused{"stable_inodes", {"-O", "stable_inodes"}}, Refused{"journal_dev", {"-O", "journal_dev"}}),
    [](const auto& row) { return row.param.feature; });

TEST_P(UnsupportedFeature, IsNamed)
{
    const TempFolder folder(test::fastFolder());
    std::vector<std::string> options{"-b", "4096", "-t", "ext4"};
    options.insert(options.end(), GetParam().options.begin(), GetParam().options.end());
    test::makeEmptyImage(folder / "image", {"", options, mib(64)});
    expectError(ErrorCode::BadImage, "feature " + GetParam().feature + " ",
                [&] { FileSystem::open(std::make_shared<FileSource>(folder / "image")); });
}

/// Extent trees that lead back to themselves, and leaves that claim more than there is.
class ForgedExtentTree : public ::testing::Test
{
protected:
    static constexpr std::uint64_t kBlock = 4096;
    static constexpr unsigned kEntries = 340;
    ForgedExtentTree()
    {
        Kind kind{"",
                  {"-t", "ext4", "-b", "4096", "-N", "400", "-O", "^metadata_csum,^uninit_bg,64bit"},
                  mib(16),
                  200'000,
                  100};
        test::makeImage(m_folder / "image", kind);
        m_image = std::make_shared<FileSource>(m_folder / "image");
        m_node = std::stoull(test::debugfs(m_folder / "image", "blocks /usr/lib/large.bin"));
    }
    static void put(std::string& text, std::uint64_t value, unsigned width)
    {
        for (unsigned i = 0; i < width; ++i) {
            text.push_back(static_cast<char>(value >> (8 * i)));
        }
    }
    static std::string header(unsigned entries, unsigned most, unsigned depth)
    {
        std::string text;
        put(text, 0xf30a, 2);
        put(text, entries, 2);
        put(text, most, 2);
        put(text, depth, 2);
        put(text, 0, 4);
        return text;
    }
    /// The image, in which the inode of `path` has a tree of depth `depth` whose root points to the block
    /// m_node.
    std::shared_ptr<Overlay> with(const std::string& path, unsigned depth, const std::string& node)
    {
        auto forged = std::make_shared<Overlay>(m_image, m_image->size());
        const std::string place =
            test::debugfs(m_folder / "image", "imap " + path); // "... located at block 9, offset 0x0a00"
        const std::uint64_t block = std::stoull(place.substr(place.find("at block ") + 9));
        const std::uint64_t offset = std::stoull(place.substr(place.find("offset ") + 7), nullptr, 16);
        std::string root = header(1, 4, depth);
        put(root, 0, 4);
        put(root, m_node, 8);
        forged->write(block * kBlock + offset + 40, asBytes(root));
        forged->write(m_node * kBlock, asBytes(node));
        return forged;
    }
    std::string circle(unsigned depth) const
    {
        std::string node = header(kEntries, kEntries, depth);
        for (unsigned i = 0; i < kEntries; ++i) {
            put(node, i, 4);
            put(node, m_node, 8);
        }
        return node;
    }
    /// Nodes that all point to the one node below: no circle, but 340^4 ways to the leaf.
    std::string manyWays(bool emptyLeaf) const
    {
        std::string nodes;
        for (unsigned depth = 4; depth > 0; --depth) {
            nodes += header(kEntries, kEntries, depth);
            for (unsigned i = 0; i < kEntries; ++i) {
                put(nodes, i, 4);
                put(nodes, m_node + 5 - depth, 8);
            }
            nodes.resize(roundUp(nodes.size(), kBlock));
        }
        nodes += header(emptyLeaf ? 0 : 1, kEntries, 0);
        put(nodes, 0, 4);
        put(nodes, 0, 4); // a length of 0: nothing to call back for
        put(nodes, 1, 4);
        nodes.resize(roundUp(nodes.size(), kBlock));
        return nodes;
    }
    static std::string endlessLeaf()
    {
        std::string node = header(kEntries, kEntries, 0);
        for (unsigned i = 0; i < kEntries; ++i) {
            put(node, i * 32'768, 4);
            put(node, 32'768, 2);
            put(node, 0, 2);
            put(node, 1, 4);
        }
        return node;
    }
    static void endsSoon(const std::shared_ptr<Overlay>& forged)
    {
        const auto start = std::chrono::steady_clock::now();
        EXPECT_FALSE(test::exercise(forged));
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
    }
    TempFolder m_folder{test::fastFolder()};
    std::shared_ptr<FileSource> m_image;
    std::uint64_t m_node = 0;
};

TEST_F(ForgedExtentTree, EndsWhenAFileLeadsAstray)
{
    endsSoon(with("/usr/lib/large.bin", 5, circle(4)));
    endsSoon(with("/usr/lib/large.bin", 5, manyWays(true)));
    endsSoon(with("/usr/lib/large.bin", 5, manyWays(false)));
    endsSoon(with("/usr/lib/large.bin", 5, endlessLeaf()));
    endsSoon(with("/usr/lib/large.bin", 1, endlessLeaf()));
}

TEST_F(ForgedExtentTree, EndsWhenAFolderLeadsAstray)
{
    for (const char* folder : {"/var/many", "/etc"}) {
        endsSoon(with(folder, 5, circle(4)));
        endsSoon(with(folder, 5, manyWays(true)));
        endsSoon(with(folder, 5, manyWays(false)));
        endsSoon(with(folder, 1, endlessLeaf()));
    }
}

TEST_F(ForgedExtentTree, EndsWhenTheJournalLeadsAstray)
{
    for (const std::string& node : {circle(4), manyWays(true), manyWays(false), endlessLeaf()}) {
        const auto forged = with("<8>", node == endlessLeaf() ? 1 : 5, node);
        expectError(ErrorCode::BadImage, "", [&] { FileSystem::open(forged).usedExtents(); });
    }
}

TEST(FileSystem, RefusesAJournalThatNeedsRecoveryUntilItIsRecovered)
{
    const TempFolder folder(test::fastFolder());
    const auto image = folder / "image";
    test::makeEmptyImage(image, {"", {"-b", "1024", "-t", "ext4"}, mib(16)});
    test::run({"debugfs", "-w", "-R", "feature needs_recovery", image.string()});
    expectError(ErrorCode::BadImage, "needs_recovery",
                [&] { FileSystem::open(std::make_shared<FileSource>(image)); });
    checkFileSystem(image, true);
    FileSystem::open(std::make_shared<FileSource>(image));
}

TEST(FileSystem, RefusesAGroupDescriptorThatDoesNotFitItsChecksum)
{
    const TempFolder folder(test::fastFolder());
    test::makeEmptyImage(folder / "image",
                         {"", {"-b", "4096", "-t", "ext4", "-O", "metadata_csum"}, mib(16)});
    auto damaged = std::make_shared<Overlay>(std::make_shared<FileSource>(folder / "image"), mib(16));
    damaged->write(4096 + 14, asBytes("\x33")); // used folders
    expectError(ErrorCode::BadImage, "group descriptor 0", [&] { FileSystem::open(damaged); });
}

TEST(FileSystem, KeepsTheBodyOfAJournalThatIsNotEmpty)
{
    const TempFolder folder(test::fastFolder());
    const auto image = folder / "image";
    test::makeEmptyImage(image, {"", {"-b", "4096", "-t", "ext4", "-J", "size=8"}, mib(32)});
    const auto source = std::make_shared<FileSource>(image);
    const std::string where = test::debugfs(image, "blocks <8>");
    const std::uint64_t journal = std::stoull(where) * 4096;
    auto withLog = std::make_shared<Overlay>(source, source->size());
    withLog->write(journal + 28, asBytes(std::string_view("\0\0\0\1", 4)));
    const Bytes clean = totalLength(FileSystem::open(source).usedExtents());
    const Bytes kept = totalLength(FileSystem::open(withLog).usedExtents());
    EXPECT_EQ(kept - clean, mib(8) - kib(4));
}

TEST(FileSystem, EndsWhenSymbolicLinksLeadInCircles)
{
    const TempFolder folder(test::fastFolder());
    test::makeEmptyImage(folder / "image", {"", {"-b", "4096", "-t", "ext4"}, mib(16)});
    Overlay overlay(std::make_shared<FileSource>(folder / "image"), mib(16));
    FileSystem fs = FileSystem::openForChange(overlay);
    fs.makeSymlink("/a", "b");
    fs.makeSymlink("/b", "./a");
    fs.makeSymlink("/up", "../../../..");
    expectError(ErrorCode::BadImage, "symbolic links", [&] { fs.exists("/a/x"); });
    expectError(ErrorCode::BadImage, "symbolic links", [&] { fs.writeFile("/a/x", {}, {}); });
    EXPECT_TRUE(fs.exists("/up/up/lost+found"));
}

TEST(FileSystem, PassesOnWhatItsSourceSays)
{
    class Broken : public BlockSource
    {
    public:
        explicit Broken(std::shared_ptr<const BlockSource> whole) : m_whole(std::move(whole)) {}
        Bytes size() const override { return m_whole->size(); }
        void read(std::uint64_t offset, ByteSpan out) const override
        {
            if (offset >= 4096) {
                throw Error(ErrorCode::DeviceGone, "the stick has left");
            }
            m_whole->read(offset, out);
        }

    private:
        std::shared_ptr<const BlockSource> m_whole;
    };
    const TempFolder folder(test::fastFolder());
    test::makeEmptyImage(folder / "image", {"", {"-b", "4096", "-t", "ext4"}, mib(16)});
    expectError(ErrorCode::DeviceGone, "the stick has left", [&] {
        FileSystem::open(std::make_shared<Broken>(std::make_shared<FileSource>(folder / "image")));
    });
}

} // namespace
} // namespace bindery::ext4
