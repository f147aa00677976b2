// SPDX-License-Identifier: Apache-2.0
#include "staging/config_edit.h"

#include "base/error.h"
#include "staging/config_txt.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace bindery::staging
{

namespace
{

constexpr std::string_view kBusLine = "dtparam=i2c_arm=on";

/// What a list of device tree parameters says about the bus on the header's pins; later ones win.
std::optional<bool> busIn(const std::string& parameters)
{
    std::optional<bool> on;
    std::string rest = parameters;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const std::string parameter = rest.substr(0, end);
        rest.erase(0, end + 1);
        const std::size_t equals = std::min(parameter.find('='), parameter.size());
        const std::string name = parameter.substr(0, equals);
        if (name == "i2c_arm" || name == "i2c") {
            const std::string value = parameter.substr(std::min(equals + 1, parameter.size()));
            on = value != "off" && value != "no" && value != "false" && value != "0";
        }
    }
    return on;
}

/// Whether the bus is on for a way of starting; what may be off counts as off.
bool busIsOn(const BootSettings& settings)
{
    bool on = false;
    for (const BootSettings::Line& line : settings.lines()) {
        if (line.setting.key != "dtparam" && line.setting.key != "device_tree_param") {
            continue;
        }
        const std::optional<bool> said = busIn(line.setting.value);
        if (said && !*said) {
            throw Error(ErrorCode::BadImage, line.place() + ": " + line.setting.key + "=" +
                                                 line.setting.value +
                                                 " switches the bus of the security module off; remove it");
        }
        on = on || (said && line.applies == Applies::Yes);
    }
    return on;
}

/// The place in front of the first section and the first setting. There no filter holds, and no overlay has
/// been named that the parameter could be taken for.
std::size_t firstPlace(const ConfigTxt& config)
{
    std::size_t place = 0;
    for (const ConfigLine& line : config.lines()) {
        if (sectionOf(line) || settingOf(line)) {
            break;
        }
        ++place;
    }
    return place;
}

/// What a board without an initramfs is to load.
struct Wanted {
    std::string names; ///< with commas
    std::vector<BootInitramfs> loaded;
};

Wanted wantedFor(const std::string& board, const std::set<KernelFile>& kernels, const BootFile& main)
{
    std::set<std::string> names;
    for (const KernelFile& kernel : kernels) {
        names.insert(initramfsNameOf(kernel.name));
        if (names.count("") != 0) {
            throw Error(ErrorCode::BadImage,
                        main.path + ": " + board + " starts " + kernel.path +
                            " without an initramfs; add a line \"initramfs NAME "
                            "followkernel\" for it, with the name that the system gives it");
        }
    }
    Wanted wanted;
    for (const std::string& name : names) {
        wanted.names += (wanted.names.empty() ? "" : ",") + name;
    }
    // a kernel that is handed several takes the modules of its own version
    for (const KernelFile& kernel : kernels) {
        BootInitramfs loaded{kernel.path, {}};
        for (const std::string& name : names) {
            loaded.initramfs.push_back(kernel.prefix + name);
        }
        wanted.loaded.push_back(std::move(loaded));
    }
    return wanted;
}

/// Section and names of the lines to add; an empty section is [all].
std::vector<std::pair<std::string, std::string>>
linesFor(const BootPlan& plan, const std::map<std::string, Wanted>& wanted, const BootFile& main)
{
    std::set<std::string> names;
    for (const auto& [board, want] : wanted) {
        names.insert(want.names);
    }
    if (wanted.size() == plan.boardsInUse.size() && names.size() == 1) {
        return {{"", *names.begin()}};
    }
    std::vector<std::pair<std::string, std::string>> lines;
    for (const PiBoard& board : piBoards()) {
        const auto want = wanted.find(board.name);
        if (want == wanted.end()) {
            continue;
        }
        for (const PiBoard& other : piBoards()) {
            const bool sees =
                std::find(other.filters.begin(), other.filters.end(), board.section) != other.filters.end();
            if (!sees || plan.boardsInUse.count(other.name) == 0) {
                continue;
            }
            const auto otherWant = wanted.find(other.name);
            const bool overridden = otherWant != wanted.end() && other.section != board.section;
            if (!overridden && (otherWant == wanted.end() || otherWant->second.names != want->second.names)) {
                throw Error(ErrorCode::BadImage,
                            main.path + ": " + other.name + " has an initramfs of its own and " + board.name +
                                " has none, and both read the section [" + board.section +
                                "]; give the initramfs of every board in a section of its own");
            }
        }
        if (lines.empty() || lines.back().first != board.section) {
            lines.emplace_back(board.section, want->second.names);
        }
    }
    return lines;
}

void addInitramfs(const BootFile& main, bool endsInAll, const BootPlan& plan, ConfigTxt& config,
                  EditedConfig& edited)
{
    std::map<std::string, Wanted> wanted;
    for (const auto& [board, kernels] : plan.without) {
        if (const auto with = plan.with.find(board); with != plan.with.end()) {
            throw Error(ErrorCode::BadImage,
                        with->second + ": this initramfs is loaded for " + board +
                            " on some starts only; put the line under [all] or under the "
                            "board's section");
        }
        wanted.emplace(board, wantedFor(board, kernels, main));
    }
    for (const auto& [board, want] : wanted) {
        edited.added.insert(edited.added.end(), want.loaded.begin(), want.loaded.end());
    }
    if (wanted.empty()) {
        return;
    }
    const auto lines = linesFor(plan, wanted, main);
    const bool sections = !lines.front().first.empty();
    if (!endsInAll) {
        config.append("[all]");
    }
    for (const auto& [section, names] : lines) {
        const std::string line = "initramfs " + names + " followkernel";
        if (sections) {
            config.append("[" + section + "]");
        }
        config.append(line);
        edited.said.push_back("added \"" + line + "\" under [" + (sections ? section : "all") + "]");
    }
    if (sections) {
        config.append("[all]");
    }
}

} // namespace

EditedConfig editedConfig(const BootFile& main, const std::vector<BootSettings>& settings,
                          const BootPlan& plan)
{
    EditedConfig edited;
    ConfigTxt config(main.content);
    const bool endsInAll = std::all_of(settings.begin(), settings.end(),
                                       [](const BootSettings& some) { return some.endsInAll(); });
    addInitramfs(main, endsInAll, plan, config, edited);
    bool on = true;
    for (const BootSettings& some : settings) {
        on = busIsOn(some) && on; // every one is asked, for it refuses what switches the bus off
    }
    if (!on) {
        config.insert(firstPlace(config), std::string(kBusLine));
        edited.said.push_back("added \"" + std::string(kBusLine) + "\" for all boards");
    }
    edited.text = config.text();
    return edited;
}

} // namespace bindery::staging
