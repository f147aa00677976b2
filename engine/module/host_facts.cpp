// SPDX-License-Identifier: Apache-2.0
#include "module/host_facts.h"

#include "base/bytes.h"
#include "base/error.h"
#include "base/file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery::module
{

namespace
{

namespace fs = std::filesystem;

constexpr std::size_t kMaxRead = std::size_t{64} * 1024;
constexpr std::size_t kMaxText = 128;
constexpr std::size_t kMaxEntries = 512;
constexpr std::size_t kMaxMacs = 32;
constexpr int kMaxLayers = 8;

/// The first kMaxRead bytes; none when it cannot be read or is not a plain file.
std::string readSome(const fs::path& path)
{
    std::string text;
    try {
        const UniqueFd fd = openFile(path, O_RDONLY | O_NONBLOCK);
        struct stat state {
        };
        if (::fstat(fd.get(), &state) != 0 || !S_ISREG(state.st_mode)) {
            return {};
        }
        std::array<char, 4096> part{};
        while (text.size() < kMaxRead) {
            const ssize_t got = ::read(fd.get(), part.data(), part.size());
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got <= 0) {
                break;
            }
            text.append(part.data(), static_cast<std::size_t>(got));
        }
    } catch (const Error&) {
        return {};
    }
    return text;
}

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Up to the first NUL, without blanks around, printable.
std::string clean(std::string_view raw)
{
    constexpr std::string_view kBlank = " \t\r\n";
    std::string_view text = raw.substr(0, raw.find('\0'));
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) {
        return {};
    }
    text = text.substr(first, std::min(text.find_last_not_of(kBlank) - first + 1, kMaxText));
    std::string printable(text);
    std::replace_if(
        printable.begin(), printable.end(), [](unsigned char c) { return c < 0x20 || c > 0x7e; }, '?');
    return printable;
}

std::string attribute(const fs::path& path)
{
    return clean(readSome(path));
}

/// What boards say that were never told what they are.
std::string unlessPlaceholder(std::string text)
{
    constexpr std::array<std::string_view, 8> kPlaceholders{"not specified",  "to be filled by o.e.m.",
                                                            "default string", "system serial number",
                                                            "none",           "unknown",
                                                            "not available",  "0"};
    const std::string lower = lowerCase(text);
    const bool means = std::find(kPlaceholders.begin(), kPlaceholders.end(), lower) == kPlaceholders.end();
    return means ? std::move(text) : std::string();
}

/// The last "key : value" line, as the Pi's kernel ends the list of its processors.
std::string cpuInfo(const std::string& text, std::string_view key)
{
    std::string value;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = std::string_view(text).substr(begin, end - begin);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && clean(line.substr(0, colon)) == key) {
            value = clean(line.substr(colon + 1));
        }
        begin = end + 1;
    }
    return value;
}

/// Four bytes, as the kernel spells them in /proc/cpuinfo: at least four digits.
std::string revisionOfTree(const std::string& raw)
{
    constexpr std::size_t kSize = 4;
    if (raw.size() != kSize) {
        return {};
    }
    const std::string hex = toHex(asBytes(raw));
    const std::size_t first = std::min(hex.find_first_not_of('0'), kSize);
    return hex == "00000000" ? std::string() : hex.substr(first);
}

std::string firstOf(std::string first, const std::string& second)
{
    return first.empty() ? second : std::move(first);
}

void readBoard(const fs::path& root, HostFacts& facts)
{
    const fs::path tree = root / "proc/device-tree";
    const fs::path dmi = root / "sys/class/dmi/id";
    const std::string cpus = readSome(root / "proc/cpuinfo");
    facts.cpuSerial = lowerCase(firstOf(attribute(tree / "serial-number"), cpuInfo(cpus, "Serial")));
    facts.revision = firstOf(revisionOfTree(readSome(tree / "system/linux,revision")),
                             lowerCase(cpuInfo(cpus, "Revision")));
    facts.model = firstOf(attribute(tree / "model"), cpuInfo(cpus, "Model"));
    if (facts.cpuSerial.empty() && facts.model.empty()) { // no Pi
        facts.cpuSerial = unlessPlaceholder(attribute(dmi / "product_serial"));
        facts.revision = unlessPlaceholder(attribute(dmi / "product_version"));
        facts.model = unlessPlaceholder(attribute(dmi / "product_name"));
    }
}

std::vector<std::string> namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end;
         !failure && entry != end && names.size() < kMaxEntries; entry.increment(failure)) {
        names.push_back(entry->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

bool isMac(std::string_view text)
{
    constexpr std::size_t kLength = 17;
    if (text.size() != kLength || text == "00:00:00:00:00:00") {
        return false;
    }
    for (std::size_t i = 0; i < kLength; ++i) {
        const bool fits =
            i % 3 == 2 ? text[i] == ':' : std::isxdigit(static_cast<unsigned char>(text[i])) != 0;
        if (!fits) {
            return false;
        }
    }
    return true;
}

std::vector<std::string> readMacs(const fs::path& root)
{
    constexpr std::string_view kMadeUp = "1"; // NET_ADDR_RANDOM of linux/netdevice.h
    std::vector<std::string> macs;
    const fs::path folder = root / "sys/class/net";
    for (const std::string& name : namesIn(folder)) {
        const std::string address = lowerCase(attribute(folder / name / "address"));
        if (isThere(folder / name / "device") && isMac(address) &&
            attribute(folder / name / "addr_assign_type") != kMadeUp) {
            macs.push_back(address);
        }
    }
    std::sort(macs.begin(), macs.end());
    macs.erase(std::unique(macs.begin(), macs.end()), macs.end());
    macs.resize(std::min(macs.size(), kMaxMacs));
    return macs;
}

/// The name by which the kernel knows a device: "vda2", "dm-0".
std::string kernelNameOf(const fs::path& root, const fs::path& device)
{
    std::error_code failure;
    const fs::path dev = fs::canonical(root / "dev", failure);
    const fs::path found = failure ? fs::path() : fs::canonical(root / device.relative_path(), failure);
    std::string name = failure ? device.filename().string() : found.lexically_relative(dev).string();
    std::replace(name.begin(), name.end(), '/', '!'); // as the kernel names /dev/cciss/c0d0
    if (isThere(root / "sys/class/block" / name)) {
        return name;
    }
    // Without udev the names below /dev/mapper are nodes of their own.
    for (const std::string& mapping : namesIn(root / "sys/class/block")) {
        if (attribute(root / "sys/class/block" / mapping / "dm/name") == device.filename()) {
            return mapping;
        }
    }
    return {};
}

/// The folder of the whole disk below a partition or a mapping.
std::optional<fs::path> diskOf(const fs::path& root, std::string name)
{
    for (int layer = 0; layer < kMaxLayers && !name.empty(); ++layer) {
        std::error_code failure;
        const fs::path node = fs::canonical(root / "sys/class/block" / name, failure);
        if (failure) {
            return std::nullopt;
        }
        if (isThere(node / "partition")) {
            return node.parent_path();
        }
        const std::vector<std::string> below = namesIn(node / "slaves");
        if (below.empty()) {
            return node;
        }
        name = below.front();
    }
    return std::nullopt;
}

std::string readBootMedium(const fs::path& root, const fs::path& device)
{
    const std::optional<fs::path> disk = diskOf(root, kernelNameOf(root, device));
    if (!disk) {
        return {};
    }
    for (const char* name : {"device/cid", "serial", "device/serial"}) {
        std::string text = attribute(*disk / name);
        if (!text.empty()) {
            return text;
        }
    }
    return {};
}

} // namespace

HostFacts readHostFacts(const fs::path& systemRoot, const fs::path& bootDevice)
{
    HostFacts facts;
    readBoard(systemRoot, facts);
    facts.macs = readMacs(systemRoot);
    facts.bootMedium = readBootMedium(systemRoot, bootDevice);
    return facts;
}

} // namespace bindery::module
