// SPDX-License-Identifier: Apache-2.0
// Which medium was seen under a node, so that what is written later is that one and no other: the number of a
// disk is used again within seconds, its DISKSEQ never. Units: bytes.
// Source: Documentation/ABI/testing/sysfs-block (diskseq).
#pragma once

#include "base/bytes.h"
#include "device/device_facts.h"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace bindery::device
{

struct DiskIdentity {
    std::filesystem::path node; ///< "/dev/sda"
    DeviceNumber number;
    std::optional<std::uint64_t> diskSeq; ///< empty: the kernel showed none, and then it proves nothing
    Bytes size;
};

} // namespace bindery::device
