// SPDX-License-Identifier: Apache-2.0
#include "line/slot_lesson.h"

#include <algorithm>
#include <utility>

namespace bindery::line
{

using device::DiskEvent;
using device::DiskSeen;
using device::Port;

SlotLesson::SlotLesson(device::Inventory& inventory, std::function<void(const std::string&)> say)
    : m_inventory(inventory), m_say(std::move(say))
{
    m_there.reconcile(m_inventory.scan());
}

std::optional<Port> SlotLesson::nextPort(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        std::optional<Port> learned;
        for (const DiskEvent& event : m_inventory.wait(std::chrono::seconds(1), stop)) {
            std::optional<Port> heard = hear(event);
            if (!learned) {
                learned = std::move(heard);
            }
        }
        if (learned) {
            m_learned.insert(*learned);
            return learned;
        }
    }
    return std::nullopt;
}

std::optional<Port> SlotLesson::hear(const DiskEvent& event)
{
    const DiskSeen& disk = event.disk;
    if (event.kind == DiskEvent::Kind::Left) {
        m_there.left(disk.sysPath, disk.diskSeq);
        return std::nullopt;
    }
    const auto before = m_there.find(disk.sysPath);
    m_there.present(disk);
    if (!disk.hasMedium() || (before && before->hasMedium() && device::isSameInsertion(*before, disk))) {
        return std::nullopt;
    }
    return portOfCard(disk);
}

std::optional<Port> SlotLesson::portOfCard(const DiskSeen& disk)
{
    const std::string name = disk.node.string();
    if (!disk.port) {
        m_say(name + " is in no port that could be a slot: slots are USB ports and SD card readers.");
        return std::nullopt;
    }
    if (m_learned.count(*disk.port) != 0) {
        m_say(name + " is in " + disk.port->text + ", which was taught just now: put it into another one.");
        return std::nullopt;
    }
    const auto twice = device::portsClaimedTwice(m_there.disks());
    if (std::find(twice.begin(), twice.end(), *disk.port) != twice.end()) {
        m_say("Two disks are in " + disk.port->text +
              ": this machine pairs the wrong connectors, so this port cannot be a slot.");
        return std::nullopt;
    }
    return disk.port;
}

} // namespace bindery::line
