// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "db/tree_head_internal.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

namespace bindery::db
{

namespace
{

constexpr std::array kLeafPrefix{std::byte{0x00}};
constexpr std::array kNodePrefix{std::byte{0x01}};
constexpr int kMaxHeight = 62;

} // namespace

Digest leafHash(std::string_view canonicalEvent)
{
    Sha256 sha;
    sha.update(kLeafPrefix);
    sha.update(asBytes(canonicalEvent));
    return sha.finish();
}

Digest nodeHash(const Digest& left, const Digest& right)
{
    Sha256 sha;
    sha.update(kNodePrefix);
    sha.update(left);
    sha.update(right);
    return sha.finish();
}

TreeHead TreeHead::load(std::int64_t size, ByteView frontier)
{
    TreeHead tree;
    const auto count = static_cast<std::size_t>(std::popcount(static_cast<std::uint64_t>(size)));
    if (size < 0 || frontier.size() != count * sizeof(Digest)) {
        throw Error(ErrorCode::Corrupt,
                    "a stored tree over " + std::to_string(size) + " events has the wrong size");
    }
    for (int height = kMaxHeight; height >= 0; --height) {
        if (((static_cast<std::uint64_t>(size) >> static_cast<unsigned>(height)) & 1U) == 0) {
            continue;
        }
        Subtree subtree{height, {}};
        std::copy_n(frontier.begin(), sizeof(Digest), subtree.root.begin());
        frontier = frontier.subspan(sizeof(Digest));
        tree.m_frontier.push_back(subtree);
    }
    tree.m_size = size;
    return tree;
}

std::vector<std::byte> TreeHead::save() const
{
    std::vector<std::byte> bytes;
    bytes.reserve(m_frontier.size() * sizeof(Digest));
    for (const Subtree& subtree : m_frontier) {
        bytes.insert(bytes.end(), subtree.root.begin(), subtree.root.end());
    }
    return bytes;
}

void TreeHead::append(const Subtree& subtree)
{
    const bool fits = subtree.height >= 0 && subtree.height < kMaxHeight &&
                      m_size % (std::int64_t{1} << static_cast<unsigned>(subtree.height)) == 0 &&
                      m_size < (std::int64_t{1} << static_cast<unsigned>(kMaxHeight - 1));
    if (!fits) {
        throw Error(ErrorCode::Corrupt, "a subtree of height " + std::to_string(subtree.height) +
                                            " cannot follow " + std::to_string(m_size) + " events");
    }
    Subtree grown = subtree;
    while (!m_frontier.empty() && m_frontier.back().height == grown.height) {
        grown = {grown.height + 1, nodeHash(m_frontier.back().root, grown.root)};
        m_frontier.pop_back();
    }
    m_frontier.push_back(grown);
    m_size += std::int64_t{1} << static_cast<unsigned>(subtree.height);
}

Digest TreeHead::head() const
{
    if (m_frontier.empty()) {
        return Sha256::of({});
    }
    Digest head = m_frontier.back().root;
    for (auto left = m_frontier.rbegin() + 1; left != m_frontier.rend(); ++left) {
        head = nodeHash(left->root, head);
    }
    return head;
}

void RunCover::append(const Digest& leaf)
{
    Subtree grown{0, leaf};
    std::int64_t begin = m_start + m_length;
    ++m_length;
    while (!m_subtrees.empty() && m_subtrees.back().height == grown.height) {
        const std::int64_t width = std::int64_t{1} << static_cast<unsigned>(grown.height);
        if ((begin - width) % (2 * width) != 0) {
            break;
        }
        begin -= width;
        grown = {grown.height + 1, nodeHash(m_subtrees.back().root, grown.root)};
        m_subtrees.pop_back();
    }
    m_subtrees.push_back(grown);
}

std::vector<int> RunCover::heights(std::int64_t before, std::int64_t length)
{
    std::vector<int> heights;
    auto begin = static_cast<std::uint64_t>(before);
    auto left = static_cast<std::uint64_t>(length);
    while (left > 0) {
        const int aligned = begin == 0 ? kMaxHeight : std::countr_zero(begin);
        const int fitting = 63 - std::countl_zero(left);
        const int height = std::min(aligned, fitting);
        heights.push_back(height);
        begin += std::uint64_t{1} << static_cast<unsigned>(height);
        left -= std::uint64_t{1} << static_cast<unsigned>(height);
    }
    return heights;
}

} // namespace bindery::db
