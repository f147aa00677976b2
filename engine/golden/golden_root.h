// SPDX-License-Identifier: Apache-2.0
// A golden root grown to one exact data size, read by many cards at once; and a unit's personality over it.
// Threads: const after making; read by many threads.
#pragma once

#include "base/bytes.h"
#include "ext4/overlay.h"

#include <memory>

namespace bindery::golden
{

struct GoldenRoot {
    std::shared_ptr<const ext4::FileSource>
        file; ///< root.ext4; its counter tells how often the golden root was read
    std::shared_ptr<const ext4::Overlay>
        grown;                   ///< the file plus what growing changed; size is the file system's
    std::uint32_t blockSize = 0; ///< of the ext4
    Extents used;                ///< of the grown root, exact
};

} // namespace bindery::golden
