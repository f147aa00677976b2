// SPDX-License-Identifier: Apache-2.0
#include "device/eligibility.h"

#include <functional>
#include <optional>
#include <ostream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::device;
using ::testing::HasSubstr;

namespace
{

DeviceFacts goodCard()
{
    DeviceFacts facts;
    facts.path = "/dev/sdx";
    facts.size = gib(32);
    return facts;
}

struct Row {
    std::string name;
    std::function<void(DeviceFacts&)> change;
    std::string reason;
    std::string cure;
};

std::ostream& operator<<(std::ostream& out, const Row& row)
{
    return out << row.name;
}

class Eligibility : public ::testing::TestWithParam<Row>
{
};

} // namespace

TEST_P(Eligibility, RefusesWithReasonAndCure)
{
    DeviceFacts facts = goodCard();
    GetParam().change(facts);
    const auto refusal = whyNotEligible(facts);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->reason, GetParam().reason);
    EXPECT_THAT(refusal->cure, HasSubstr(GetParam().cure));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, Eligibility,
    ::testing::Values(Row{"SymbolicLink", [](DeviceFacts& f) { f.isSymbolicLink = true; },
                          "/dev/sdx is a symbolic link", "the device itself"},
                      Row{"NoBlockDevice", [](DeviceFacts& f) { f.isBlockDevice = false; },
                          "/dev/sdx is not a block device", "whole disk"},
                      Row{"Partition",
                          [](DeviceFacts& f) {
                              f.isWholeDisk = false;
                              f.wholeDisk = "/dev/sd";
                          },
                          "/dev/sdx is a partition", "the whole disk, /dev/sd"},
                      Row{"RunningSystem",
                          [](DeviceFacts& f) {
                              f.systemUses = {"/", "/boot"};
                          },
                          "/dev/sdx carries the running system (/, /boot)", "never written"},
                      Row{"Empty", [](DeviceFacts& f) { f.size = Bytes(0); }, "/dev/sdx holds no medium",
                          "put a card in"},
                      Row{"Mounted",
                          [](DeviceFacts& f) {
                              f.mountPoints = {"/media/a", "/media/b"};
                          },
                          "/dev/sdx is mounted at /media/a, /media/b", "unmount"},
                      Row{"Swap", [](DeviceFacts& f) { f.swapAreas = {"/dev/sdx2"}; },
                          "/dev/sdx is used as swap (/dev/sdx2)", "switch the swap area off"},
                      Row{"Held",
                          [](DeviceFacts& f) {
                              f.holders = {"dm-0", "md127"};
                          },
                          "/dev/sdx is held by dm-0, md127", "close what is built upon it"},
                      Row{"ReadOnly", [](DeviceFacts& f) { f.isReadOnly = true; }, "/dev/sdx is read-only",
                          "lock of the card"},
                      Row{"LargeSectors", [](DeviceFacts& f) { f.logicalSectorSize = 4096; },
                          "/dev/sdx has sectors of 4096 bytes; a Pi's card needs 512", "another reader"},
                      Row{"UnknownSectors", [](DeviceFacts& f) { f.logicalSectorSize = 0; },
                          "/dev/sdx has sectors of 0 bytes; a Pi's card needs 512", "another reader"}),
    [](const auto& row) { return row.param.name; });

TEST(Eligibility, AcceptsAGoodCard)
{
    EXPECT_FALSE(whyNotEligible(goodCard()));
}

TEST(Eligibility, NamesTheRunningSystemBeforeWhatAPersonCouldUndo)
{
    DeviceFacts facts = goodCard();
    facts.systemUses = {"/"};
    facts.mountPoints = {"/", "/home"};
    facts.holders = {"dm-0"};
    facts.isReadOnly = true;
    const auto refusal = whyNotEligible(facts);
    ASSERT_TRUE(refusal);
    EXPECT_THAT(refusal->reason, HasSubstr("running system"));
}

namespace
{

/// A good card in slot 3, for an order of cards from 16 to 64 GiB.
struct InLine {
    DeviceFacts facts = goodCard();
    SlotFacts slot{3, false, "", false};
    SizeWindow order{gib(16), gib(64)};
    std::optional<Refusal> ask() const { return whyNotInLine(facts, slot, order); }
};

struct LineRow {
    std::string name;
    std::function<void(InLine&)> change;
    std::string reason;
    std::string cure;
};

std::ostream& operator<<(std::ostream& out, const LineRow& row)
{
    return out << row.name;
}

class EligibilityInLine : public ::testing::TestWithParam<LineRow>
{
};

} // namespace

TEST_P(EligibilityInLine, RefusesWithReasonAndCure)
{
    InLine question;
    GetParam().change(question);
    const auto refusal = question.ask();
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->reason, GetParam().reason);
    EXPECT_THAT(refusal->cure, HasSubstr(GetParam().cure));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, EligibilityInLine,
    ::testing::Values(
        LineRow{"UnknownPort", [](InLine& q) { q.slot.slot.reset(); }, "/dev/sdx is not in a taught slot",
                "put the card in a slot of the line"},
        LineRow{"OutOfService", [](InLine& q) { q.slot.outOfService = true; }, "slot 3 is out of service",
                "another slot"},
        LineRow{"Blocked", [](InLine& q) { q.slot.blocked = true; }, "slot 3 is blocked", "supervisor"},
        LineRow{"BlockedForAReason",
                [](InLine& q) {
                    q.slot.blocked = true;
                    q.slot.blockedReason = "three failures in a row";
                },
                "slot 3 is blocked: three failures in a row", "supervisor"},
        LineRow{"Empty", [](InLine& q) { q.facts.size = Bytes(0); }, "/dev/sdx holds no medium",
                "put a card in"},
        LineRow{"Mounted", [](InLine& q) { q.facts.mountPoints = {"/media/a"}; },
                "/dev/sdx is mounted at /media/a", "unmount"},
        LineRow{"WriteProtected", [](InLine& q) { q.facts.isReadOnly = true; }, "/dev/sdx is read-only",
                "lock of the card"},
        LineRow{"LargeSectors", [](InLine& q) { q.facts.logicalSectorSize = 4096; },
                "/dev/sdx has sectors of 4096 bytes; a Pi's card needs 512", "another reader"},
        LineRow{"TooSmall", [](InLine& q) { q.facts.size = gib(8); },
                "/dev/sdx holds 8.0 GiB; the order takes cards of at least 16.0 GiB", "use a larger card"},
        LineRow{"TooLarge", [](InLine& q) { q.facts.size = gib(128); },
                "/dev/sdx holds 128.0 GiB; the order takes cards of at most 64.0 GiB", "use a smaller card"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Precedence, EligibilityInLine,
    ::testing::Values(LineRow{"TheRunningSystemBeforeTheUnknownPort",
                              [](InLine& q) {
                                  q.facts.systemUses = {"/"};
                                  q.slot.slot.reset();
                              },
                              "/dev/sdx carries the running system (/)", "never written"},
                      LineRow{"ThePortBeforeWhatAPersonCouldUndo",
                              [](InLine& q) {
                                  q.facts.mountPoints = {"/media/a"};
                                  q.slot.slot.reset();
                              },
                              "/dev/sdx is not in a taught slot", "put the card in a slot of the line"},
                      LineRow{"OutOfServiceBeforeBlocked",
                              [](InLine& q) {
                                  q.slot.blocked = true;
                                  q.slot.outOfService = true;
                              },
                              "slot 3 is out of service", "another slot"},
                      LineRow{"TheCardsUseBeforeItsSize",
                              [](InLine& q) {
                                  q.facts.holders = {"dm-0"};
                                  q.facts.size = gib(8);
                              },
                              "/dev/sdx is held by dm-0", "close what is built upon it"}),
    [](const auto& row) { return row.param.name; });

TEST(EligibilityInLine, AcceptsAGoodCardInATaughtSlot)
{
    EXPECT_FALSE(InLine().ask());
}

TEST(EligibilityInLine, AcceptsTheEndsOfTheOrdersSizes)
{
    InLine question;
    question.facts.size = gib(16);
    EXPECT_FALSE(question.ask());
    question.facts.size = gib(64);
    EXPECT_FALSE(question.ask());
    question.facts.size = gib(512);
    question.order.atMost.reset();
    EXPECT_FALSE(question.ask());
}
