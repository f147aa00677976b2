// SPDX-License-Identifier: Apache-2.0
// The map of the station's slots while somebody changes it: nobody else does, and no line runs. A change is
// recorded first, with the digest of what holds from now on; a file that then cannot be written stays as it
// was, and that is recorded too. Errors: Conflict while a line runs, Busy while somebody else is at the
// slots; NeedsRoot when the person may not act; NotFound; those of base/file.h. Threads: one.
#pragma once

#include "base/json.h"
#include "device/slot_map.h"
#include "line/slots_lock.h"
#include "line/station.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace bindery::line
{

class SlotsInHand
{
public:
    /// `station` is borrowed; `file` holds the map (device::slotsFile()).
    SlotsInHand(Station& station, std::filesystem::path file, std::string actor);

    const std::filesystem::path& file() const { return m_file; }
    const device::SlotMap& map() const { return m_map; }
    /// Gives the slot that had the port before, where that is another one. `also`: the slot keeps the ports
    /// that it has.
    std::optional<device::SlotNumber> teach(device::SlotNumber slot, const device::Port& port,
                                            bool also = false);
    /// All or none.
    void forget(const std::vector<device::SlotNumber>& slots);

private:
    void keep(const device::SlotMap& map, const char* action, Json payload);
    void record(const char* action, const device::SlotMap& map, Json payload);

    Station& m_station;
    const std::filesystem::path m_file;
    const std::string m_actor;
    SlotsLock m_lock;
    device::SlotMap m_map; ///< as whoever had it before left it
};

/// {"slot", "port", "was_slot"}: as recorded and told.
Json lessonJson(device::SlotNumber slot, const device::Port& port,
                const std::optional<device::SlotNumber>& before);

} // namespace bindery::line
