// SPDX-License-Identifier: Apache-2.0
#include "line/slot_guard.h"

#include <optional>
#include <string>

namespace bindery::line
{

namespace
{

bool startsWith(const std::string& text, const std::string& start)
{
    return text.rfind(start, 0) == 0;
}

/// ID_PATH names the bus of a controller; PCI addresses look like 0000:00:14.0.
std::string busOf(const std::string& controller)
{
    const bool isPci = controller.size() > 7 && controller[4] == ':' && controller[7] == ':';
    return (isPci ? "pci-" : "platform-") + controller;
}

/// usb:CONTROLLER/CHAIN:INTERFACE/lunL
std::optional<device::GuardMatch> usbMatch(const std::string& text)
{
    const std::size_t colon = text.find(':');
    const std::size_t lun = text.rfind("/lun");
    const std::size_t slash = lun == std::string::npos ? lun : text.rfind('/', lun - 1);
    if (slash == std::string::npos || slash <= colon) {
        return std::nullopt;
    }
    const std::string controller = text.substr(colon + 1, slash - colon - 1);
    const std::string chain = text.substr(slash + 1, lun - slash - 1);
    const std::string number = text.substr(lun + 4);
    const std::string address = number.find('.') == std::string::npos ? "0:0:0:" + number : number;
    return device::GuardMatch{"ID_PATH", busOf(controller) + "-usb-0:" + chain + "-scsi-" + address};
}

std::optional<device::GuardMatch> matchOf(const device::Port& port)
{
    const std::string& text = port.text;
    if (startsWith(text, "udev:")) {
        return device::GuardMatch{"BINDERY_PORT", text.substr(5)};
    }
    if (startsWith(text, "usb:") || startsWith(text, "usb3:")) {
        return usbMatch(text);
    }
    if (startsWith(text, "mmc:")) {
        // By the name of the controller: udev gives a card no ID_PATH where its host is a PCI device.
        return device::GuardMatch{"KERNELS", text.substr(4, text.rfind('/') - 4)};
    }
    return std::nullopt;
}

} // namespace

std::vector<device::GuardMatch> guardMatches(const device::SlotMap& slots)
{
    std::vector<device::GuardMatch> matches;
    for (const auto& [port, number] : slots.ports()) {
        if (auto match = matchOf(port)) {
            matches.push_back(std::move(*match));
        }
    }
    return matches;
}

} // namespace bindery::line
