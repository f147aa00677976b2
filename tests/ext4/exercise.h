// SPDX-License-Identifier: Apache-2.0
// Everything that is ever asked of a golden root, asked of one that may be damaged.
#pragma once

#include "ext4/block_source.h"

#include <memory>

namespace bindery::ext4::test
{

/// Reads and changes what it can. False when any step was refused with a bindery::Error; everything else that
/// goes wrong is a defect.
bool exercise(const std::shared_ptr<const BlockSource>& source);

} // namespace bindery::ext4::test
