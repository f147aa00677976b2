// SPDX-License-Identifier: Apache-2.0
// What the firmware of a virtual machine would take out of a card's boot partition: kernel, initramfs and
// command line, for QEMU is given them as files. The content is hostile input. Units: bytes. Errors: BadImage
// naming what is missing or cannot be; NotFound and WriteFailed for the files of the station. Threads: free
// function.
#pragma once

#include "base/bytes.h"

#include <filesystem>
#include <string>

namespace bindery::staging
{

struct BootPlace {
    std::filesystem::path kernel;
    std::filesystem::path initramfs;
    std::string commandLine; ///< one line of printable ASCII
};

/// `boot`: where the partition lies in the card. The files are made in `folder`.
BootPlace takeBootPlace(const std::filesystem::path& card, const Extent& boot,
                        const std::filesystem::path& folder);

} // namespace bindery::staging
