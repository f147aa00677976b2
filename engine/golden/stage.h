// SPDX-License-Identifier: Apache-2.0
// Makes a golden image out of a source: read, check, cut out, shrink, map, digest, list.
// Errors: BadImage saying what is wrong with the source and where; NotFound; Conflict; WriteFailed (full
// disk); Cancelled. After an error nothing is left behind. Threads: free function; many may stage into one
// store at once, from many processes.
#pragma once

#include "base/clock.h"
#include "golden/manifest.h"
#include "golden/recipe.h"
#include "golden/store.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace bindery::golden
{

struct StageProgress {
    std::string step;        ///< for people: "reading debian.img.xz"
    std::uint64_t done = 0;  ///< bytes
    std::uint64_t total = 0; ///< bytes; 0 when unknown
};

struct StageRequest {
    std::filesystem::path source;
    Recipe recipe;
    std::string name;                  ///< empty: from the source's file name
    Bytes maximumImageSize = gib(256); ///< unpacked; more is taken for an attack
};

/// Restaging what is listed already (same content and recipe) gives the listed image back.
Manifest stage(Store& store, const StageRequest& request, const Clock& clock,
               const std::function<void(const StageProgress&)>& report = {},
               const std::stop_token& stop = {});

} // namespace bindery::golden
