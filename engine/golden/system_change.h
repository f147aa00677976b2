// SPDX-License-Identifier: Apache-2.0
// What staging does to a system once before it becomes golden, beyond cutting it out: putting in what lets
// its units bind. Errors: those of the implementation; after one nothing of the image is kept. Threads: one
// object serves one act of staging at a time.
#pragma once

#include "golden/manifest.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace bindery::golden
{

/// The work copies, and a folder for what is made on the way; the folder goes with the act of staging.
struct SystemPlace {
    std::filesystem::path root; ///< a whole ext4 in a file
    std::filesystem::path boot; ///< a whole FAT volume in a file
    std::filesystem::path folder;
    const std::function<void(const std::string& step, std::uint64_t done, std::uint64_t total)>& say;
    const std::stop_token& stop;
};

class SystemChange
{
public:
    virtual ~SystemChange() = default;
    /// What is put in, by digests, known before anything is done: an image that was staged with something
    /// else is another image.
    virtual Binds binds() const = 0;
    /// Gives every initramfs of the boot partition that was rebuilt and checked.
    virtual std::vector<CheckedInitramfs> apply(const SystemPlace& place) = 0;
};

} // namespace bindery::golden
