// SPDX-License-Identifier: Apache-2.0
// Who is shown a tree of files. Errors: those of the implementation fly through the reader. Threads: called
// on the thread that reads.
#pragma once

#include "base/bytes.h"
#include "ext4/tree_node.h"

namespace bindery::ext4
{

class TreeSink
{
public:
    virtual ~TreeSink() = default;
    /// A folder comes before what is in it; a hard link after what it is.
    virtual void entry(const Node& node) = 0;
    /// Of the file that came last, ascending; what is not given is a hole.
    virtual void content(std::uint64_t offset, ByteView bytes) = 0;
};

} // namespace bindery::ext4
