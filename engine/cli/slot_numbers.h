// SPDX-License-Identifier: Apache-2.0
// Slots as a person writes them: "1", "1,2,5", "1-8". Errors: InvalidArgument. Threads: free functions.
#pragma once

#include "device/slot_map.h"

#include <string_view>
#include <vector>

namespace bindery::cli
{

/// As written, each once.
std::vector<device::SlotNumber> parseSlotNumbers(std::string_view text);

} // namespace bindery::cli
