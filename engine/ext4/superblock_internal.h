// SPDX-License-Identifier: Apache-2.0
// What is asked of a superblock before libext2fs sees it: features, state, and a geometry that bounds every
// later allocation. Errors: BadImage naming the feature or field. Source: kernel
// Documentation/filesystems/ext4, "Super Block".
#pragma once

#include "ext4/block_source.h"

#include <string>
#include <vector>

#include <ext2fs/ext2fs.h>

namespace bindery::ext4
{

void checkSuperblock(const BlockSource& source);
/// Names as tune2fs prints them; bits without a name as "FEATURE_I31".
std::vector<std::string> featureNames(const ext2_super_block& super);

} // namespace bindery::ext4
