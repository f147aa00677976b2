// SPDX-License-Identifier: Apache-2.0
// Makes a medium forget what it was: tables, signatures, LUKS headers with their keyslots (of a header where
// the new one will lie: the metadata, without which no keyslot opens). What is zero already is not written
// again. The rest is left to the fill. Errors: those of the medium; Cancelled.
#pragma once

#include "card/card_progress.h"
#include "device/medium.h"
#include "golden/geometry.h"

#include <stop_token>

namespace bindery::card
{

void destroyOldContent(device::Medium& medium, const golden::CardGeometry& geometry, CardProgress& progress,
                       const std::stop_token& stop);

} // namespace bindery::card
