// SPDX-License-Identifier: Apache-2.0
#include "staging/unit_content.h"

#include "base/error.h"
#include "base/json.h"
#include "base/sha256.h"
#include "staging/compiled_in_files.h"
#include "staging/tables_of_root.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace bindery::staging
{

namespace
{

constexpr std::string_view kAgentFolder = "/usr/lib/bindery/";
constexpr const char* kPinsPath = "/etc/bindery/site.pins";

struct Place {
    std::string_view name; ///< in golden-images/unit-files
    std::string_view path;
    bool executable;
};

constexpr std::array<Place, 10> kPlaces{{
    {"initramfs-hook", "/etc/initramfs-tools/hooks/bindery", true},
    {"init-premount", "/etc/initramfs-tools/scripts/init-premount/bindery", true},
    {"init-bottom", "/etc/initramfs-tools/scripts/init-bottom/bindery", true},
    {"initramfs-modules", "/usr/lib/bindery/initramfs-modules", false},
    {"unlock", kUnlockScript, true},
    {"network-up", "/usr/lib/bindery/network-up", true},
    {"network-down", "/usr/lib/bindery/network-down", true},
    {"restart", "/usr/lib/bindery/restart", true},
    {"bindery-unit", "/usr/sbin/bindery-unit", true},
    {"bindery-verify.service", "/etc/systemd/system/bindery-verify.service", false},
}};

std::string textOf(std::string_view name)
{
    for (const CompiledInFile& file : compiledInFiles()) {
        if (file.name == name) {
            return std::string(file.text);
        }
    }
    throw Error(ErrorCode::Internal, "the unit file " + std::string(name) + " is not in this program");
}

std::string unitConf(const UnitContent& content)
{
    std::string text = "# Made by Bindery from the golden image's recipe.\n"
                       "module=" +
                       content.recipe.module + "\n";
    if (content.recipe.module == "simulated") {
        text += "simulated_module=/dev/disk/by-id/virtio-bindery-module\n";
    }
    text += std::string("demo=") + (content.demo ? "yes" : "no") + "\n";
    if (!content.recipe.station.empty()) {
        text += "station=" + content.recipe.station + "\n";
    }
    return text + "module_wait_seconds=60\n";
}

std::vector<UnitFile> filesWithoutAgentAndPins(const UnitContent& content)
{
    std::vector<UnitFile> files;
    for (const Place& place : kPlaces) {
        files.push_back({std::string(place.path), textOf(place.name), place.executable});
        if (place.name == "initramfs-modules") {
            for (const std::string& module : content.recipe.modules) {
                files.back().content += module + "\n";
            }
        }
    }
    files.push_back({"/etc/bindery/unit.conf", unitConf(content), false});
    // Read after what the image has: the names are sorted. No swap is looked for that a resume would need.
    std::string settings = "# Made by Bindery.\nRESUME=none\n";
    if (content.recipe.initramfsModules != golden::InitramfsModules::Keep) {
        settings += "MODULES=" + std::string(golden::textOf(content.recipe.initramfsModules)) + "\n";
    }
    files.push_back({"/etc/initramfs-tools/conf.d/zz-bindery", settings, false});
    if (content.recipe.dhcp) {
        files.push_back({"/etc/systemd/network/80-bindery-wired.network",
                         "[Match]\nType=ether\n\n[Network]\nDHCP=yes\n", false});
    }
    return files;
}

std::string textOfFile(const ext4::FileSystem& root, const std::string& path)
{
    return root.entryAt(path) == ext4::Entry::File ? root.readFile(path) : std::string();
}

/// Switched on as systemctl would, for the services that are there.
void enable(ext4::FileSystem& root, const std::string& unit, const std::string& target)
{
    for (const char* folder : {"/etc/systemd/system/", "/usr/lib/systemd/system/", "/lib/systemd/system/"}) {
        if (root.exists(folder + unit)) {
            root.makeSymlink("/etc/systemd/system/" + target + ".wants/" + unit, folder + unit);
            return;
        }
    }
    throw Error(ErrorCode::BadImage,
                "the root has no service " + unit +
                    "; install the package that has it, or leave dhcp out of the recipe");
}

} // namespace

std::vector<UnitFile> unitFilesOf(const UnitContent& content)
{
    std::vector<UnitFile> files = filesWithoutAgentAndPins(content);
    files.push_back({kPinsPath, content.pins, false});
    for (const BundleFile& file : content.agent.files) {
        const std::string path = std::string(kAgentFolder) + file.name;
        if (std::any_of(files.begin(), files.end(),
                        [&](const UnitFile& known) { return known.path == path; })) {
            throw Error(ErrorCode::BadImage, "the bundle of the agent holds " + file.name +
                                                 ", which is the name of a unit file; build it again");
        }
        files.push_back({path, file.content, file.executable});
    }
    return files;
}

std::string digestOfFiles(const UnitContent& content)
{
    Json all = Json::array();
    for (const UnitFile& file : filesWithoutAgentAndPins(content)) {
        all.push_back({{"path", file.path},
                       {"executable", file.executable},
                       {"sha256", Sha256::hexOf(asBytes(file.content))}});
    }
    return Sha256::hexOf(asBytes(canonicalJson(all)));
}

void writeUnit(ext4::FileSystem& root, const UnitContent& content, const BootProfile& profile,
               const std::string& bootSource, std::int64_t time)
{
    const auto write = [&](const std::string& path, const std::string& text, bool executable) {
        root.writeFile(path, asBytes(text), {executable ? 0755U : 0644U, 0, 0, time});
    };
    for (const UnitFile& file : unitFilesOf(content)) {
        write(file.path, file.content, file.executable);
    }
    write("/etc/fstab", editedFstab(textOfFile(root, "/etc/fstab"), profile.bootMount, bootSource), false);
    write("/etc/crypttab", editedCrypttab(textOfFile(root, "/etc/crypttab"), kContainerLabel), false);
    enable(root, "bindery-verify.service", "multi-user.target");
    if (content.recipe.dhcp) {
        enable(root, "systemd-networkd.service", "multi-user.target");
    }
}

} // namespace bindery::staging
