// SPDX-License-Identifier: Apache-2.0
// Claims for writing the medium that was seen in a slot, and only that one.
// Errors: DeviceGone when the node is gone or another medium is under it by now (number, DISKSEQ or size are
// not those that were seen; nothing was written); NotEligible with the reason; Busy when another program
// holds it or its lock beyond the patience; NeedsRoot. Threads: any; it waits at most as long as the patience
// says. Source: open(2) O_EXCL, O_DIRECT; flock(2); BLKGETDISKSEQ, BLKGETSIZE64 (linux/fs.h); systemd's
// "Locking Block Device Access".
#pragma once

#include "device/disk_identity.h"
#include "device/medium.h"

#include <chrono>
#include <memory>

namespace bindery::device
{

/// udevd holds a shared lock for a moment whenever it looks at a disk; a slow card makes it a long moment.
constexpr std::chrono::milliseconds kLockPatience = std::chrono::seconds(5);

/// Exclusive, past the cache, locked as long as the medium lives. Whether the slot is taught is the caller's
/// question (whyNotInLine); everything else that forbids writing is asked here again.
std::unique_ptr<Medium> claimDisk(const DiskIdentity& seen,
                                  std::chrono::milliseconds patience = kLockPatience);

} // namespace bindery::device
