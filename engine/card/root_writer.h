// SPDX-License-Identifier: Apache-2.0
// Streams one card's root: golden chunk, own overlay, encryption, medium; ascending, big and in order.
// Errors: those of the golden root and the medium; Cancelled between two chunks.
#pragma once

#include "card/card_progress.h"
#include "card/card_source.h"
#include "card/shared_window.h"
#include "device/medium.h"
#include "luks/sector_cipher.h"

#include <stop_token>

namespace bindery::card
{

/// `dataOffset`: where the LUKS2 data segment starts on the medium.
void writeRoot(device::Medium& medium, std::uint64_t dataOffset, const CardSource& source,
               SharedWindow::Reader& golden, luks::SectorCipher& cipher, CardProgress& progress,
               const std::stop_token& stop);

} // namespace bindery::card
