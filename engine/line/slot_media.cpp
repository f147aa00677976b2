// SPDX-License-Identifier: Apache-2.0
#include "line/slot_media.h"

#include "base/error.h"
#include "device/claim.h"
#include "device/open_medium.h"

#include <utility>

namespace bindery::line
{

namespace
{

device::DiskIdentity identityOf(const device::DiskSeen& disk)
{
    return {disk.node, disk.number, disk.diskSeq, disk.size};
}

class DiskMedia : public SlotMedia
{
public:
    device::DeviceFacts factsOf(const device::DiskSeen& disk) override
    {
        return device::collectDeviceFacts(disk.node, disk.number, {});
    }

    std::unique_ptr<device::Medium> openForReading(const device::DiskSeen& disk) override
    {
        std::unique_ptr<device::Medium> medium = device::openForReading(disk.node);
        if (medium->facts().diskSeq != disk.diskSeq || medium->size() != disk.size) {
            throw Error(ErrorCode::DeviceGone,
                        disk.node.string() + ": another medium took its place while it was opened");
        }
        return medium;
    }

    std::unique_ptr<device::Medium> claim(const device::DiskSeen& disk) override
    {
        return device::claimDisk(identityOf(disk));
    }

    std::shared_ptr<void> watch(const device::DiskSeen& disk, Lost lost) override
    {
        return std::make_shared<device::DiskWatch::Token>(m_watch.add(
            identityOf(disk), [lost = std::move(lost)](const device::DiskLoss& loss) { lost(loss.reason); }));
    }

private:
    device::DiskWatch m_watch;
};

} // namespace

std::unique_ptr<SlotMedia> makeDiskMedia()
{
    return std::make_unique<DiskMedia>();
}

} // namespace bindery::line
