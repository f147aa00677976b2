// SPDX-License-Identifier: Apache-2.0
#include "card/card_plan.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

using namespace bindery;

namespace
{

golden::Manifest manifest()
{
    golden::Manifest manifest;
    manifest.name = "demo";
    manifest.bootSize = mib(64);
    manifest.rootSize = mib(500);
    manifest.minimumMedium = golden::minimumMedium(manifest.bootSize, manifest.rootSize);
    manifest.patchPoints = {{"luks_uuid", "cmdline.txt", {{1000, 10}, {5000, 26}}}};
    return manifest;
}

} // namespace

TEST(PlanCard, RefusesACardOneSectorTooSmallNamingBothSizes)
{
    const golden::Manifest demo = manifest();
    EXPECT_NO_THROW(card::planCard(demo, demo.minimumMedium, 4096));
    const Bytes small = demo.minimumMedium - Bytes(512);
    test::expectError(ErrorCode::TooSmall, std::to_string(small.count()),
                      [&] { card::planCard(demo, small, 4096); });
    test::expectError(ErrorCode::TooSmall, std::to_string(demo.minimumMedium.count()),
                      [&] { card::planCard(demo, small, 4096); });
}

TEST(PlanCard, GivesEachCardIdentitiesOfItsOwn)
{
    const card::CardPlan first = card::planCard(manifest(), gib(4), 4096);
    const card::CardPlan second = card::planCard(manifest(), gib(4), 4096);
    EXPECT_NE(first.luksUuid, second.luksUuid);
    EXPECT_NE(first.table.id, second.table.id);
    EXPECT_EQ(first.table.id.size(), 8U);
    EXPECT_EQ(first.patchFields.at("luks_uuid"), first.luksUuid.text());
}

TEST(PlanCard, GivesNoRootSectorsLargerThanItsBlocks)
{
    EXPECT_EQ(card::planCard(manifest(), gib(4), 4096).header.sectorSize, 4096U);
    EXPECT_EQ(card::planCard(manifest(), gib(4), 1024).header.sectorSize, 512U);
    EXPECT_EQ(card::planCard(manifest(), gib(4), 2048).header.sectorSize, 512U);
}

TEST(PlanCard, RefusesAPatchPointThatDoesNotFit)
{
    golden::Manifest other = manifest();
    other.patchPoints[0].extents[1].length = 25;
    test::expectError(ErrorCode::BadImage, "cmdline.txt", [&] { card::planCard(other, gib(4), 4096); });
    other.patchPoints[0].field = "shoe_size";
    test::expectError(ErrorCode::BadImage, "shoe_size", [&] { card::planCard(other, gib(4), 4096); });
}

TEST(ApplyPatches, PutsTheTextIntoEveryPieceThatTheRunTouches)
{
    const golden::Manifest demo = manifest();
    const std::string text = "abcdefghijklmnopqrstuvwxyz0123456789";
    std::vector<std::byte> whole(8192, std::byte{'.'});
    card::applyPatches(demo, {{"luks_uuid", text}}, 0, whole);
    EXPECT_EQ(asText(ByteView(whole).subspan(999, 12)), ".abcdefghij.");
    EXPECT_EQ(asText(ByteView(whole).subspan(4999, 28)), ".klmnopqrstuvwxyz0123456789.");

    // In any cut the pieces come out the same.
    for (const std::size_t cut : {1U, 1000U, 1003U, 5001U, 5025U, 8191U}) {
        std::vector<std::byte> parts(8192, std::byte{'.'});
        card::applyPatches(demo, {{"luks_uuid", text}}, 0, ByteSpan(parts).first(cut));
        card::applyPatches(demo, {{"luks_uuid", text}}, cut, ByteSpan(parts).subspan(cut));
        EXPECT_EQ(parts, whole) << cut;
    }
}
