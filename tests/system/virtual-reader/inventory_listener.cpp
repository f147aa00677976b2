// SPDX-License-Identifier: Apache-2.0
// inventory_listener SECONDS: says what the inventory of this machine's disks says, one event a line:
// "present NODE DISKSEQ SIZE" or "left NODE DISKSEQ SIZE"; "listening" once it has said what is there. Its
// socket holds a few dozen events and it never reads the disks again by itself: what it knows after more were
// sent at once, it knows because it noticed that some are lost.
#include "device/udev_inventory_internal.h"

#include <chrono>
#include <iostream>
#include <stop_token>
#include <string>

using namespace bindery;

namespace
{

void say(const char* what, const device::DiskSeen& disk)
{
    std::cout << what << ' ' << disk.node.string() << ' ' << disk.diskSeq.value_or(0) << ' '
              << disk.size.count() << std::endl;
}

} // namespace

int main(int argumentCount, char** arguments)
{
    using Clock = std::chrono::steady_clock;
    if (argumentCount != 2) {
        std::cerr << "usage: inventory_listener SECONDS\n";
        return 2;
    }
    device::UdevInventoryOptions options;
    options.receiveBuffer = 32 << 10;
    options.readAgainAfter = std::chrono::hours(1);
    const auto inventory = device::makeUdevInventory(options);
    for (const device::DiskSeen& disk : inventory->scan()) {
        say("present", disk);
    }
    std::cout << "listening" << std::endl;
    const auto end = Clock::now() + std::chrono::seconds(std::stoi(arguments[1]));
    while (Clock::now() < end) {
        for (const device::DiskEvent& event : inventory->wait(std::chrono::milliseconds(200), {})) {
            say(event.kind == device::DiskEvent::Kind::Present ? "present" : "left", event.disk);
        }
    }
    return 0;
}
