// SPDX-License-Identifier: Apache-2.0
// A whole disk image (MBR, FAT boot, ext4 root) made of a small golden's parts, as a source for staging.
#pragma once

#include "support/small_golden.h"

#include <filesystem>

namespace bindery::test
{

void writeSmallImage(const SmallGolden& golden, const std::filesystem::path& path);

} // namespace bindery::test
