// SPDX-License-Identifier: Apache-2.0
#include "golden/partition_choice.h"

#include "base/error.h"
#include "base/file.h"
#include "golden/volume_magic.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fcntl.h>

namespace bindery::golden
{

namespace
{

// FAT12, FAT16 and FAT32 in their spellings; EFI system; then the same for GPT: EFI system, Microsoft basic
// data.
constexpr std::array<std::string_view, 9> kBootTypes{"01",
                                                     "04",
                                                     "06",
                                                     "0b",
                                                     "0c",
                                                     "0e",
                                                     "ef",
                                                     "C12A7328-F81F-11D2-BA4B-00A0C93EC93B",
                                                     "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"};
// Linux; then for GPT: Linux file system, Linux root of arm64, arm, amd64 (Discoverable Partitions
// Specification).
constexpr std::array<std::string_view, 5> kRootTypes{
    "83", "0FC63DAF-8483-4772-8E79-3D69D8477DE4", "B921B045-1DF0-41C3-AF44-4C6F280D3FAE",
    "69DAD710-2CE4-4E3C-B16C-21A1D49ABED3", "4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709"};

template <typename Types>
bool isOneOf(const Types& types, const std::string& type)
{
    return std::find(types.begin(), types.end(), type) != types.end();
}

std::string describe(const device::PartitionTable& table)
{
    std::string text;
    for (const device::Partition& partition : table.partitions) {
        text += (text.empty() ? "" : ", ") + std::to_string(partition.number) + " (type " + partition.type +
                ", " + humanSize(Bytes(partition.extent.length)) + ")";
    }
    return text.empty() ? "none" : text;
}

struct Wanted {
    std::string what;          ///< "boot partition (FAT)"
    std::string field;         ///< of the recipe
    std::optional<int> number; ///< from the recipe
};

template <typename Fits>
device::Partition choose(const device::PartitionTable& table, const Wanted& wanted, Fits&& fits)
{
    std::vector<device::Partition> found;
    for (const device::Partition& partition : table.partitions) {
        if (wanted.number ? partition.number == *wanted.number : fits(partition)) {
            found.push_back(partition);
        }
    }
    const std::string there = "; the partitions are: " + describe(table);
    if (wanted.number) {
        if (found.empty()) {
            throw Error(ErrorCode::BadImage, "the source has no partition " + std::to_string(*wanted.number) +
                                                 ", which the recipe names as its " + wanted.what + there);
        }
        return found.front();
    }
    if (found.empty()) {
        throw Error(ErrorCode::BadImage, "the source has no " + wanted.what + there);
    }
    if (found.size() > 1) {
        throw Error(ErrorCode::BadImage, "the source has more than one " + wanted.what + ": name one with " +
                                             wanted.field + " in the [source] of a recipe" + there);
    }
    return found.front();
}

} // namespace

PartitionChoice choosePartitions(const device::PartitionTable& table, const std::filesystem::path& image,
                                 const Recipe& recipe)
{
    const UniqueFd fd = openFile(image, O_RDONLY);
    PartitionChoice choice;
    choice.boot =
        choose(table, {"boot partition (FAT)", "boot_partition", recipe.bootPartition},
               [&](const device::Partition& partition) {
                   return isOneOf(kBootTypes, partition.type) && holdsFat(fd.get(), partition.extent, image);
               });
    choice.root =
        choose(table, {"root partition (ext4)", "root_partition", recipe.rootPartition},
               [&](const device::Partition& partition) {
                   return isOneOf(kRootTypes, partition.type) && holdsExt(fd.get(), partition.extent, image);
               });
    if (choice.boot.number == choice.root.number) {
        throw Error(ErrorCode::BadImage, "the recipe leaves one partition, " +
                                             std::to_string(choice.boot.number) + ", for boot and root");
    }
    if (!holdsExt(fd.get(), choice.root.extent, image)) {
        throw Error(ErrorCode::BadImage,
                    "partition " + std::to_string(choice.root.number) +
                        " holds no ext4 file system; the partitions are: " + describe(table));
    }
    return choice;
}

} // namespace bindery::golden
