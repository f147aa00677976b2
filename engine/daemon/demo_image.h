// SPDX-License-Identifier: Apache-2.0
// The system that the demo's cards carry: a small Debian-like tree, no kernel, of a size that takes a moment
// to write. Made anew, byte for byte the same, without root and without mounting anything. Errors:
// WriteFailed. Threads: free functions.
#pragma once

#include "golden/recipe.h"

#include <filesystem>

namespace bindery::daemon
{

/// How it is staged: demo = true, its units bind a simulated module.
golden::Recipe demoRecipe();
/// Its root file system, in a new file.
void writeDemoRoot(const std::filesystem::path& file);
/// Its boot files, in a new folder.
void writeDemoBoot(const std::filesystem::path& folder);

} // namespace bindery::daemon
