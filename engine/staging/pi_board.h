// SPDX-License-Identifier: Apache-2.0
// The models of Raspberry Pi as config.txt tells them apart, and the kernels that their firmware takes.
// Errors: InvalidArgument naming the boards there are. Threads: the table is constant.
// Source: raspberrypi.com documentation of config.txt, "Model filters", "kernel" and "arm_64bit".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bindery::staging
{

/// Which word size the firmware starts when config.txt does not say arm_64bit.
enum class DefaultWords {
    Narrow, ///< 32 bits
    Either, ///< it changed with the firmware's age
    Wide,   ///< 64 bits, whatever is said
};

struct PiBoard {
    std::string name;                     ///< as recipes say it: "pi4"
    std::vector<std::string> filters;     ///< model filters that it sees, the most exact last
    std::vector<std::string> perhaps;     ///< that some boards of this name see
    std::string section;                  ///< under which its own settings are written
    std::string narrowKernel;             ///< 32 bits; empty: there is none
    std::vector<std::string> wideKernels; ///< 64 bits, the preferred first; empty: there is none
    DefaultWords words = DefaultWords::Narrow;
};

/// In the order in which their sections are written: a later one sees an earlier one's settings too.
const std::vector<PiBoard>& piBoards();
const PiBoard& piBoardNamed(std::string_view name);

} // namespace bindery::staging
