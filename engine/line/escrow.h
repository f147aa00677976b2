// SPDX-License-Identifier: Apache-2.0
// To whose certificate the recovery keys of an order's cards are sealed. A certificate that has expired, or
// cannot encrypt, is refused here: before a card is touched. Errors: those of CmsEnvelope; Conflict when the
// order names another certificate than is wished for.
#pragma once

#include "base/cms_envelope.h"
#include "line/card_wishes.h"
#include "line/station.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace bindery::line
{

/// The certificate of the order's policy, or the `given` file; empty when there is neither, and for an order
/// that is not on record.
std::shared_ptr<const CmsEnvelope> escrowFor(Station& station, const std::string& order,
                                             const std::optional<std::filesystem::path>& given);

/// That the wishes follow the policy of their order: no card of it is made without the recovery key that it
/// is to have. Errors: Conflict.
void requireEscrowOfOrder(Station& station, const CardWishes& wishes);

} // namespace bindery::line
