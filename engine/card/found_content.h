// SPDX-License-Identifier: Apache-2.0
// The blank test: what a medium holds before it becomes a card. New cards come with nothing or with one empty
// file system of the factory; everything else is taken for somebody's data. The samples see every run longer
// than a 250th of the medium, not a single file. What it reads is hostile input. Errors: those of the medium.
// Source: Microsoft, "FAT: General Overview of On-Disk Format" 1.03; "exFAT file system specification".
#pragma once

#include "device/medium.h"

#include <string>

namespace bindery::card
{

enum class Found {
    Blank,   ///< no table, and every sample is one byte repeated
    Factory, ///< a table of nothing, or one empty file system; every sample behind it is one byte repeated
    Data
};

struct FoundContent {
    Found kind = Found::Blank;
    std::string what; ///< for people: "an empty exFAT file system", "2 partitions"
};

FoundContent lookAtContent(device::Medium& medium);

} // namespace bindery::card
