// SPDX-License-Identifier: Apache-2.0
// A name that is removed from a folder stays in the folder's block, in the slack behind its neighbour: the
// machine-id that names a journal, the address of a paired phone. Here that slack becomes zeros.
// Source: kernel Documentation/filesystems/ext4/directory.rst (linear and hash tree directories).
#pragma once

#include <ext2fs/ext2fs.h>

namespace bindery::ext4
{

/// Zeroes what no entry of the folder uses. Its hash tree, if it has one, stays.
errcode_t zeroFolderSlack(ext2_filsys fs, ext2_ino_t folder);

} // namespace bindery::ext4
