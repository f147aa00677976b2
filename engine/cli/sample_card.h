// SPDX-License-Identifier: Apache-2.0
// A card that goes to nobody: made from a golden image into a file as every card is, but on no record, and
// its transport secret is in memory only. Errors: as makeCard. Threads: one call, which works on a thread of
// its own while `show` is called in this one.
#pragma once

#include "base/secret_buffer.h"
#include "base/uuid.h"
#include "card/card_progress.h"
#include "golden/manifest.h"
#include "line/station.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace bindery::cli
{

struct SampleCard {
    std::filesystem::path file;
    Uuid luksUuid;
    Extent boot; ///< where its boot partition lies
    std::string profileDigest;
    SecretBuffer secret; ///< of keyslot 0
};

SampleCard makeSampleCard(line::Station& station, const golden::Manifest& manifest,
                          const std::filesystem::path& folder,
                          const std::function<void(const card::ProgressSeen&)>& show,
                          const std::stop_token& stop);

} // namespace bindery::cli
