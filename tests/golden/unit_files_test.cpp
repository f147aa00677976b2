// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "golden/unit_files.h"
#include "golden/unit_template.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace bindery;
using namespace bindery::golden;
namespace fs = std::filesystem;

namespace
{

const UnitFields kFields{{"serial", "SN-1"}, {"host_name", "unit-1"}, {"mac_eth0", "02:00:5e:10:00:01"}};

std::string filled(const std::string& text)
{
    return fillTemplate(text, kFields, "x.in");
}

class UnitFolder : public testing::Test
{
protected:
    UnitFolder() { fs::create_directory(root()); }
    fs::path root() const { return m_folder / "files"; }
    void put(const std::string& path, const std::string& text, mode_t mode = 0644) const
    {
        const fs::path file = root() / path;
        fs::create_directories(file.parent_path());
        replaceFile(file, asBytes(text), mode);
    }
    std::vector<UnitFile> filesOf(const std::string& serial = "SN-1") const
    {
        return UnitFiles(root()).of(serial, kFields);
    }
    void expectRefused(const std::string& part) const
    {
        test::expectError(ErrorCode::InvalidArgument, part, [&] { filesOf(); });
    }

    test::TempFolder m_folder;
};

const UnitFile* find(const std::vector<UnitFile>& files, const std::string& path)
{
    const auto found =
        std::find_if(files.begin(), files.end(), [&](const UnitFile& file) { return file.path == path; });
    return found == files.end() ? nullptr : &*found;
}

} // namespace

TEST(UnitTemplate, PutsFieldsIn)
{
    EXPECT_EQ(filled("a ${unit.serial}/${unit.host_name} ${unit.mac_eth0}\n"),
              "a SN-1/unit-1 02:00:5e:10:00:01\n");
    EXPECT_EQ(filled("${unit.serial}${unit.serial}"), "SN-1SN-1");
    EXPECT_EQ(filled(""), "");
    EXPECT_EQ(fillTemplate("${unit.a}", {{"a", "${unit.serial} $${"}}, "x"), "${unit.serial} $${");
}

TEST(UnitTemplate, LeavesWhatIsNoField)
{
    EXPECT_EQ(filled("${HOME} $HOME $(date) $$ $ ${unit} ${units.serial} 5$"),
              "${HOME} $HOME $(date) $$ $ ${unit} ${units.serial} 5$");
    EXPECT_EQ(filled("$${unit.serial} $${HOME} $$${unit.serial}"), "${unit.serial} ${HOME} $${unit.serial}");
    EXPECT_EQ(filled(std::string("\0\xff", 2)), std::string("\0\xff", 2));
}

TEST(UnitTemplate, NamesFileLineAndFieldOfWhatIsWrong)
{
    const auto refused = [](const std::string& text, const std::string& part) {
        test::expectError(ErrorCode::InvalidArgument, part, [&] { filled(text); });
    };
    refused("\n\n a ${unit.colour}",
            "x.in, line 3: there is no field unit.colour; there are: host_name, mac_eth0, serial");
    refused("${unit.serial", "x.in, line 1: ${unit.serial is no field");
    refused("${unit.}", "${unit. is no field");
    refused("${unit.serial }", "is no field: write ${unit.serial} or another column's name");
    refused("${unit.Serial}", "is no field");
}

TEST_F(UnitFolder, GivesCommonFilesAndThoseOfOneUnit)
{
    put("common/etc/motd", "all\n");
    put("common/etc/id.in", "${unit.serial}\n", 0640);
    put("common/opt/run.sh", "#!/bin/sh\n", 0755);
    fs::create_symlink("../opt/run.sh", root() / "common/etc/run");
    put("SN-1/etc/motd", "one\n", 0600);
    put("SN-2/etc/motd", "two\n");
    const std::vector<UnitFile> files = filesOf();
    std::vector<std::string> paths;
    paths.reserve(files.size());
    for (const UnitFile& file : files) {
        paths.push_back(file.path);
    }
    EXPECT_THAT(paths,
                testing::ElementsAre("/etc", "/etc/id", "/etc/motd", "/etc/run", "/opt", "/opt/run.sh"));
    EXPECT_EQ(find(files, "/etc")->kind, UnitFile::Kind::Folder);
    EXPECT_EQ(find(files, "/etc/id")->content, "SN-1\n");
    EXPECT_EQ(find(files, "/etc/id")->mode, 0640U);
    EXPECT_EQ(find(files, "/etc/motd")->content, "one\n");
    EXPECT_EQ(find(files, "/etc/motd")->mode, 0600U);
    EXPECT_EQ(find(files, "/etc/run")->kind, UnitFile::Kind::Link);
    EXPECT_EQ(find(files, "/etc/run")->content, "../opt/run.sh");
    EXPECT_EQ(find(files, "/opt/run.sh")->mode, 0755U);
    EXPECT_EQ(find(filesOf("SN-3"), "/etc/motd")->content, "all\n");
}

TEST_F(UnitFolder, MayHoldNothingForAUnit)
{
    EXPECT_TRUE(filesOf().empty());
    EXPECT_TRUE(UnitFiles().of("SN-1", kFields).empty());
    test::expectError(ErrorCode::NotFound, "gone", [&] { UnitFiles(m_folder / "gone"); });
    put("a-file", "x");
    test::expectError(ErrorCode::NotFound, "a-file", [&] { UnitFiles(root() / "a-file"); });
}

TEST_F(UnitFolder, IsReadBeforeItChanges)
{
    put("common/etc/motd", "first\n");
    const UnitFiles files(root());
    fs::remove_all(root());
    EXPECT_EQ(find(files.of("SN-1", kFields), "/etc/motd")->content, "first\n");
}

TEST_F(UnitFolder, IsNeverLeftThroughALink)
{
    put("secret", "of the station");
    fs::create_directories(root() / "common");
    fs::create_symlink(root(), root() / "common/link");
    const std::vector<UnitFile> files = filesOf();
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(files[0].kind, UnitFile::Kind::Link);
    EXPECT_EQ(files[0].content, root().string());
}

TEST_F(UnitFolder, RefusesWhatIsNoFileFolderOrLink)
{
    fs::create_directories(root() / "SN-1/run");
    ASSERT_EQ(::mkfifo((root() / "SN-1/run/pipe").c_str(), 0600), 0);
    expectRefused("SN-1/run/pipe is neither a file, a folder nor a symbolic link: remove it");
}

TEST_F(UnitFolder, RefusesNamesWithControlCharacters)
{
    put("common/etc/two\nlines", "x");
    expectRefused("has control characters in its name: rename it");
}

TEST_F(UnitFolder, RefusesTwoFilesForOnePlace)
{
    put("common/etc/motd", "x");
    put("common/etc/motd.in", "y");
    expectRefused("both become /etc/motd: remove or rename one");
    fs::remove(root() / "common/etc/motd.in");
    put("SN-1/etc/motd/file", "z");
    expectRefused("are a folder and none: they cannot both become /etc/motd");
}

TEST_F(UnitFolder, RefusesBinderysOwnFile)
{
    put("common/etc/bindery/unit.json.in", "{}");
    expectRefused("cannot be given: Bindery writes that file itself; remove it");
}

TEST_F(UnitFolder, HasLimits)
{
    put("common/large", "");
    fs::resize_file(root() / "common/large", UnitFiles::kMaxBytes.count());
    EXPECT_EQ(filesOf().size(), 1U);
    put("SN-1/small", "x");
    expectRefused("more than 64.0 MiB");
    fs::resize_file(root() / "common/large", UnitFiles::kMaxBytes.count() + 1);
    expectRefused("common/large makes the files of a unit more than 64.0 MiB");
    fs::remove(root() / "common/large");
    std::string deep = "common";
    for (int i = 0; i < 70; ++i) {
        deep += "/d";
    }
    fs::create_directories(root() / deep);
    expectRefused("lies deeper than 64 folders");
}

TEST_F(UnitFolder, HasNoUnitCalledCommon)
{
    test::expectError(ErrorCode::InvalidArgument, "is the folder of all units", [&] { filesOf("common"); });
}

TEST_F(UnitFolder, SaysWhichTemplateIsWrong)
{
    put("common/etc/a.in", "ok\n${unit.colour}\n");
    expectRefused((root() / "common/etc/a.in").string() + ", line 2: there is no field unit.colour");
    test::expectError(ErrorCode::InvalidArgument, "a.in, line 2",
                      [&] { UnitFiles(root()).checkCommon(kFields); });
}
