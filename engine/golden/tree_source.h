// SPDX-License-Identifier: Apache-2.0
// A tree of files that becomes a root: a tar archive or a folder of the station. It is hostile input.
// Units: bytes.
// Errors: BadImage naming the entry and what is wrong with it (a path that leads out of the tree, an unknown
// kind, more than the limits allow, damage); NotFound; Conflict when it changes while it is read; Cancelled;
// those of the visitor. Threads: one object belongs to one thread.
#pragma once

#include "base/bytes.h"
#include "ext4/tree_sink.h"
#include "golden/source_file.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

namespace bindery::golden
{

/// A folder may also not be given at all, when it has nothing that is not usual.
using TreeVisitor = ext4::TreeSink;

struct TreeLimits {
    Bytes content = gib(256);
    std::uint64_t entries = 4'000'000;
};

class TreeSource
{
public:
    virtual ~TreeSource() = default;
    /// Shows all of it, each time from the start; the ACLs of a tar archive are complete from the second time
    /// on. Gives its SHA-256 (hex): equal trees of one kind give equal ones.
    virtual std::string visit(TreeVisitor& visitor, const SourceProgress& report,
                              const std::stop_token& stop) = 0;
};

/// A tar archive, packed with xz, zstd, gzip, bzip2 or not at all. The digest is that of the file.
std::unique_ptr<TreeSource> tarTree(const std::filesystem::path& archive, const TreeLimits& limits);
/// A folder, in the order of its names. The digest covers names, attributes and content. What is mounted in
/// it is refused: it would be missing in the root.
std::unique_ptr<TreeSource> folderTree(const std::filesystem::path& folder, const TreeLimits& limits);

} // namespace bindery::golden
