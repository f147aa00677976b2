// SPDX-License-Identifier: Apache-2.0
// Serials of a file: one per line, or a CSV file with a column "serial". Errors: InvalidArgument when it
// holds none; those of reading it. Threads: free function.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace bindery::cli
{

/// In the order of the file.
std::vector<std::string> serialsOf(const std::filesystem::path& file);

} // namespace bindery::cli
