// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "db/tree_head_internal.h"
#include "support/expect_error.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace bindery::db::test
{

namespace
{

/// RFC 6962 section 2.1, word by word.
Digest headByDefinition(const std::vector<Digest>& leaves, std::size_t begin, std::size_t end)
{
    const std::size_t n = end - begin;
    if (n == 1) {
        return leaves[begin];
    }
    std::size_t k = 1;
    while (k * 2 < n) {
        k *= 2;
    }
    return nodeHash(headByDefinition(leaves, begin, begin + k), headByDefinition(leaves, begin + k, end));
}

std::vector<Digest> someLeaves(std::size_t count)
{
    std::vector<Digest> leaves;
    for (std::size_t i = 0; i < count; ++i) {
        leaves.push_back(leafHash(std::to_string(i)));
    }
    return leaves;
}

} // namespace

// The inputs and heads that the reference implementation of Certificate Transparency tests itself with.
TEST(TreeHead, HasTheHeadsOfCertificateTransparency)
{
    const std::vector<std::pair<std::string, std::string>> known{
        {"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
        {"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
        {"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
        {"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
        {"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
        {"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
        {"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
        {"606162636465666768696a6b6c6d6e6f",
         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"}};
    TreeHead tree;
    EXPECT_EQ(toHex(tree.head()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (const auto& [leaf, head] : known) {
        tree.append(leafHash(asText(fromHex(leaf))));
        EXPECT_EQ(toHex(tree.head()), head) << "after leaf " << leaf;
    }
}

TEST(TreeHead, IsThatOfTheDefinitionForEverySize)
{
    const std::vector<Digest> leaves = someLeaves(130);
    TreeHead tree;
    for (std::size_t n = 1; n <= leaves.size(); ++n) {
        tree.append(leaves[n - 1]);
        ASSERT_EQ(tree.head(), headByDefinition(leaves, 0, n)) << n;
    }
}

TEST(TreeHead, GoesOnFromWhatWasSaved)
{
    const std::vector<Digest> leaves = someLeaves(100);
    TreeHead tree;
    for (const Digest& leaf : leaves) {
        tree = TreeHead::load(tree.size(), tree.save());
        tree.append(leaf);
    }
    EXPECT_EQ(tree.head(), headByDefinition(leaves, 0, leaves.size()));
}

TEST(TreeHead, RefusesASavedTreeOfTheWrongSize)
{
    bindery::test::expectError(ErrorCode::Corrupt, "wrong size",
                               [] { TreeHead::load(3, std::vector<std::byte>(32)); });
    bindery::test::expectError(ErrorCode::Corrupt, "wrong size", [] { TreeHead::load(-1, {}); });
}

TEST(TreeHead, IsTheSameWhenRunsAreCoveredBySubtrees)
{
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::vector<Digest> leaves = someLeaves(300);
    for (int round = 0; round < 300; ++round) {
        TreeHead tree;
        std::size_t at = 0;
        while (at < leaves.size()) {
            const std::size_t length = 1 + random() % (leaves.size() - at);
            RunCover cover(static_cast<std::int64_t>(at));
            std::vector<int> heights;
            for (std::size_t i = at; i < at + length; ++i) {
                cover.append(leaves[i]);
            }
            for (const Subtree& subtree : cover.subtrees()) {
                heights.push_back(subtree.height);
                tree.append(subtree);
            }
            ASSERT_EQ(heights,
                      RunCover::heights(static_cast<std::int64_t>(at), static_cast<std::int64_t>(length)));
            at += length;
        }
        ASSERT_EQ(tree.head(), headByDefinition(leaves, 0, leaves.size()));
    }
}

TEST(TreeHead, RefusesASubtreeThatCannotStandThere)
{
    TreeHead tree;
    tree.append(leafHash("0"));
    bindery::test::expectError(ErrorCode::Corrupt, "cannot follow", [&] { tree.append(Subtree{1, {}}); });
    bindery::test::expectError(ErrorCode::Corrupt, "cannot follow", [&] { tree.append(Subtree{-1, {}}); });
    bindery::test::expectError(ErrorCode::Corrupt, "cannot follow", [&] { tree.append(Subtree{99, {}}); });
}

} // namespace bindery::db::test
