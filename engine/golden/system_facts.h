// SPDX-License-Identifier: Apache-2.0
// What system a root holds. Nothing here is needed to make a card; what cannot be told stays empty.
// Errors: as FileSystem, for a damaged one.
// Threads: free function.
// Source: os-release(5); ELF header, elf(5).
#pragma once

#include "ext4/file_system.h"

#include <string>

namespace bindery::golden
{

struct SystemFacts {
    std::string id;           ///< "debian"
    std::string version;      ///< "12"
    std::string architecture; ///< Debian's name: "arm64", "armhf", "amd64"
};

/// Id and version from the text of an os-release file.
void readOsRelease(const std::string& text, SystemFacts& facts);
SystemFacts systemFactsOf(const ext4::FileSystem& root);

} // namespace bindery::golden
