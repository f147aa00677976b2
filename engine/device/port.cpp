// SPDX-License-Identifier: Apache-2.0
#include "device/port.h"

#include "base/error.h"
#include "device/sysfs_internal.h"

#include <algorithm>
#include <array>
#include <vector>

namespace bindery::device
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kLongestPort = 200;
constexpr std::uint64_t kSlowestUsb3 = 5000; ///< Mbit/s
constexpr std::string_view kDigits = "0123456789";

/// The first character of `text` that is not one of `set`; its end when there is none.
std::size_t spanOf(std::string_view text, std::string_view set)
{
    const std::size_t end = text.find_first_not_of(set);
    return end == std::string_view::npos ? text.size() : end;
}

bool isNumber(std::string_view text)
{
    return !text.empty() && spanOf(text, kDigits) == text.size();
}

/// "1.4.2"
bool isDotted(std::string_view text)
{
    while (true) {
        const std::size_t dot = text.find('.');
        if (!isNumber(text.substr(0, dot))) {
            return false;
        }
        if (dot == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(dot + 1);
    }
}

bool isPciAddress(std::string_view name)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    const std::size_t domain = spanOf(name, kHex);
    if (domain < 4 || name.size() != domain + 8 || name[domain] != ':' || name[domain + 3] != ':' ||
        name[domain + 6] != '.') {
        return false;
    }
    return spanOf(name.substr(domain + 1, 2), kHex) == 2 && spanOf(name.substr(domain + 4, 2), kHex) == 2 &&
           spanOf(name.substr(domain + 7), kHex) == 1;
}

/// A name such as "1-4.2" or "1-4.2:1.0".
struct UsbName {
    std::string bus;
    std::string chain;
    std::string interface; ///< empty of a device
};

std::optional<UsbName> usbNameOf(std::string_view name)
{
    const std::size_t dash = name.find('-');
    if (dash == std::string_view::npos || !isNumber(name.substr(0, dash))) {
        return std::nullopt;
    }
    const std::size_t colon = name.find(':');
    UsbName usb{std::string(name.substr(0, dash)), std::string(name.substr(dash + 1, colon - dash - 1)), {}};
    if (!isDotted(usb.chain)) {
        return std::nullopt;
    }
    if (colon != std::string_view::npos) {
        usb.interface = name.substr(colon + 1);
        if (!isDotted(usb.interface)) {
            return std::nullopt;
        }
    }
    return usb;
}

/// Names that the kernel numbers as devices appear ("xhci-hcd.1.auto") say less than what they hang on.
std::string controllerName(fs::path folder)
{
    while (folder.filename().string().ends_with(".auto")) {
        folder = folder.parent_path();
    }
    return folder.filename().string();
}

struct Interface {
    fs::path folder;
    UsbName name;
};

/// The USB interface that a folder is in.
std::optional<Interface> interfaceAbove(const fs::path& folder)
{
    for (fs::path above = folder; above.has_relative_path(); above = above.parent_path()) {
        auto name = usbNameOf(above.filename().string());
        if (name && !name->interface.empty()) {
            return Interface{above, std::move(*name)};
        }
    }
    return std::nullopt;
}

struct RootHub {
    fs::path folder; ///< ".../usb2"
    std::string bus; ///< "2"
};

fs::path deviceBelow(const RootHub& hub, const std::string& chain)
{
    fs::path folder = hub.folder;
    for (std::size_t dot = chain.find('.');; dot = chain.find('.', dot + 1)) {
        folder /= hub.bus + "-" + chain.substr(0, dot);
        if (dot == std::string::npos) {
            return folder;
        }
    }
}

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

/// Whether two USB devices may be the two halves of one hub.
bool looksLikeOneHub(const fs::path& a, const fs::path& b)
{
    constexpr std::array kTraits{"idVendor", "bcdDevice", "maxchild"};
    return std::all_of(kTraits.begin(), kTraits.end(), [&](const char* name) {
        const auto value = BlockSysfs::attribute(a, name);
        return value && value == BlockSysfs::attribute(b, name);
    });
}

/// The chain by which the USB 2 half of this USB 3 connector is reached; empty where none is known to be.
std::optional<std::string> usb2ChainOf(const RootHub& hub, const std::string& chain)
{
    const std::size_t firstDot = chain.find('.');
    const std::string port = chain.substr(0, firstDot);
    std::error_code failure;
    const fs::path peer = fs::canonical(
        hub.folder / (hub.bus + "-0:1.0") / ("usb" + hub.bus + "-port" + port) / "peer", failure);
    const std::string peerName = failure ? std::string() : peer.filename().string(); // "usb1-port4"
    const std::size_t number = peerName.find("-port");
    const RootHub other{peer.parent_path().parent_path(),
                        number == std::string::npos ? "" : peerName.substr(3, number - 3)};
    if (other.bus.empty() || other.folder.filename() != "usb" + other.bus ||
        other.folder.parent_path() != hub.folder.parent_path()) {
        return std::nullopt;
    }
    const std::string rest = firstDot == std::string::npos ? "" : chain.substr(firstDot);
    std::string usb2 = peerName.substr(number + 5) + rest;
    if (!isDotted(usb2) || isThere(deviceBelow(other, usb2))) {
        return std::nullopt;
    }
    fs::path ours = deviceBelow(hub, chain).parent_path();
    fs::path theirs = deviceBelow(other, usb2).parent_path();
    for (; ours != hub.folder; ours = ours.parent_path(), theirs = theirs.parent_path()) {
        if (!looksLikeOneHub(ours, theirs)) {
            return std::nullopt;
        }
    }
    return usb2;
}

std::optional<Port> usbPort(const Interface& interface, const std::string& unit)
{
    fs::path folder = interface.folder.parent_path();
    const std::string rootName = "usb" + interface.name.bus;
    while (folder.filename() != rootName) {
        if (!folder.has_relative_path()) {
            return std::nullopt;
        }
        folder = folder.parent_path();
    }
    const RootHub hub{folder, interface.name.bus};
    std::string kind = "usb:";
    std::string chain = interface.name.chain;
    const auto speed = BlockSysfs::number(folder, "speed");
    if (!speed) {
        return std::nullopt; // it is going away; a guess could be the name of another connector
    }
    if (*speed >= kSlowestUsb3) {
        if (auto usb2 = usb2ChainOf(hub, chain)) {
            chain = std::move(*usb2);
        } else {
            kind = "usb3:";
        }
    }
    return Port{kind + controllerName(folder.parent_path()) + "/" + chain + ":" + interface.name.interface +
                "/" + unit};
}

/// Which of the hosts in the folder `mmc_host` it is, by the order of their numbers.
std::size_t ordinalOf(const fs::path& host)
{
    const auto isBefore = [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    };
    std::vector<std::string> names = BlockSysfs::namesIn(host.parent_path());
    std::sort(names.begin(), names.end(), isBefore);
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), host.filename()) - names.begin());
}

/// `card` is a folder such as .../mmc_host/mmc0/mmc0:aaaa.
std::optional<Port> mmcPort(const fs::path& card)
{
    const fs::path host = card.parent_path();
    const std::string ordinal = std::to_string(ordinalOf(host));
    const fs::path controller = host.parent_path().parent_path();
    if (const auto interface = interfaceAbove(controller)) {
        return usbPort(*interface, "mmc" + ordinal);
    }
    for (fs::path above = controller; above.has_relative_path(); above = above.parent_path()) {
        if (isPciAddress(above.filename().string())) {
            return Port{"mmc:" + above.filename().string() + "/" + ordinal};
        }
    }
    return Port{"mmc:" + controllerName(controller) + "/" + ordinal};
}

/// "lun1" of the SCSI device "3:0:0:1"; empty when it is none.
std::optional<std::string> unitOf(std::string_view scsi)
{
    std::vector<std::string> parts;
    while (true) {
        const std::size_t colon = scsi.find(':');
        if (!isNumber(scsi.substr(0, colon))) {
            return std::nullopt;
        }
        parts.emplace_back(scsi.substr(0, colon));
        if (colon == std::string_view::npos) {
            break;
        }
        scsi.remove_prefix(colon + 1);
    }
    if (parts.size() != 4) {
        return std::nullopt;
    }
    if (parts[1] == "0" && parts[2] == "0") {
        return "lun" + parts[3];
    }
    return "lun" + parts[1] + "." + parts[2] + "." + parts[3];
}

bool isPortText(std::string_view text)
{
    return !text.empty() && text.size() <= kLongestPort && std::all_of(text.begin(), text.end(), [](char c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '\\';
    });
}

/// "CONTROLLER/CHAIN:INTERFACE/UNIT"
bool isUsbText(std::string_view text)
{
    const std::size_t first = text.find('/');
    const std::size_t second = text.rfind('/');
    if (first == 0 || first == std::string_view::npos || second == first) {
        return false;
    }
    const std::string_view unit = text.substr(second + 1);
    const auto name = usbNameOf("0-" + std::string(text.substr(first + 1, second - first - 1)));
    return name && !name->interface.empty() && (unit.starts_with("lun") || unit.starts_with("mmc")) &&
           isDotted(unit.substr(3));
}

} // namespace

std::optional<Port> portOf(const fs::path& sysPath)
{
    std::error_code failure;
    const fs::path disk = fs::canonical(sysPath, failure);
    if (failure || disk.parent_path().filename() != "block") {
        return std::nullopt;
    }
    const fs::path device = disk.parent_path().parent_path();
    if (device.parent_path().parent_path().filename() == "mmc_host") {
        return mmcPort(device);
    }
    const auto unit = unitOf(device.filename().string());
    const auto interface = interfaceAbove(device);
    return unit && interface ? usbPort(*interface, *unit) : std::nullopt;
}

std::optional<Port> portOfProperty(std::string_view value)
{
    std::string text = "udev:" + std::string(value);
    return value.empty() || !isPortText(text) ? std::nullopt : std::optional(Port{std::move(text)});
}

Port parsePort(std::string_view text)
{
    const std::size_t colon = text.find(':');
    const std::string_view kind = text.substr(0, colon);
    const std::string_view rest = colon == std::string_view::npos ? "" : text.substr(colon + 1);
    const std::size_t slash = rest.rfind('/');
    const bool isMmc =
        kind == "mmc" && slash != std::string_view::npos && slash > 0 && isNumber(rest.substr(slash + 1));
    const bool isUsb = (kind == "usb" || kind == "usb3") && isUsbText(rest);
    if (!isPortText(text) || !(isMmc || isUsb || (kind == "udev" && !rest.empty()))) {
        throw Error(ErrorCode::InvalidArgument,
                    "\"" + printable(text) +
                        "\" is no port; ports are written usb:CONTROLLER/CHAIN:INTERFACE/lunN, usb3:..., "
                        "mmc:CONTROLLER/N or udev:VALUE, as bindery slots list shows them");
    }
    return Port{std::string(text)};
}

} // namespace bindery::device
