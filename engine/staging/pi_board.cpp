// SPDX-License-Identifier: Apache-2.0
#include "staging/pi_board.h"

#include "base/error.h"

#include <algorithm>

namespace bindery::staging
{

const std::vector<PiBoard>& piBoards()
{
    static const std::vector<PiBoard> boards = [] {
        const std::string armv6 = "kernel.img";
        const std::string armv7 = "kernel7.img";
        const std::string armv7l = "kernel7l.img";
        const std::vector<std::string> armv8{"kernel8.img"};
        const std::vector<std::string> armv8Pi5{"kernel_2712.img", "kernel8.img"};
        const auto narrow = DefaultWords::Narrow;
        const auto either = DefaultWords::Either;
        const auto wide = DefaultWords::Wide;
        return std::vector<PiBoard>{
            {"pizero", {"pi0"}, {}, "pi0", armv6, {}, narrow},
            {"pizerow", {"pi0", "pi0w"}, {}, "pi0", armv6, {}, narrow},
            {"pizero2", {"pi0", "pi02"}, {"pi0w"}, "pi02", armv7, armv8, narrow},
            {"pi1", {"pi1"}, {"cm1"}, "pi1", armv6, {}, narrow},
            {"pi2", {"pi2"}, {}, "pi2", armv7, armv8, narrow},
            {"pi3", {"pi3"}, {"pi3+"}, "pi3", armv7, armv8, narrow},
            {"cm3", {"pi3"}, {"cm3", "cm3+"}, "pi3", armv7, armv8, narrow},
            {"pi4", {"pi4"}, {}, "pi4", armv7l, armv8, either},
            {"pi400", {"pi4", "pi400"}, {}, "pi4", armv7l, armv8, either},
            {"cm4", {"pi4", "cm4"}, {}, "pi4", armv7l, armv8, either},
            {"cm4s", {"pi4", "cm4s"}, {}, "pi4", armv7l, armv8, either},
            {"pi5", {"pi5"}, {}, "pi5", {}, armv8Pi5, wide},
            {"pi500", {"pi5", "pi500"}, {}, "pi5", {}, armv8Pi5, wide},
            {"cm5", {"pi5", "cm5"}, {"cm5l"}, "pi5", {}, armv8Pi5, wide},
        };
    }();
    return boards;
}

const PiBoard& piBoardNamed(std::string_view name)
{
    const std::vector<PiBoard>& boards = piBoards();
    const auto found =
        std::find_if(boards.begin(), boards.end(), [&](const PiBoard& board) { return board.name == name; });
    if (found == boards.end()) {
        std::string names;
        for (const PiBoard& board : boards) {
            names += (names.empty() ? "" : ", ") + board.name;
        }
        throw Error(ErrorCode::InvalidArgument,
                    "\"" + std::string(name) + "\" is no Raspberry Pi; the boards are: " + names);
    }
    return *found;
}

} // namespace bindery::staging
