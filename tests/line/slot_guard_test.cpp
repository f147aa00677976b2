// SPDX-License-Identifier: Apache-2.0
#include "line/slot_guard.h"

#include <string>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::device;

namespace
{

/// As udev writes it.
std::string matchOf(const std::string& port)
{
    SlotMap slots;
    slots.learn({1}, parsePort(port));
    const std::vector<GuardMatch> matches = line::guardMatches(slots);
    EXPECT_EQ(matches.size(), 1U) << port;
    return matches.empty() ? "" : matches.front().key + "==" + matches.front().value;
}

TEST(SlotGuard, KnowsAUsbDiskByItsPath)
{
    EXPECT_EQ(matchOf("usb:0000:00:14.0/1.4.2:1.0/lun0"),
              "ID_PATH==pci-0000:00:14.0-usb-0:1.4.2:1.0-scsi-0:0:0:0");
    EXPECT_EQ(matchOf("usb:xhci-hcd.1/2:1.0/lun3"), "ID_PATH==platform-xhci-hcd.1-usb-0:2:1.0-scsi-0:0:0:3");
}

TEST(SlotGuard, KnowsASdCardByItsControllerForItHasNoPathBehindPci)
{
    EXPECT_EQ(matchOf("mmc:0000:00:04.0/0"), "KERNELS==0000:00:04.0");
    EXPECT_EQ(matchOf("mmc:fe340000.mmc/0"), "KERNELS==fe340000.mmc");
}

TEST(SlotGuard, KnowsAPortThatARuleNamedByThatName)
{
    EXPECT_EQ(matchOf("udev:line/3"), "BINDERY_PORT==line/3");
}

} // namespace
