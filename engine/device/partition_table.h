// SPDX-License-Identifier: Apache-2.0
// Partition tables by libfdisk, read from files and made in memory. The table is hostile input.
// Units: bytes; sectors are 512 bytes.
// Errors: BadImage naming the file and what is wrong (no table, overlap, partition past the end);
// InvalidArgument for a table that cannot be made. Threads: free functions; no shared state.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace bindery::device
{

enum class TableKind { Mbr, Gpt };

struct Partition {
    int number = 0;        ///< from 1; logical partitions of an MBR from 5
    Extent extent;         ///< on the medium
    std::string type;      ///< MBR: two hex digits, "0c"; GPT: type GUID, upper case
    std::string name;      ///< GPT only
    bool bootable = false; ///< MBR: active; GPT: legacy BIOS bootable
    std::string
        uuid; ///< GPT only: the partition's own GUID, upper case; when making, empty asks for a fresh one
};

struct PartitionTable {
    TableKind kind = TableKind::Mbr;
    std::string id; ///< MBR: eight hex digits of the disk signature; GPT: disk GUID
    std::vector<Partition> partitions;
};

/// Reads the table of an image file or device. Partitions are in the order of their numbers; none overlaps
/// another, but an extended partition (type 05, 0f, 85) holds its logical ones.
PartitionTable readPartitionTable(const std::filesystem::path& path);

/// A piece of a table and where it goes.
struct TableWrite {
    std::uint64_t offset = 0;
    std::vector<std::byte> bytes;
};

/// What to write on a medium of `mediumSize` so that it holds `table`, in the order to write: for GPT backup
/// entries and header, primary entries and header, protective MBR last; for MBR the one sector. Boot code is
/// zeros. Pieces are whole sectors, so smaller than what a Medium wants: the writer puts them into the blocks
/// around them. Primary partitions only.
std::vector<TableWrite> makePartitionTable(const PartitionTable& table, Bytes mediumSize);

} // namespace bindery::device
