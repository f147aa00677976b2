// SPDX-License-Identifier: Apache-2.0
#include "device/device_facts.h"

#include "base/error.h"
#include "base/file.h"
#include "device/sysfs_internal.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sstream>

#include <sys/stat.h>

namespace bindery::device
{

namespace fs = std::filesystem;

namespace
{

/// The kernel writes blanks and backslashes in names as three octal digits.
std::string unescape(const std::string& text)
{
    const auto isOctal = [](char c) { return c >= '0' && c <= '7'; };
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 3 < text.size() && isOctal(text[i + 1]) && isOctal(text[i + 2]) &&
            isOctal(text[i + 3])) {
            plain +=
                static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
            i += 3;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

std::vector<std::string> wordsOf(const std::string& line)
{
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    return words;
}

struct Use {
    std::string place; ///< mount point, or swap area
    std::vector<DeviceNumber> devices;
};

std::vector<Use> readMounts(const SystemFolders& folders, const BlockSysfs& sysfs)
{
    std::vector<Use> uses;
    std::istringstream lines(readTextFile(folders.proc / "self/mountinfo"));
    for (std::string line; std::getline(lines, line);) {
        const std::vector<std::string> words = wordsOf(line);
        const auto dash = std::find(words.begin(), words.end(), "-");
        if (words.size() < 6) {
            continue;
        }
        Use use{unescape(words[4]), {}};
        DeviceNumber number;
        char colon = 0;
        std::istringstream numberText(words[2]);
        if (numberText >> number.major >> colon >> number.minor && number.major != 0) {
            use.devices.push_back(number);
        }
        // File systems of several devices (btrfs) show a number of no device: there the source tells.
        if (words.end() - dash > 2) {
            if (const auto source = sysfs.resolve(unescape(dash[2]))) {
                use.devices.push_back(*source);
            }
        }
        uses.push_back(std::move(use));
    }
    return uses;
}

std::vector<Use> readSwaps(const SystemFolders& folders, const BlockSysfs& sysfs)
{
    std::vector<Use> uses;
    std::error_code ignored;
    if (!fs::exists(folders.proc / "swaps", ignored)) {
        return uses; // a kernel without swap
    }
    std::istringstream lines(readTextFile(folders.proc / "swaps"));
    std::string line;
    std::getline(lines, line); // the heading
    while (std::getline(lines, line)) {
        const std::vector<std::string> words = wordsOf(line);
        if (words.empty()) {
            continue;
        }
        const std::string area = unescape(words[0]);
        if (const auto device = sysfs.resolve(area)) {
            uses.push_back({area, {*device}});
        }
    }
    return uses;
}

bool belongsToSystem(const std::string& mountPoint)
{
    constexpr std::array<std::string_view, 8> kPlaces{"/",     "/usr",      "/var",           "/etc",
                                                      "/boot", "/boot/efi", "/boot/firmware", "/efi"};
    return std::find(kPlaces.begin(), kPlaces.end(), mountPoint) != kPlaces.end();
}

bool isUsedBy(const Use& use, DeviceNumber disk, const BlockSysfs& sysfs)
{
    return std::any_of(use.devices.begin(), use.devices.end(),
                       [&](DeviceNumber device) { return sysfs.allBelow(device).count(disk) != 0; });
}

void addOnce(std::vector<std::string>& names, const std::string& name)
{
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
    }
}

void collectUses(DeviceFacts& facts, DeviceNumber disk, const SystemFolders& folders, const BlockSysfs& sysfs)
{
    for (const Use& mount : readMounts(folders, sysfs)) {
        if (isUsedBy(mount, disk, sysfs)) {
            addOnce(facts.mountPoints, printable(mount.place));
            if (belongsToSystem(mount.place)) {
                addOnce(facts.systemUses, mount.place);
            }
        }
    }
    for (const Use& swap : readSwaps(folders, sysfs)) {
        if (isUsedBy(swap, disk, sysfs)) {
            addOnce(facts.swapAreas, printable(swap.place));
        }
    }
}

void collectHolders(DeviceFacts& facts, const fs::path& disk, const BlockSysfs& sysfs)
{
    std::set<DeviceNumber> numbers;
    for (const fs::path& node : BlockSysfs::withPartitions(disk)) {
        for (const std::string& holder : BlockSysfs::namesIn(node / "holders")) {
            addOnce(facts.holders, holder);
        }
        if (const auto number = BlockSysfs::deviceNumber(node)) {
            numbers.insert(*number);
        }
    }
    for (const std::string& loop : sysfs.loopsOver(numbers)) {
        addOnce(facts.holders, loop);
    }
}

/// The folder of the USB device that a disk hangs on; empty when it hangs on none.
std::optional<fs::path> usbDeviceAbove(const fs::path& node)
{
    for (fs::path folder = node; folder.has_relative_path(); folder = folder.parent_path()) {
        std::error_code ignored;
        if (fs::exists(folder / "idVendor", ignored)) {
            return folder;
        }
    }
    return std::nullopt;
}

} // namespace

DeviceFacts collectDeviceFacts(const fs::path& path)
{
    DeviceFacts facts;
    facts.path = path.string();
    struct stat state {
    };
    if (::lstat(path.c_str(), &state) != 0) {
        throwErrno(codeOfFileErrno(errno), "looking for " + path.string(), errno);
    }
    facts.isSymbolicLink = S_ISLNK(state.st_mode);
    facts.isBlockDevice = S_ISBLK(state.st_mode);
    if (!facts.isBlockDevice) {
        return facts;
    }
    return collectDeviceFacts(path, deviceNumberOf(state.st_rdev), {});
}

DeviceFacts collectDeviceFacts(const fs::path& path, DeviceNumber number, const SystemFolders& folders)
{
    DeviceFacts facts;
    facts.path = path.string();
    const BlockSysfs sysfs(folders);
    const auto node = sysfs.nodeOf(number);
    const auto sectors = node ? BlockSysfs::number(*node, "size") : std::nullopt;
    if (!sectors) {
        throw Error(ErrorCode::NotEligible,
                    path.string() + " (" + number.text() + ") is not shown in " + folders.sys.string() +
                        ", so nothing proves it harmless to write; mount sysfs, plug it again");
    }
    facts.size = SectorCount(*sectors).bytes();
    facts.isReadOnly = BlockSysfs::number(*node, "ro").value_or(1) != 0;
    facts.isWholeDisk = !BlockSysfs::isPartition(*node);
    const fs::path disk = facts.isWholeDisk ? *node : node->parent_path();
    if (!facts.isWholeDisk) {
        facts.wholeDisk = "/dev/" + disk.filename().string();
    }
    facts.logicalSectorSize =
        static_cast<std::uint32_t>(BlockSysfs::number(disk, "queue/logical_block_size").value_or(0));
    facts.diskSeq = BlockSysfs::number(disk, "diskseq");
    collectUses(facts, BlockSysfs::deviceNumber(disk).value_or(number), folders, sysfs);
    collectHolders(facts, disk, sysfs);
    return facts;
}

void nameMedium(MediumFacts& facts, DeviceNumber number, const SystemFolders& folders)
{
    const auto node = BlockSysfs(folders).nodeOf(number);
    if (!node) {
        return;
    }
    const fs::path disk = BlockSysfs::isPartition(*node) ? node->parent_path() : *node;
    const auto attribute = [&](const std::string& name) { return BlockSysfs::attribute(disk, name); };
    const auto vendor = attribute("device/vendor");
    auto model = attribute("device/model");
    if (model && vendor && vendor->rfind("0x", 0) != 0) { // a bus number, not a name
        model = *vendor + " " + *model;
    }
    if (!model) {
        model = attribute("device/name"); // MMC
    }
    auto serial = attribute("device/serial");
    if (!serial) {
        serial = attribute("serial");
    }
    if (const auto usb = usbDeviceAbove(disk)) {
        serial = BlockSysfs::attribute(*usb, "serial");
    }
    const auto clean = [](const std::optional<std::string>& text) {
        return text ? std::optional(printable(*text)) : std::nullopt;
    };
    facts.model = clean(model);
    facts.serial = clean(serial);
    facts.cid = clean(attribute("device/cid"));
}

} // namespace bindery::device
