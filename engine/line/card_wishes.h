// SPDX-License-Identifier: Apache-2.0
// What the cards of one run have in common: image, order, policies.
#pragma once

#include "base/cms_envelope.h"
#include "card/fill.h"
#include "card/make_card.h"
#include "card/shared_window.h"
#include "db/records.h"
#include "golden/manifest.h"
#include "golden/personality.h"
#include "golden/unit_files.h"

#include <memory>
#include <optional>
#include <string>

namespace bindery::line
{

struct CardWishes {
    golden::Manifest golden;
    std::string order = db::kStandingOrder;
    std::string actor;
    card::VerifyPolicy verify = card::VerifyPolicy::Full;
    std::optional<card::Fill> fill; ///< empty: Random for a card that holds data, else Discard
    golden::SshKeys sshKeys = golden::SshKeys::Fresh;
    golden::UnitFiles unitFiles; ///< laid over the roots
    /// What the recovery keys of the cards are sealed to (escrow.h); empty: the cards have none.
    std::shared_ptr<const CmsEnvelope> escrow;
    card::WindowLimits window;
    /// All start before the first one verifies, so that one read serves all verifies; else each joins that
    /// when it comes to it, and nobody waits for it before.
    bool startTogether = true;
};

} // namespace bindery::line
