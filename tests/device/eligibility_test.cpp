// SPDX-License-Identifier: Apache-2.0
#include "device/eligibility.h"

#include <functional>
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
