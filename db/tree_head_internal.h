// SPDX-License-Identifier: Apache-2.0
// The Merkle tree over the audit events, grown from left to right: its head is what a checkpoint signs. Leaf
// hash = SHA-256(0x00 || canonical event), node hash = SHA-256(0x01 || left || right). Errors: Corrupt when a
// stored tree, or a subtree from outside, does not fit. Source: RFC 6962 section 2.1.
#pragma once

#include "base/bytes.h"
#include "base/sha256.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace bindery::db
{

Digest leafHash(std::string_view canonicalEvent);
Digest nodeHash(const Digest& left, const Digest& right);

/// A complete subtree of 2^height leaves.
struct Subtree {
    int height = 0;
    Digest root{};
};

/// Enough of the tree to know its head and to go on: the complete subtrees, largest first.
class TreeHead
{
public:
    TreeHead() = default;
    static TreeHead load(std::int64_t size, ByteView frontier);
    std::vector<std::byte> save() const;

    void append(const Digest& leaf) { append(Subtree{0, leaf}); }
    /// Errors: Corrupt where a subtree of this height cannot stand at this place.
    void append(const Subtree& subtree);
    std::int64_t size() const { return m_size; }
    /// Of an empty tree: SHA-256 of nothing.
    Digest head() const;

private:
    std::vector<Subtree> m_frontier;
    std::int64_t m_size = 0;
};

/// Covers the leaves of a run in the middle of the tree by the largest aligned complete subtrees.
class RunCover
{
public:
    /// `before`: leaves to the left of the run.
    explicit RunCover(std::int64_t before) : m_start(before) {}
    void append(const Digest& leaf);
    const std::vector<Subtree>& subtrees() const { return m_subtrees; }

    /// The heights a cover of [before, before + length) must have. `length` > 0.
    static std::vector<int> heights(std::int64_t before, std::int64_t length);

private:
    std::int64_t m_start;
    std::int64_t m_length = 0;
    std::vector<Subtree> m_subtrees;
};

} // namespace bindery::db
