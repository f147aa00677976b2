// SPDX-License-Identifier: Apache-2.0
// What the cards of one run have in common: image, order, policies.
#pragma once

#include "card/fill.h"
#include "card/make_card.h"
#include "card/shared_window.h"
#include "db/records.h"
#include "golden/manifest.h"
#include "golden/personality.h"
#include "golden/unit_files.h"

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
    card::WindowLimits window;
};

} // namespace bindery::line
