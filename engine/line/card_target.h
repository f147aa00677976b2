// SPDX-License-Identifier: Apache-2.0
// What a person names as a card, looked at before anything is touched: may it be written at all?
// Errors: NotEligible, Conflict (a file exists; a card of this station, or with any other data), TooSmall,
// NotFound, InvalidArgument (named twice, no name); each names the target, the reason and the cure.
#pragma once

#include "base/uuid.h"
#include "card/found_content.h"
#include "db/attempt.h"
#include "device/medium.h"
#include "golden/manifest.h"
#include "golden/unit_table.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bindery::line
{

class Station;

struct Target {
    std::filesystem::path path;               ///< a new image file, or a whole block device
    std::optional<std::string> serial;        ///< empty: the next of the order's counter
    std::optional<golden::UnitRow> unit = {}; ///< what a table says of it; has the same serial
};

/// A target that may be written, and how to get hold of it. A block device is held from here on.
struct CardTarget {
    Target target;
    std::optional<std::string> slot = {}; ///< that it is in; empty where a person named it
    db::MediumSeen seen = {};
    std::function<std::unique_ptr<device::Medium>()> claim = {};
};

struct TargetWishes {
    std::optional<Bytes> fileSize; ///< of image files; empty: the smallest that holds the image
    bool overwrite = false;        ///< existing image files, and cards that hold data, may be replaced
};

/// The UUID of a LUKS2 header that is on the medium; empty when there is none that can be read.
std::optional<Uuid> headerOn(device::Medium& medium);

/// As the records call it.
db::Found toRecord(card::Found found);

std::vector<CardTarget> lookAtTargets(Station& station, const golden::Manifest& golden,
                                      const std::vector<Target>& targets, const TargetWishes& wishes);

} // namespace bindery::line
