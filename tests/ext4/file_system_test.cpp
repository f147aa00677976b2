// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "ext4/file_system.h"
#include "ext4/test_image.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <memory>
#include <sstream>
#include <string>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bindery::ext4
{
namespace
{

using bindery::test::expectError;
using bindery::test::TempFolder;
using test::Kind;
using ::testing::HasSubstr;

constexpr std::int64_t kTime = 1'700'000'000;

class EveryKind : public ::testing::TestWithParam<Kind>
{
protected:
    EveryKind() : m_image(m_folder / "root.ext4")
    {
        test::makeImage(m_image, GetParam());
        m_source = std::make_shared<FileSource>(m_image);
    }

    TempFolder m_folder{test::fastFolder()};
    std::filesystem::path m_image;
    std::shared_ptr<FileSource> m_source;
};

std::string nameOf(const ::testing::TestParamInfo<Kind>& info)
{
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Ext4, EveryKind, ::testing::ValuesIn(test::allKinds()), nameOf);

/// For what does not depend on the kind of ext4 much.
class SomeKinds : public EveryKind
{
};

INSTANTIATE_TEST_SUITE_P(Ext4, SomeKinds, ::testing::ValuesIn(test::someKinds()), nameOf);

TEST_P(EveryKind, TellsWhatDumpe2fsTells)
{
    const Facts facts = FileSystem::open(m_source).facts();
    const std::string dump = test::run({"dumpe2fs", "-h", m_image.string()});
    std::string features;
    for (const std::string& name : facts.features) {
        features += " " + name;
    }
    EXPECT_THAT(dump, HasSubstr("Filesystem UUID:          " + facts.uuid.text()));
    EXPECT_THAT(dump, HasSubstr("Block size:               " + std::to_string(facts.blockSize) + "\n"));
    EXPECT_THAT(dump, HasSubstr("Block count:              " + std::to_string(facts.blockCount) + "\n"));
    std::istringstream lines(dump);
    std::string shown;
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("Filesystem features:", 0) == 0) {
            std::istringstream words(line.substr(line.find(':') + 1));
            for (std::string word; words >> word;) {
                shown += " " + word;
            }
        }
    }
    EXPECT_EQ(features, shown);
}

TEST_P(EveryKind, ReadsFilesLinksAndFolders)
{
    const FileSystem fs = FileSystem::open(m_source);
    EXPECT_EQ(fs.readFile("/etc/hostname"), "golden\n");
    EXPECT_EQ(fs.readFile("lib/large.bin", mib(4)), std::string(3'000'000, 'L'));
    EXPECT_EQ(fs.readFile("/usr/keys/ssh_host_ed25519_key"), std::string(400, 'k'));
    EXPECT_EQ(fs.readLink("/etc/name-link"), "/etc/hostname");
    EXPECT_EQ(fs.readLink("/etc/long-link"), std::string(200, 'x'));
    EXPECT_EQ(fs.list("/etc"),
              (std::vector<std::string>{"hostname", "long-link", "machine-id", "name-link", "ssh"}));
    EXPECT_EQ(fs.list("/var/many").size(), 300U);
    EXPECT_TRUE(fs.exists("/usr/lib"));
    EXPECT_FALSE(fs.exists("/usr/lib/nothing"));
    EXPECT_FALSE(fs.exists("/etc/hostname/below-a-file"));
}

TEST_P(EveryKind, StaysCleanWhenOnlyItsUsedBlocksAreWrittenOverNoise)
{
    const Extents used = FileSystem::open(m_source).usedExtents();
    test::writeOutOverNoise(*m_source, used, m_folder / "card", 0x5eed);
    test::expectClean(m_folder / "card");
    EXPECT_EQ(test::debugfsCat(m_folder / "card", "/etc/hostname"), "golden\n");
    EXPECT_LT(totalLength(used), m_source->size());
}

TEST_P(EveryKind, StaysCleanThroughEveryChange)
{
    auto overlay = std::make_unique<Overlay>(m_source, m_source->size());
    {
        FileSystem fs = FileSystem::openForChange(*overlay);
        fs.writeFile("/etc/hostname", asBytes("unit-17\n"), {0644, 0, 0, kTime});
        fs.writeFile("/etc/machine-id", {}, {0444, 0, 0, kTime});
        fs.writeFile("/etc/bindery/deep/er/unit.json", asBytes("{}\n"), {0600, 70'000, 80'000, kTime});
        fs.writeFile("/etc/name-link", asBytes("no longer a link\n"), {0640, 1, 2, kTime});
        fs.writeFile("/usr/keys/new-key", asBytes("through a link\n"), {0600, 0, 0, kTime});
        fs.writeFile("/srv/large", asBytes(std::string(2'500'001, 'z')), {0644, 0, 0, kTime});
        fs.writeFile("/usr/lib/large.bin", asBytes("small now\n"), {0644, 0, 0, kTime});
        for (int i = 0; i < 150; ++i) {
            fs.writeFile("/var/many/an-added-name-that-makes-the-folder-grow-" + std::to_string(i),
                         asBytes("k"), {0600, 0, 0, kTime});
        }
        fs.makeFolder("/var/lib/thing", {0750, 5, 6, kTime});
        fs.makeFolder("/etc/ssh", {0700, 0, 0, kTime});
        fs.makeSymlink("/etc/short", "hostname");
        fs.makeSymlink("/etc/localtime", "/usr/share/zoneinfo/" + std::string(300, 'Z'));
        fs.makeSymlink("/etc/long-link", "now-short");
        fs.removeFile("/etc/ssh/ssh_host_ed25519_key");
        fs.removeFile("/var/many/a-rather-long-name-so-that-the-folder-gets-an-index-77");
        fs.removeFile("/var/nothing/here");
        fs.setUuid(Uuid::parse("11111111-2222-4333-8444-555555555555"));
        fs.close();
    }
    test::writeOut(*overlay, m_folder / "changed");
    test::expectClean(m_folder / "changed");
    const auto changed = m_folder / "changed";
    EXPECT_EQ(test::debugfsCat(changed, "/etc/hostname"), "unit-17\n");
    EXPECT_EQ(test::debugfsCat(changed, "/etc/machine-id"), "");
    EXPECT_EQ(test::debugfsCat(changed, "/etc/name-link"), "no longer a link\n");
    EXPECT_EQ(test::debugfsCat(changed, "/etc/ssh/new-key"), "through a link\n");
    EXPECT_EQ(test::debugfsCat(changed, "/usr/lib/large.bin"), "small now\n");
    EXPECT_EQ(test::debugfsCat(changed, "/srv/large"), std::string(2'500'001, 'z'));
    EXPECT_EQ(test::debugfsCat(changed, "/var/many/an-added-name-that-makes-the-folder-grow-149"), "k");
    const std::string stat = test::debugfs(changed, "stat /etc/bindery/deep/er/unit.json");
    EXPECT_THAT(stat, HasSubstr("Mode:  0600"));
    EXPECT_THAT(stat, ::testing::ContainsRegex("User: 70000 +Group: 80000"));
    EXPECT_THAT(stat, HasSubstr("Size: 3\n"));
    EXPECT_THAT(stat, ::testing::ContainsRegex("mtime: 0x6553f100"));
    EXPECT_THAT(test::debugfs(changed, "stat /var/lib/thing"), HasSubstr("Mode:  0750"));
    EXPECT_THAT(test::debugfs(changed, "stat /etc/ssh"), HasSubstr("Mode:  0700"));
    EXPECT_THAT(test::debugfs(changed, "stat /etc/short"), HasSubstr("Fast link dest: \"hostname\""));
    EXPECT_THAT(test::debugfs(changed, "show_super_stats -h"),
                HasSubstr("11111111-2222-4333-8444-555555555555"));

    // What a card holds: only the used blocks of the changed root, everything else noise.
    const FileSystem fs = FileSystem::open(std::make_shared<FileSource>(changed));
    EXPECT_EQ(fs.list("/var/many").size(), 449U);
    EXPECT_FALSE(fs.exists("/etc/ssh/ssh_host_ed25519_key"));
    test::writeOutOverNoise(*overlay, fs.usedExtents(), m_folder / "card", 0xcafe);
    test::expectClean(m_folder / "card");
    EXPECT_EQ(test::debugfsCat(m_folder / "card", "/srv/large"), std::string(2'500'001, 'z'));
    EXPECT_LT(overlay->heldBytes(), mib(6));
}

TEST_P(EveryKind, LeavesNothingOfWhatIsRemoved)
{
    const auto name = [](int i) {
        return "/var/many/a-rather-long-name-so-that-the-folder-gets-an-index-" + std::to_string(i);
    };
    Overlay added(m_source, m_source->size());
    {
        FileSystem fs = FileSystem::openForChange(added);
        fs.writeFile("/var/log/journal/secret-machine/secret-log", asBytes("x"), {0644, 0, 0, kTime});
        fs.makeSymlink("/var/log/journal/secret-link", "secret-target");
        fs.writeFile("/var/log/journal/kept", asBytes("x"), {0644, 0, 0, kTime});
        fs.close();
    }
    test::writeOut(added, m_folder / "before");
    ASSERT_NE(readTextFile(m_folder / "before", gib(1)).find("secret-"), std::string::npos);

    const auto before = std::make_shared<FileSource>(m_folder / "before");
    Overlay removed(before, before->size());
    {
        FileSystem fs = FileSystem::openForChange(removed);
        fs.removeFile("/var/log/journal/secret-machine/secret-log");
        fs.removeFolder("/var/log/journal/secret-machine");
        fs.removeFile("/var/log/journal/secret-link");
        for (int i = 0; i < 300; i += 2) {
            fs.removeFile(name(i));
        }
        fs.close();
    }
    const auto overlay = std::make_shared<Overlay>(std::move(removed));
    const FileSystem fs = FileSystem::open(overlay);
    EXPECT_EQ(fs.list("/var/log/journal"), std::vector<std::string>{"kept"});
    EXPECT_EQ(fs.list("/var/many").size(), 150U);
    EXPECT_TRUE(fs.exists(name(151)));
    test::writeOutOverNoise(*overlay, fs.usedExtents(), m_folder / "card", 0xbeef);
    test::expectClean(m_folder / "card");
    const std::string card = readTextFile(m_folder / "card", gib(1));
    EXPECT_EQ(card.find("secret-"), std::string::npos);
    EXPECT_EQ(card.find("gets-an-index-150"), std::string::npos);
    EXPECT_NE(card.find("gets-an-index-151"), std::string::npos);
}

TEST_P(SomeKinds, TellsWhatAPathLeadsTo)
{
    const FileSystem fs = FileSystem::open(m_source);
    EXPECT_EQ(fs.entryAt("/etc/hostname"), Entry::File);
    EXPECT_EQ(fs.entryAt("/etc"), Entry::Folder);
    EXPECT_EQ(fs.entryAt("/"), Entry::Folder);
    EXPECT_EQ(fs.entryAt("/etc/name-link"), Entry::Link);
    EXPECT_EQ(fs.entryAt("/etc/no-such-thing"), Entry::None);
    EXPECT_EQ(fs.list("/usr/keys"), fs.list("/etc/ssh"));
}

TEST_P(SomeKinds, RemovesOnlyFoldersThatAreEmpty)
{
    Overlay overlay(m_source, m_source->size());
    FileSystem fs = FileSystem::openForChange(overlay);
    fs.makeFolder("/srv/empty", {0755, 0, 0, kTime});
    fs.makeSymlink("/srv/link", "empty");
    expectError(ErrorCode::InvalidArgument, "/etc is a folder that is not empty",
                [&] { fs.removeFolder("/etc"); });
    expectError(ErrorCode::InvalidArgument, "is a link", [&] { fs.removeFolder("/srv/link"); });
    expectError(ErrorCode::NotFound, "/srv/none", [&] { fs.removeFolder("/srv/none"); });
    fs.removeFolder("/srv/empty");
    EXPECT_FALSE(fs.exists("/srv/empty"));
}

TEST_P(SomeKinds, GivesTheSameBytesForTheSameChanges)
{
    const auto change = [&] {
        auto overlay = std::make_unique<Overlay>(m_source, m_source->size());
        FileSystem fs = FileSystem::openForChange(*overlay);
        fs.writeFile("/etc/hostname", asBytes("unit\n"), {0644, 0, 0, kTime});
        fs.writeFile("/new/file", asBytes("unit\n"), {0644, 0, 0, kTime + 5});
        fs.makeSymlink("/new/link", "file");
        fs.removeFile("/etc/machine-id");
        fs.setUuid(Uuid::parse("11111111-2222-4333-8444-555555555555"));
        fs.close();
        return overlay;
    };
    const auto first = change();
    const auto second = change();
    EXPECT_EQ(first->extents(), second->extents());
    for (const Extent& run : first->extents()) {
        EXPECT_EQ(test::bytesOf(*first, run), test::bytesOf(*second, run));
    }
}

} // namespace
} // namespace bindery::ext4
