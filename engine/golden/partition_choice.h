// SPDX-License-Identifier: Apache-2.0
// Which partitions of a source are boot and root: the recipe says it by number, or there is only one of each.
// Errors: BadImage listing the partitions there are, and the cure.
// Threads: free function.
#pragma once

#include "device/partition_table.h"
#include "golden/recipe.h"

#include <filesystem>

namespace bindery::golden
{

struct PartitionChoice {
    device::Partition boot;
    device::Partition root;
};

/// `image` is the unpacked source that holds the table.
PartitionChoice choosePartitions(const device::PartitionTable& table, const std::filesystem::path& image,
                                 const Recipe& recipe);

} // namespace bindery::golden
