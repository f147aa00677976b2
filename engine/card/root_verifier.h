// SPDX-License-Identifier: Apache-2.0
// Reads a card's root back from the medium, decrypts it and compares: right after writing, against what was
// composed; or years later, against the golden root and the digests that the record keeps of the unit's own
// runs. Errors: those of the golden root and the medium; Cancelled. A difference is a value.
#pragma once

#include "card/card_progress.h"
#include "card/card_source.h"
#include "card/shared_window.h"
#include "card/verify_report.h"
#include "device/medium.h"
#include "golden/personality.h"
#include "luks/sector_cipher.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace bindery::card
{

struct RootReport {
    RegionReport region;
    std::optional<Bytes> fakeCapacity;
};

/// After writing. On a difference the card is searched for the sign of a counterfeit: the first bad block
/// holds what was written elsewhere.
RootReport verifyFreshRoot(device::Medium& medium, std::uint64_t dataOffset, const golden::GoldenRoot& root,
                           const CardSource& source, SharedWindow::Reader& golden, luks::SectorCipher& cipher,
                           CardProgress& progress, const std::stop_token& stop);

/// What the record of an attempt says of the root.
struct RecordedRoot {
    std::vector<golden::ChangedRun> changes; ///< the unit's own runs
    Extents dropped;                         ///< golden runs that the unit does not use
};

RegionReport verifyRecordedRoot(device::Medium& medium, std::uint64_t dataOffset,
                                const golden::GoldenRoot& root, const RecordedRoot& record,
                                luks::SectorCipher& cipher, CardProgress& progress,
                                const std::stop_token& stop);

} // namespace bindery::card
