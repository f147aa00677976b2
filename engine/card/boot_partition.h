// SPDX-License-Identifier: Apache-2.0
// The boot partition of one card: the golden one byte for byte, but for the patch points. Written and
// compared in chunks; no FAT code runs here. Errors: those of the golden file and the medium; Cancelled.
#pragma once

#include "card/card_plan.h"
#include "card/card_progress.h"
#include "card/verify_report.h"
#include "device/medium.h"

#include <stop_token>

namespace bindery::card
{

void writeBoot(device::Medium& medium, const golden::Manifest& manifest, const golden::CardGeometry& geometry,
               const std::map<std::string, std::string>& patchFields, const ext4::BlockSource& boot,
               CardProgress& progress, const std::stop_token& stop);

RegionReport verifyBoot(device::Medium& medium, const golden::Manifest& manifest,
                        const golden::CardGeometry& geometry,
                        const std::map<std::string, std::string>& patchFields, const ext4::BlockSource& boot,
                        CardProgress& progress, const std::stop_token& stop);

} // namespace bindery::card
