// SPDX-License-Identifier: Apache-2.0
// Every folder of boot_files/ is a boot partition before and after the edit. Its name is that of a row of the
// table, with a variant behind a '+'.
#include "base/file.h"
#include "staging/boot_files.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>

namespace bindery::staging
{

namespace
{

namespace fs = std::filesystem;

BootFiles filesIn(const fs::path& folder)
{
    BootFiles files;
    if (!fs::exists(folder)) {
        return files;
    }
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            files.push_back(
                {fs::relative(entry.path(), folder).generic_string(), readTextFile(entry.path())});
        }
    }
    std::sort(files.begin(), files.end(),
              [](const BootFile& a, const BootFile& b) { return a.path < b.path; });
    return files;
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::string endingWith(const std::string& text, const std::string& ending)
{
    std::string other;
    for (const char letter : text) {
        other += letter == '\n' ? ending : std::string(1, letter);
    }
    return other;
}

BootFiles withEndings(BootFiles files, const std::string& ending)
{
    for (BootFile& file : files) {
        file.content = endingWith(file.content, ending);
    }
    return files;
}

BootFiles afterEdit(BootFiles files, const BootFiles& changed)
{
    for (const BootFile& change : changed) {
        const auto same = [&](const BootFile& file) { return file.path == change.path; };
        const auto found = std::find_if(files.begin(), files.end(), same);
        if (found == files.end()) {
            ADD_FAILURE() << change.path << " was changed and not there before";
            continue;
        }
        found->content = change.content;
    }
    return files;
}

/// What expected.txt holds.
std::string textOf(const BootEdits& edits)
{
    std::string text;
    for (const PlacedPatch& patch : edits.patches) {
        EXPECT_EQ(patch.field, "luks_uuid");
        text += "patch " + patch.file + " " + std::to_string(patch.offset) + " " +
                std::to_string(patch.length) + "\n";
    }
    for (const BootInitramfs& loaded : edits.initramfs) {
        text += "initramfs " + loaded.kernel + ":";
        for (const std::string& file : loaded.initramfs) {
            text += " " + file;
        }
        text += "\n";
    }
    for (const std::string& sentence : edits.said) {
        text += "said " + sentence + "\n";
    }
    return text;
}

const fs::path& casesFolder()
{
    static const fs::path folder = fs::path(BINDERY_BOOT_FILES);
    return folder;
}

std::vector<std::string> caseNames()
{
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(casesFolder())) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

class BootFilesOfSystem : public testing::TestWithParam<std::string>
{
protected:
    fs::path folder() const { return casesFolder() / GetParam(); }
    BootFiles before() const { return filesIn(folder() / "before"); }
    BootFiles after() const { return filesIn(folder() / "after"); }

    BootProfile profile() const
    {
        const std::string id = GetParam().substr(0, GetParam().find('+'));
        const std::size_t first = id.find('-');
        const std::size_t last = id.rfind('-');
        const std::string architecture = id.substr(last + 1);
        std::string system = id.substr(0, first);
        if (system == "raspios") {
            system = architecture == "arm64" ? "debian" : "raspbian"; // as its os-release says
        }
        BootProfile found =
            bootProfileOf(system, id.substr(first + 1, last - first - 1), architecture, before());
        EXPECT_EQ(found.id, id);
        if (fs::exists(folder() / "boards.txt")) {
            found.boards = linesOf(readTextFile(folder() / "boards.txt"));
        }
        if (GetParam().find("+initramfs-tools") != std::string::npos) {
            found.initramfsTool = InitramfsTool::InitramfsTools;
        }
        return found;
    }
};

std::string testName(const testing::TestParamInfo<std::string>& info)
{
    std::string name = info.param;
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Every, BootFilesOfSystem, testing::ValuesIn(caseNames()), testName);

TEST_P(BootFilesOfSystem, become_what_opens_the_root_and_nothing_else_changes)
{
    const BootEdits edits = editBootFiles(before(), profile());
    const BootFiles expected = after();
    for (const BootFile& file : expected) {
        const auto found = std::find_if(edits.changed.begin(), edits.changed.end(),
                                        [&](const BootFile& change) { return change.path == file.path; });
        ASSERT_NE(found, edits.changed.end()) << file.path << " was not changed";
        EXPECT_EQ(found->content, file.content) << file.path;
    }
    EXPECT_EQ(edits.changed.size(), expected.size());
    EXPECT_EQ(textOf(edits), readTextFile(folder() / "expected.txt"));
}

TEST_P(BootFilesOfSystem, keep_the_line_endings_of_another_system)
{
    const BootEdits edits = editBootFiles(withEndings(before(), "\r\n"), profile());
    EXPECT_EQ(afterEdit(withEndings(before(), "\r\n"), edits.changed),
              withEndings(afterEdit(before(), after()), "\r\n"));
}

TEST_P(BootFilesOfSystem, are_not_changed_by_a_second_edit)
{
    for (const char* ending : {"\n", "\r\n"}) {
        const BootFiles files = withEndings(before(), ending);
        const BootEdits first = editBootFiles(files, profile());
        const BootEdits second = editBootFiles(afterEdit(files, first.changed), profile());
        EXPECT_TRUE(second.changed.empty());
        EXPECT_TRUE(second.said.empty());
        EXPECT_EQ(second.patches, first.patches);
        EXPECT_EQ(second.initramfs, first.initramfs);
    }
}

TEST_P(BootFilesOfSystem, hold_the_placeholder_where_the_patch_points_say)
{
    const BootEdits edits = editBootFiles(before(), profile());
    EXPECT_FALSE(edits.patches.empty());
    const BootFiles files = afterEdit(before(), edits.changed);
    for (const PlacedPatch& patch : edits.patches) {
        const auto found = std::find_if(files.begin(), files.end(),
                                        [&](const BootFile& file) { return file.path == patch.file; });
        ASSERT_NE(found, files.end());
        EXPECT_EQ(found->content.substr(patch.offset, patch.length), kLuksUuidPlaceholder);
        EXPECT_EQ(found->content.find(kLuksUuidPlaceholder, patch.offset + 1), std::string::npos);
    }
}

TEST(BootProfiles, all_have_a_boot_partition_among_the_tests)
{
    const std::vector<std::string> names = caseNames();
    for (const BootProfile& profile : bootProfiles()) {
        const bool newerSlots = profile.id == "ubuntu-26.04-arm64"; // as 25.10
        const bool tested = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
            return name.substr(0, name.find('+')) == profile.id;
        });
        EXPECT_TRUE(tested || newerSlots) << profile.id;
    }
}

} // namespace

} // namespace bindery::staging
