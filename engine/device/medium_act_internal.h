// SPDX-License-Identifier: Apache-2.0
// What every medium asks of an act before it happens.
#pragma once

#include "device/medium.h"

#include <string>
#include <string_view>

namespace bindery::device
{

/// "writing /dev/sda at offset 4096"
std::string nameOfAct(std::string_view act, const MediumFacts& facts, std::uint64_t offset);

/// Errors: InvalidArgument when offset, length or memory are not aligned, or the act does not end on the
/// medium.
void checkAct(std::string_view act, const MediumFacts& facts, Extent extent, const void* memory);

} // namespace bindery::device
