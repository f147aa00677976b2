// SPDX-License-Identifier: Apache-2.0
// Counts what a tree holds against its limits. Errors: BadImage naming the tree.
#pragma once

#include "base/error.h"
#include "golden/tree_source.h"

namespace bindery::golden
{

class TreeLimitCounter
{
public:
    TreeLimitCounter(TreeLimits limits, std::string tree)
        : m_left(limits), m_limits(limits), m_tree(std::move(tree))
    {
    }
    void entry()
    {
        if (m_left.entries-- == 0) {
            throw Error(ErrorCode::BadImage, m_tree + " holds more than " + std::to_string(m_limits.entries) +
                                                 " entries, the most that are accepted");
        }
    }
    void content(std::uint64_t bytes)
    {
        if (bytes > m_left.content.count()) {
            throw Error(ErrorCode::BadImage, m_tree + " unpacks to more than " + humanSize(m_limits.content) +
                                                 ", the largest tree that is accepted");
        }
        m_left.content = m_left.content - Bytes(bytes);
    }

private:
    TreeLimits m_left;
    TreeLimits m_limits;
    std::string m_tree;
};

} // namespace bindery::golden
