// SPDX-License-Identifier: Apache-2.0
// One card on paper: layout, identities, table and boot partition, before anything is written.
// Errors: TooSmall before the first write, naming both sizes; BadImage for a manifest this version cannot
// write.
#pragma once

#include "device/partition_table.h"
#include "ext4/block_source.h"
#include "golden/geometry.h"
#include "golden/manifest.h"
#include "luks/header.h"

#include <map>
#include <string>

namespace bindery::card
{

struct CardPlan {
    golden::CardGeometry geometry;
    Uuid luksUuid;
    luks::HeaderProfile header;
    device::PartitionTable table;                   ///< with a disk signature of its own
    std::map<std::string, std::string> patchFields; ///< text of each patch point's field
};

/// `rootBlockSize` of the ext4: Linux mounts none whose blocks are smaller than the sectors below it, so only
/// roots with blocks of 4096 bytes get sectors of 4096.
CardPlan planCard(const golden::Manifest& manifest, Bytes mediumSize, std::uint32_t rootBlockSize);

/// The table of a card with this layout and signature.
device::PartitionTable tableOf(const golden::Manifest& manifest, const golden::CardGeometry& geometry,
                               const std::string& diskSignature);

/// Replaces the unit's bytes in a run of the boot partition that starts at `offset`.
void applyPatches(const golden::Manifest& manifest, const std::map<std::string, std::string>& fields,
                  std::uint64_t offset, ByteSpan run);

} // namespace bindery::card
