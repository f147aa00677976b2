// SPDX-License-Identifier: Apache-2.0
#include "line/board.h"

#include <array>
#include <utility>

namespace bindery::line
{

std::string boardOf(std::string_view model)
{
    // How the model begins; a longer beginning stands before a shorter one.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kModels{{
        {"Raspberry Pi Compute Module 5", "cm5"},
        {"Raspberry Pi Compute Module 4S", "cm4s"},
        {"Raspberry Pi Compute Module 4", "cm4"},
        {"Raspberry Pi Compute Module 3", "cm3"},
        {"Raspberry Pi Zero 2 W", "pizero2"},
        {"Raspberry Pi 500", "pi500"},
        {"Raspberry Pi 400", "pi400"},
        {"Raspberry Pi 5 ", "pi5"},
        {"Raspberry Pi 4 ", "pi4"},
        {"Raspberry Pi 3 ", "pi3"},
        {"Raspberry Pi 2 ", "pi2"},
        {"virtual unit", "qemu-amd64"},
    }};
    for (const auto& [beginning, board] : kModels) {
        if (model.substr(0, beginning.size()) == beginning) {
            return std::string(board);
        }
    }
    return {};
}

} // namespace bindery::line
