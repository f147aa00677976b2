// SPDX-License-Identifier: Apache-2.0
// Makes a golden image out of a source: read, check, cut out, shrink, map, digest, list.
// Errors: BadImage saying what is wrong with the source and where; NotFound; NotEligible for a disk in use;
// InvalidArgument; Conflict (also a source that changes while it is read); WriteFailed (full disk);
// Cancelled. After an error nothing is left behind. Threads: free function; many may stage into one store at
// once, from many processes.
#pragma once

#include "base/clock.h"
#include "golden/manifest.h"
#include "golden/recipe.h"
#include "golden/store.h"
#include "golden/system_change.h"

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
    /// A disk image (plain, compressed, in a zip archive), a card or disk, a tar archive, a folder, or a root
    /// file system alone.
    std::filesystem::path source;
    Recipe recipe;
    std::string name;                  ///< empty: from the source's file name
    std::filesystem::path boot = {};   ///< of a source without one: a FAT image, a tar archive or a folder
    Bytes maximumImageSize = gib(256); ///< unpacked; more is taken for an attack
    SystemChange* change = nullptr;    ///< borrowed; needed by a recipe with a table [unit], and by no other
    /// What the source is called, for a source whose path says nothing; empty: the path's last element.
    std::string sourceName = {};

    std::string calledSource() const { return sourceName.empty() ? source.filename().string() : sourceName; }
};

/// Restaging what is listed already (same content, recipe and change) gives the listed image back; so does a
/// root file system that was staged before.
Manifest stage(Store& store, const StageRequest& request, const Clock& clock,
               const std::function<void(const StageProgress&)>& report = {},
               const std::stop_token& stop = {});

} // namespace bindery::golden
