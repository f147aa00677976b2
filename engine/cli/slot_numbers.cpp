// SPDX-License-Identifier: Apache-2.0
#include "cli/slot_numbers.h"

#include "base/error.h"

#include <algorithm>
#include <string>

namespace bindery::cli
{

using device::SlotNumber;

std::vector<SlotNumber> parseSlotNumbers(std::string_view text)
{
    std::vector<SlotNumber> slots;
    while (true) {
        const std::size_t comma = text.find(',');
        const std::string_view part = text.substr(0, comma);
        const std::size_t dash = part.find('-');
        const SlotNumber first = device::parseSlotNumber(part.substr(0, dash));
        const SlotNumber last =
            dash == std::string_view::npos ? first : device::parseSlotNumber(part.substr(dash + 1));
        if (last < first) {
            throw Error(ErrorCode::InvalidArgument, "\"" + std::string(part) + "\" counts backwards");
        }
        for (SlotNumber slot = first; !(last < slot); ++slot.value) {
            if (std::find(slots.begin(), slots.end(), slot) != slots.end()) {
                throw Error(ErrorCode::InvalidArgument,
                            "slot " + std::to_string(slot.value) + " is named twice");
            }
            slots.push_back(slot);
        }
        if (comma == std::string_view::npos) {
            return slots;
        }
        text.remove_prefix(comma + 1);
    }
}

} // namespace bindery::cli
