// SPDX-License-Identifier: Apache-2.0
#include "staging/boot_files.h"

#include "base/error.h"
#include "staging/boot_plan.h"
#include "staging/boot_settings.h"
#include "staging/command_line_edit.h"
#include "staging/config_edit.h"

#include <algorithm>
#include <set>

namespace bindery::staging
{

namespace
{

/// A card's other partitions belong to the root and to data: the firmware must stay in this one.
void refuseOtherPartition(const BootFolder& folder, const std::vector<BootWay>& ways)
{
    const BootFile* autoboot = folder.find("autoboot.txt");
    if (autoboot == nullptr) {
        return;
    }
    for (const BootWay& way : ways) {
        const BootSettings settings(folder, *autoboot, way);
        for (const BootSettings::Line& line : settings.lines()) {
            if (line.setting.key == "boot_partition" && line.setting.value != "1") {
                throw Error(ErrorCode::BadImage,
                            line.place() + ": it starts partition " + line.setting.value +
                                ", and a card of Bindery has its boot files in partition 1 alone; remove " +
                                autoboot->path);
            }
        }
    }
}

class Editor
{
public:
    Editor(const BootFiles& files, const BootProfile& profile) : m_profile(profile), m_folder(files) {}

    BootEdits edits()
    {
        if (m_profile.initramfsTool == InitramfsTool::Dracut) {
            throw Error(ErrorCode::BadImage,
                        m_profile.name +
                            " makes its initramfs with dracut, which runs no key script; install "
                            "initramfs-tools in the image, or take an older release");
        }
        if (m_profile.hasConfigTxt) {
            editConfigs();
        } else {
            addCommandLine("cmdline.txt");
        }
        addOtherCommandLines();
        for (const std::string& path : m_commandLines) {
            editCommandLine(path);
        }
        m_edits.initramfs.assign(m_initramfs.begin(), m_initramfs.end());
        return std::move(m_edits);
    }

private:
    const BootFile& fileAt(const std::string& path) const
    {
        const BootFile* file = m_folder.find(path);
        if (file == nullptr) {
            throw Error(ErrorCode::BadImage, "boot partition: " + path + " of " + m_profile.name +
                                                 " is missing; put it there or take another image");
        }
        return *file;
    }

    void addCommandLine(const std::string& path) { m_commandLines.insert(fileAt(path).path); }

    /// Those that the firmware takes after an update or another choice.
    void addOtherCommandLines()
    {
        for (const std::string& slot : m_profile.slots) {
            if (m_folder.hasFolder(slot)) {
                addCommandLine(slot + "/cmdline.txt");
            }
        }
        for (const std::string& path : m_profile.otherCommandLines) {
            if (m_folder.has(path)) {
                addCommandLine(path);
            }
        }
    }

    void editConfigs()
    {
        std::vector<BootWay> normal;
        std::vector<BootWay> once;
        for (const std::string& name : m_profile.boards) {
            normal.push_back({&piBoardNamed(name), false});
            once.push_back({&piBoardNamed(name), true});
        }
        std::vector<BootWay> all = normal;
        all.insert(all.end(), once.begin(), once.end());
        refuseOtherPartition(m_folder, all);
        if (m_folder.has("tryboot.txt")) {
            editConfig(fileAt("config.txt"), normal);
            editConfig(fileAt("tryboot.txt"), once);
        } else {
            editConfig(fileAt("config.txt"), all);
        }
    }

    void editConfig(const BootFile& main, const std::vector<BootWay>& ways)
    {
        std::vector<BootSettings> settings;
        for (const BootWay& way : ways) {
            settings.emplace_back(m_folder, main, way);
            m_settingsFiles.insert(settings.back().files().begin(), settings.back().files().end());
        }
        const BootPlan plan = planOf(m_folder, settings);
        m_commandLines.insert(plan.commandLines.begin(), plan.commandLines.end());
        m_initramfs.insert(plan.initramfs.begin(), plan.initramfs.end());
        EditedConfig edited = editedConfig(main, settings, plan);
        m_initramfs.insert(edited.added.begin(), edited.added.end());
        keep(main, std::move(edited.text), edited.said);
    }

    void editCommandLine(const std::string& path)
    {
        const BootFile& file = fileAt(path);
        if (m_settingsFiles.count(file.path) != 0) {
            throw Error(ErrorCode::BadImage,
                        "boot partition: " + file.path +
                            " is named as kernel command line, and it is read as settings "
                            "of the firmware too; use two files");
        }
        EditedCommandLine edited = editedCommandLine(file.content, file.path, m_profile);
        m_edits.patches.push_back({"luks_uuid", file.path, edited.uuidOffset, kLuksUuidPlaceholder.size()});
        keep(file, std::move(edited.text), edited.said);
    }

    void keep(const BootFile& file, std::string text, const std::vector<std::string>& said)
    {
        if (text == file.content) {
            return;
        }
        m_edits.changed.push_back({file.path, std::move(text)});
        for (const std::string& sentence : said) {
            m_edits.said.push_back(file.path + ": " + sentence);
        }
    }

    const BootProfile& m_profile;
    BootFolder m_folder;
    std::set<std::string> m_commandLines;
    std::set<std::string> m_settingsFiles;
    std::set<BootInitramfs> m_initramfs;
    BootEdits m_edits;
};

} // namespace

BootEdits editBootFiles(const BootFiles& files, const BootProfile& profile)
{
    return Editor(files, profile).edits();
}

} // namespace bindery::staging
