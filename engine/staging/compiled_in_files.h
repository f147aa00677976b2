// SPDX-License-Identifier: Apache-2.0
// The files of golden-images/unit-files, as text in the program. Threads: constant.
#pragma once

#include <span>
#include <string_view>

namespace bindery::staging
{

struct CompiledInFile {
    std::string_view name; ///< "initramfs-hook"
    std::string_view text;
};

/// By name.
std::span<const CompiledInFile> compiledInFiles();

} // namespace bindery::staging
