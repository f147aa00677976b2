// SPDX-License-Identifier: Apache-2.0
// Which port is which slot of the rack, as it was taught. The file slots.toml:
//
//   # Slots of this station, by `bindery slots learn`.
//   version = 1
//
//   [[slot]]
//   number = 1
//   ports = ["usb:0000:00:14.0/1.4.1:1.0/lun0"]
//
//   [[slot]]
//   number = 2
//   ports = ["usb:0000:00:14.0/1.4.2:1.0/lun0", "usb3:0000:00:14.0/2.2:1.0/lun0"]
//
// version   1; anything else is refused
// number    1 to 999, each once
// ports     one or more, as port.h writes them; no port twice in the file. Two where a USB 3 connector is two
//           ports that firmware does not pair.
// Other keys are refused, for a misspelt one would be a slot that is not there.
//
// Errors: BadImage naming file, line and key; those of base/file.h; InvalidArgument for a number that no slot
// can have. A missing file is an empty map. Threads: a value; files are replaced as a whole.
#pragma once

#include "device/port.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace bindery::device
{

struct SlotNumber {
    int value = 0;
    bool operator==(const SlotNumber&) const = default;
    bool operator<(const SlotNumber& other) const { return value < other.value; }
};

constexpr int kHighestSlot = 999;
/// Errors: InvalidArgument.
SlotNumber parseSlotNumber(std::string_view text);

class SlotMap
{
public:
    static SlotMap load(const std::filesystem::path& file);
    /// `place` names the text in messages.
    static SlotMap parse(std::string_view text, const std::string& place);
    std::string text() const;
    /// Atomic, folder made where missing.
    void save(const std::filesystem::path& file) const;

    bool empty() const { return m_slots.empty(); }
    std::optional<SlotNumber> slotOf(const Port& port) const;
    /// All taught ports with their slots, by port.
    std::map<Port, SlotNumber> ports() const;
    /// All slots with their ports, by number.
    const std::map<SlotNumber, std::vector<Port>>& slots() const { return m_slots; }

    /// The slot is this port and no other; the port is taken from the slot it belonged to.
    void learn(SlotNumber slot, const Port& port);
    /// The slot is this port too.
    void learnAlso(SlotNumber slot, const Port& port);
    /// False when the slot was not taught.
    bool forget(SlotNumber slot);

    bool operator==(const SlotMap&) const = default;

private:
    std::map<SlotNumber, std::vector<Port>> m_slots;
};

/// SETTINGS/slots.toml of the station whose state folder is /var/lib/bindery; STATE/slots.toml of others.
std::filesystem::path slotsFile(const std::filesystem::path& state,
                                const std::filesystem::path& settings = "/etc/bindery");

} // namespace bindery::device
