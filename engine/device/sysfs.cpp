// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/file.h"
#include "device/sysfs_internal.h"

#include <algorithm>
#include <charconv>

#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace bindery::device
{

namespace fs = std::filesystem;

DeviceNumber deviceNumberOf(dev_t number)
{
    return {static_cast<std::uint32_t>(major(number)), static_cast<std::uint32_t>(minor(number))};
}

std::string DeviceNumber::text() const
{
    return std::to_string(major) + ":" + std::to_string(minor);
}

std::string printable(std::string_view text)
{
    constexpr std::size_t kLongest = 128;
    std::string clean(text.substr(0, kLongest));
    std::replace_if(
        clean.begin(), clean.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7f; },
        '?');
    return clean;
}

std::optional<fs::path> BlockSysfs::nodeOf(DeviceNumber number) const
{
    std::error_code failure;
    fs::path node = fs::canonical(m_folders.sys / "dev/block" / number.text(), failure);
    if (failure) {
        return std::nullopt;
    }
    return node;
}

std::optional<std::string> BlockSysfs::attribute(const fs::path& node, const std::string& name)
{
    std::string text;
    try {
        text = readTextFile(node / name, kib(64));
    } catch (const Error&) {
        return std::nullopt; // attributes come and go with the device
    }
    constexpr std::string_view kBlank(" \t\r\n\0", 5);
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string::npos) {
        return std::nullopt;
    }
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::optional<std::uint64_t> BlockSysfs::number(const fs::path& node, const std::string& name)
{
    const auto text = attribute(node, name);
    if (!text) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    const char* const end = text->data() + text->size();
    const auto [rest, failure] = std::from_chars(text->data(), end, value);
    if (failure != std::errc() || rest != end) {
        return std::nullopt;
    }
    return value;
}

namespace
{

std::optional<DeviceNumber> parseDeviceNumber(std::string_view text)
{
    DeviceNumber number;
    const char* const end = text.data() + text.size();
    const auto [colon, failure] = std::from_chars(text.data(), end, number.major);
    if (failure != std::errc() || colon == end || *colon != ':') {
        return std::nullopt;
    }
    const auto [rest, secondFailure] = std::from_chars(colon + 1, end, number.minor);
    if (secondFailure != std::errc() || rest != end) {
        return std::nullopt;
    }
    return number;
}

} // namespace

std::optional<DeviceNumber> BlockSysfs::deviceNumber(const fs::path& node)
{
    const auto text = attribute(node, "dev");
    return text ? parseDeviceNumber(*text) : std::nullopt;
}

bool BlockSysfs::isPartition(const fs::path& node)
{
    std::error_code ignored;
    return fs::exists(node / "partition", ignored);
}

std::vector<std::string> BlockSysfs::namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        names.push_back(entry->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<fs::path> BlockSysfs::withPartitions(const fs::path& disk)
{
    std::vector<fs::path> nodes{disk};
    for (const std::string& name : namesIn(disk)) {
        if (isPartition(disk / name)) {
            nodes.push_back(disk / name);
        }
    }
    return nodes;
}

std::optional<DeviceNumber> BlockSysfs::resolve(const std::string& devicePath) const
{
    constexpr std::string_view kDev = "/dev/";
    if (devicePath.rfind(kDev, 0) != 0) {
        return std::nullopt;
    }
    std::error_code failure;
    const fs::path folder = fs::canonical(m_folders.dev, failure);
    const fs::path found = fs::canonical(folder / devicePath.substr(kDev.size()), failure);
    if (failure) {
        return std::nullopt;
    }
    std::string name = found.lexically_relative(folder).string();
    std::replace(name.begin(), name.end(), '/', '!'); // as the kernel names /dev/cciss/c0d0
    return deviceNumber(m_folders.sys / "class/block" / name);
}

std::optional<DeviceNumber> BlockSysfs::backingOfLoop(const fs::path& node) const
{
    const auto file = attribute(node, "loop/backing_file");
    if (!file) {
        return std::nullopt;
    }
    if (const auto device = resolve(*file)) {
        return device;
    }
    struct stat state {
    };
    if (::stat(file->c_str(), &state) != 0 || S_ISBLK(state.st_mode)) {
        return std::nullopt;
    }
    return deviceNumberOf(state.st_dev);
}

std::set<DeviceNumber> BlockSysfs::allBelow(DeviceNumber top) const
{
    std::set<DeviceNumber> seen;
    std::vector<DeviceNumber> open{top};
    while (!open.empty()) {
        const DeviceNumber current = open.back();
        open.pop_back();
        const auto node = nodeOf(current);
        if (!seen.insert(current).second || !node) {
            continue;
        }
        std::vector<std::optional<DeviceNumber>> next;
        if (isPartition(*node)) {
            next.push_back(deviceNumber(node->parent_path()));
        }
        for (const std::string& slave : namesIn(*node / "slaves")) {
            next.push_back(deviceNumber(m_folders.sys / "class/block" / slave));
        }
        next.push_back(backingOfLoop(*node));
        for (const auto& number : next) {
            if (number) {
                open.push_back(*number);
            }
        }
    }
    return seen;
}

std::vector<std::string> BlockSysfs::loopsOver(const std::set<DeviceNumber>& numbers) const
{
    std::vector<std::string> loops;
    for (const std::string& name : namesIn(m_folders.sys / "class/block")) {
        const auto file = attribute(m_folders.sys / "class/block" / name, "loop/backing_file");
        const auto device = file ? resolve(*file) : std::nullopt;
        if (device && numbers.count(*device) != 0) {
            loops.push_back(name);
        }
    }
    return loops;
}

} // namespace bindery::device
