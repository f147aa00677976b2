// SPDX-License-Identifier: Apache-2.0
// A unit's root is put together in a file, then e2fsck, debugfs and ssh-keygen judge it.
#include "base/file.h"
#include "base/sha256.h"
#include "ext4/file_system.h"
#include "golden/disk_images.h"
#include "golden/personality.h"
#include "golden/run_checked.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <fstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::golden;
namespace fs = std::filesystem;

namespace
{

struct Variant {
    const char* name;
    std::vector<std::string> options; ///< of mke2fs
};

UnitIdentity unitSeven()
{
    UnitIdentity unit;
    unit.serial = "SN-0007";
    unit.hostName = "unit-7";
    unit.fileSystemUuid = Uuid::parse("01234567-89ab-4def-8123-456789abcdef");
    unit.unitJson = {{"serial", "SN-0007"}, {"order", "A1"}};
    unit.utcSeconds = 1'700'000'000;
    return unit;
}

/// A root in a file, without a store around it.
class Rooted
{
public:
    explicit Rooted(const std::vector<std::string>& options = {},
                    const std::function<void(const fs::path&)>& change = {})
    {
        test::makeRootTree(m_folder / "tree");
        if (change) {
            change(m_folder / "tree");
        }
        test::makeExt4(m_folder / "root", mib(24), m_folder / "tree", options);
        m_root.file = std::make_shared<const ext4::FileSource>(m_folder / "root");
        m_root.grown = ext4::grow(m_folder / "root", m_root.file, mib(40), m_folder.path());
        m_root.used = ext4::FileSystem::open(m_root.grown).usedExtents();
    }
    const GoldenRoot& root() const { return m_root; }
    const test::TempFolder& folder() const { return m_folder; }
    /// The unit's root as a card would hold it: used runs only, noise elsewhere.
    fs::path written(const Personality& personality) const
    {
        const fs::path path = m_folder / "unit";
        std::ofstream(path, std::ios::binary | std::ios::trunc)
            << std::string(personality.overlay->size().count(), '\xa5');
        const UniqueFd fd = openFile(path, O_RDWR);
        for (const Extent& run : personality.used) {
            std::vector<std::byte> bytes(run.length);
            personality.overlay->read(run.offset, bytes);
            writeFully(fd.get(), run.offset, bytes, path);
        }
        return path;
    }

private:
    test::TempFolder m_folder;
    GoldenRoot m_root;
};

class PersonalityOn : public testing::TestWithParam<Variant>
{
};

std::string statOf(const fs::path& file, const std::string& path)
{
    return test::runChecked({"debugfs", "-R", "stat " + path, file.string()});
}

} // namespace

TEST_P(PersonalityOn, MakesARootOfItsOwnThatE2fsckAccepts)
{
    const Rooted rooted(GetParam().options);
    const UnitIdentity unit = unitSeven();
    const Personality personality = personalise(rooted.root(), unit);
    const fs::path file = rooted.written(personality);
    test::runChecked({"e2fsck", "-fn", file.string()});
    EXPECT_THAT(test::runChecked({"dumpe2fs", "-h", file.string()}),
                testing::HasSubstr(unit.fileSystemUuid.text()));
    EXPECT_EQ(test::readFromExt4(file, "/etc/hostname"), "unit-7\n");
    EXPECT_EQ(test::readFromExt4(file, "/etc/hosts"),
              "127.0.0.1\tlocalhost\n127.0.1.1\tunit-7\n::1\tlocalhost\n");
    EXPECT_EQ(test::readFromExt4(file, "/etc/machine-id"), "");
    EXPECT_EQ(test::readFromExt4(file, "/etc/bindery/unit.json"),
              "{\"order\":\"A1\",\"serial\":\"SN-0007\"}\n");
    EXPECT_EQ(test::readFromExt4(file, "/usr/share/noise"),
              readTextFile(rooted.folder() / "tree/usr/share/noise"));
    EXPECT_THAT(statOf(file, "/etc/bindery/unit.json"), testing::HasSubstr("Mode:  0644"));
}

TEST_P(PersonalityOn, GivesHostKeysThatSshReads)
{
    const Rooted rooted(GetParam().options);
    const fs::path file = rooted.written(personalise(rooted.root(), unitSeven()));
    EXPECT_THAT(test::runChecked({"debugfs", "-R", "ls -p /etc/ssh", file.string()}),
                testing::Not(testing::HasSubstr("ssh_host_rsa_key")));
    for (const char* kind : {"ed25519", "ecdsa"}) {
        const std::string path = std::string("/etc/ssh/ssh_host_") + kind + "_key";
        EXPECT_THAT(statOf(file, path), testing::HasSubstr("Mode:  0600"));
        EXPECT_THAT(statOf(file, path + ".pub"), testing::HasSubstr("Mode:  0644"));
        const std::string priv = test::readFromExt4(file, path);
        EXPECT_EQ(priv.find("golden"), std::string::npos);
        replaceFile(rooted.folder() / "key", asBytes(priv), 0600);
        EXPECT_EQ(test::runChecked({"ssh-keygen", "-y", "-f", (rooted.folder() / "key").string()}),
                  test::readFromExt4(file, path + ".pub"));
        EXPECT_THAT(test::runChecked({"ssh-keygen", "-l", "-f", (rooted.folder() / "key").string()}),
                    testing::HasSubstr("root@unit-7"));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Ext4, PersonalityOn,
    testing::Values(Variant{"Blocks4k", {"-b", "4096"}}, Variant{"Blocks1k", {"-b", "1024"}},
                    Variant{"SeededChecksums", {"-O", "metadata_csum,metadata_csum_seed"}},
                    Variant{"GroupChecksumsOnly", {"-b", "1024", "-O", "^metadata_csum,uninit_bg"}},
                    Variant{"NoChecksums", {"-O", "^metadata_csum,^uninit_bg"}},
                    Variant{"NoJournal", {"-O", "^has_journal"}},
                    Variant{"BlockMaps", {"-O", "^extent,^64bit"}}, Variant{"SmallInodes", {"-I", "128"}}),
    [](const auto& variant) { return variant.param.name; });

TEST(Personality, RecordsExactlyWhatItChanged)
{
    const Rooted rooted;
    const Personality personality = personalise(rooted.root(), unitSeven());
    Extents changed;
    for (const ChangedRun& run : personality.changes) {
        std::vector<std::byte> bytes(run.extent.length);
        personality.overlay->read(run.extent.offset, bytes);
        EXPECT_EQ(run.sha256, Sha256::hexOf(bytes));
        changed.push_back(run.extent);
    }
    EXPECT_EQ(changed, personality.overlay->extents());
    EXPECT_LT(totalLength(changed), kib(512));
    // Where nothing is recorded, the golden bytes stand.
    std::vector<std::byte> unit(personality.overlay->size().count());
    std::vector<std::byte> golden(unit.size());
    personality.overlay->read(0, unit);
    rooted.root().grown->read(0, golden);
    for (const Extent& run : changed) {
        std::copy_n(golden.data() + run.offset, run.length, unit.data() + run.offset);
    }
    EXPECT_TRUE(unit == golden);
}

TEST(Personality, LeavesTheGoldenRootUntouched)
{
    const Rooted rooted;
    const std::string before = test::runChecked({"sha256sum", (rooted.folder() / "root").string()});
    personalise(rooted.root(), unitSeven());
    EXPECT_EQ(test::runChecked({"sha256sum", (rooted.folder() / "root").string()}), before);
}

TEST(Personality, CarriesNothingThatIdentifiesTheGoldenSystem)
{
    const Rooted rooted;
    const fs::path file = rooted.written(personalise(rooted.root(), unitSeven()));
    const std::string card = readTextFile(file, gib(1));
    for (const char* text : {"golden private", "golden public", "0123456789abcdef0123456789abcdef"}) {
        ASSERT_NE(readTextFile(rooted.folder() / "root", gib(1)).find(text), std::string::npos);
        EXPECT_EQ(card.find(text), std::string::npos) << text;
    }
    const auto opened = ext4::FileSystem::open(std::make_shared<ext4::FileSource>(file));
    EXPECT_FALSE(opened.exists("/var/lib/dbus/machine-id"));
    EXPECT_FALSE(opened.exists("/var/lib/systemd/random-seed"));
}

TEST(Personality, KeepsTheLinkThatDbusHasToTheMachineId)
{
    const Rooted rooted({}, [](const fs::path& tree) {
        fs::remove(tree / "var/lib/dbus/machine-id");
        fs::create_symlink("/etc/machine-id", tree / "var/lib/dbus/machine-id");
    });
    const Personality personality = personalise(rooted.root(), unitSeven());
    EXPECT_EQ(ext4::FileSystem::open(personality.overlay).readLink("/var/lib/dbus/machine-id"),
              "/etc/machine-id");
}

TEST(Personality, LeavesKeysToTheFirstBootOrAloneWhenAsked)
{
    const Rooted rooted;
    UnitIdentity unit = unitSeven();
    unit.sshKeys = SshKeys::FirstBoot;
    EXPECT_THAT(ext4::FileSystem::open(personalise(rooted.root(), unit).overlay).list("/etc/ssh"),
                testing::ElementsAre("sshd_config"));
    unit.sshKeys = SshKeys::Leave;
    EXPECT_EQ(ext4::FileSystem::open(personalise(rooted.root(), unit).overlay)
                  .readFile("/etc/ssh/ssh_host_rsa_key"),
              "golden private rsa key\n");
}

TEST(Personality, MakesNoKeysWhereThereIsNoServer)
{
    const Rooted clientOnly({}, [](const fs::path& tree) { fs::remove(tree / "etc/ssh/sshd_config"); });
    EXPECT_TRUE(
        ext4::FileSystem::open(personalise(clientOnly.root(), unitSeven()).overlay).list("/etc/ssh").empty());
    const Rooted without({}, [](const fs::path& tree) { fs::remove_all(tree / "etc/ssh"); });
    EXPECT_FALSE(ext4::FileSystem::open(personalise(without.root(), unitSeven()).overlay).exists("/etc/ssh"));
}

TEST(Personality, KeepsTheGoldenNameWhenTheUnitHasNone)
{
    const Rooted rooted;
    UnitIdentity unit = unitSeven();
    unit.hostName.clear();
    const auto opened = ext4::FileSystem::open(personalise(rooted.root(), unit).overlay);
    EXPECT_EQ(opened.readFile("/etc/hostname"), "golden\n");
    EXPECT_THAT(opened.readFile("/etc/hosts"), testing::HasSubstr("127.0.1.1\tgolden"));
}

TEST(Personality, IsTheSameForTheSameUnitButForItsKeys)
{
    const Rooted rooted;
    UnitIdentity unit = unitSeven();
    unit.sshKeys = SshKeys::FirstBoot;
    const Personality first = personalise(rooted.root(), unit);
    const Personality second = personalise(rooted.root(), unit);
    ASSERT_EQ(first.changes.size(), second.changes.size());
    for (std::size_t i = 0; i < first.changes.size(); ++i) {
        EXPECT_EQ(first.changes[i].sha256, second.changes[i].sha256);
    }
}

TEST_P(PersonalityOn, HoldsTheFilesOfTheUnit)
{
    const Rooted rooted(GetParam().options);
    UnitIdentity unit = unitSeven();
    unit.files = {{"/etc", UnitFile::Kind::Folder, 0700, {}},
                  {"/etc/motd", UnitFile::Kind::File, 0640, "hello\n"},
                  {"/bin/new", UnitFile::Kind::File, 04755, "through the link /bin\n"},
                  {"/etc/os-release", UnitFile::Kind::File, 0644, "no longer a link\n"},
                  {"/etc/sites", UnitFile::Kind::Folder, 0750, {}},
                  {"/etc/sites/link", UnitFile::Kind::Link, 0777, "../motd"},
                  {"/usr/share/noise", UnitFile::Kind::File, 0644, "quiet\n"},
                  {"/etc/ssh/ssh_host_ed25519_key", UnitFile::Kind::File, 0600, "the operator's own\n"}};
    const fs::path file = rooted.written(personalise(rooted.root(), unit));
    test::runChecked({"e2fsck", "-fn", file.string()});
    EXPECT_EQ(test::readFromExt4(file, "/etc/motd"), "hello\n");
    EXPECT_EQ(test::readFromExt4(file, "/usr/bin/new"), "through the link /bin\n");
    EXPECT_EQ(test::readFromExt4(file, "/etc/os-release"), "no longer a link\n");
    EXPECT_EQ(test::readFromExt4(file, "/usr/share/noise"), "quiet\n");
    EXPECT_EQ(test::readFromExt4(file, "/etc/ssh/ssh_host_ed25519_key"), "the operator's own\n");
    EXPECT_THAT(statOf(file, "/etc"), testing::HasSubstr("Mode:  0755")); // the root's own
    EXPECT_THAT(statOf(file, "/etc/sites"), testing::HasSubstr("Mode:  0750"));
    EXPECT_THAT(statOf(file, "/etc/sites/link"), testing::HasSubstr("Fast link dest: \"../motd\""));
    const std::string motd = statOf(file, "/etc/motd");
    EXPECT_THAT(motd, testing::HasSubstr("Mode:  0640"));
    EXPECT_THAT(motd, testing::ContainsRegex("User: +0 +Group: +0"));
    EXPECT_THAT(statOf(file, "/usr/bin/new"), testing::HasSubstr("Mode:  04755"));
}

TEST(Personality, SaysWhereAFileOfTheUnitHasNoPlace)
{
    const Rooted rooted;
    const auto refused = [&](const UnitFile& file, ErrorCode code, const std::string& part) {
        UnitIdentity unit = unitSeven();
        unit.files = {file};
        test::expectError(code, part, [&] { personalise(rooted.root(), unit); });
    };
    refused({"/etc", UnitFile::Kind::File, 0644, "x"}, ErrorCode::InvalidArgument,
            "laying /etc over the root of unit SN-0007");
    refused({"/etc", UnitFile::Kind::Link, 0777, "x"}, ErrorCode::InvalidArgument,
            "is a folder in the image");
    refused({"/etc/hosts", UnitFile::Kind::Folder, 0755, {}}, ErrorCode::InvalidArgument,
            "/etc/hosts is a file in the golden image");
    refused({"/etc/hosts/x", UnitFile::Kind::File, 0644, "x"}, ErrorCode::InvalidArgument,
            "/etc/hosts is not a folder");
}

TEST(Personality, IsTooLargeForARootWithoutRoom)
{
    const Rooted rooted;
    UnitIdentity unit = unitSeven();
    unit.files = {{"/srv/large", UnitFile::Kind::File, 0644, std::string(mib(50).count(), 'x')}};
    test::expectError(ErrorCode::TooSmall, "laying /srv/large over the root of unit SN-0007",
                      [&] { personalise(rooted.root(), unit); });
    unit.files.clear();
    EXPECT_FALSE(personalise(rooted.root(), unit).changes.empty()); // nothing of it stayed
}

TEST(Personality, NeedsASystemToGiveToAUnit)
{
    const Rooted rooted({}, [](const fs::path& tree) { fs::remove_all(tree / "etc"); });
    test::expectError(ErrorCode::BadImage, "no /etc", [&] { personalise(rooted.root(), unitSeven()); });
}

TEST(Personality, TakesOnlyNamesThatAreHostNames)
{
    for (const char* good : {"a", "unit-7", "7up", "unit.example.org", "A-B"}) {
        EXPECT_TRUE(isHostName(good)) << good;
    }
    for (const std::string& bad :
         {std::string(), std::string("-a"), std::string("a-"), std::string("a..b"), std::string(".a"),
          std::string("a."), std::string("a_b"), std::string("a b"), std::string("a\nb"), std::string("ä"),
          std::string(65, 'a'), std::string(64, 'a')}) {
        EXPECT_FALSE(isHostName(bad)) << bad;
    }
    const Rooted rooted;
    UnitIdentity unit = unitSeven();
    unit.hostName = "two words";
    test::expectError(ErrorCode::InvalidArgument, "\"two words\" is not a host name",
                      [&] { personalise(rooted.root(), unit); });
}

TEST(Hosts, GetTheNameOnTheLineOfTheOwnAddress)
{
    EXPECT_EQ(hostsWithName("127.0.0.1 localhost\n127.0.1.1 old older\n::1 ip6\n", "new"),
              "127.0.0.1 localhost\n127.0.1.1\tnew\n::1 ip6\n");
    EXPECT_EQ(hostsWithName("127.0.0.1 localhost\n", "new"), "127.0.0.1 localhost\n127.0.1.1\tnew\n");
    EXPECT_EQ(hostsWithName("127.0.0.1 localhost", "new"), "127.0.0.1 localhost\n127.0.1.1\tnew\n");
    EXPECT_EQ(hostsWithName("  127.0.1.1\told\n127.0.1.1 twice\n", "new"), "127.0.1.1\tnew\n");
    EXPECT_EQ(hostsWithName("127.0.1.10 other\n#127.0.1.1 note\n", "new"),
              "127.0.1.10 other\n#127.0.1.1 note\n127.0.1.1\tnew\n");
    EXPECT_EQ(hostsWithName("", "new.example.org"), "127.0.1.1\tnew.example.org new\n");
}
