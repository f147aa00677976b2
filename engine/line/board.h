// SPDX-License-Identifier: Apache-2.0
// The board names of recipes ("pi4") for the models that units tell ("Raspberry Pi 4 Model B Rev 1.5").
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

namespace bindery::line
{

/// Empty for a model that no recipe has a name for.
std::string boardOf(std::string_view model);

} // namespace bindery::line
