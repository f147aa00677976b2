// SPDX-License-Identifier: Apache-2.0
// Partition tables by libfdisk, read from files and made in memory. The table is hostile input.
// Units: bytes; sectors are 512 bytes.
// Errors: BadImage naming the file and what is wrong (no table, overlap, partition past the end).
// Threads: free functions; no shared state.
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
    int number = 0;     ///< from 1
    Extent extent;      ///< on the medium
    std::string type;   ///< MBR: two hex digits, "0c"; GPT: type GUID, upper case
    std::string name;   ///< GPT only
    bool bootable = false;
};

struct PartitionTable {
    TableKind kind = TableKind::Mbr;
    std::string id;     ///< MBR: eight hex digits of the disk signature; GPT: disk GUID
    std::vector<Partition> partitions;
};

/// Reads the table of an image file or device.
PartitionTable readPartitionTable(const std::filesystem::path& path);

/// A piece of a table and where it goes.
struct TableWrite {
    std::uint64_t offset = 0;
    std::vector<std::byte> bytes;
};

/// What to write on a medium of `mediumSize` so that it holds `table`, in the order to write: for GPT backup entries and
/// header, primary entries and header, protective MBR last; for MBR the one sector.
std::vector<TableWrite> makePartitionTable(const PartitionTable& table, Bytes mediumSize);

} // namespace bindery::device
