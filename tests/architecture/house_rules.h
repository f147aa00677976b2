// SPDX-License-Identifier: Apache-2.0
// The rules of the house as a function over its text files: which room may include which, which room owns
// which library, what every source file carries, and that no source file is left out of the build. Source:
// design/architecture.md, "Direction". Rooms that do not exist yet are in the table already.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace bindery::architecture
{

struct TextFile {
    std::string path; ///< from the top of the tree, with '/': "engine/card/plan.cpp"
    std::string text;
};

struct Violation {
    std::string path;
    std::size_t line = 0; ///< from 1; 0 when the whole file is meant
    std::string rule; ///< short name of the broken rule: "direction", "library", "qt", "public-header", ...
    std::string message; ///< what is wrong and the cure
};

std::vector<Violation> checkHouse(const std::vector<TextFile>& files);

/// Every text file of the tree that a rule is about: sources, headers, scripts and CMakeLists.txt of the
/// rooms.
std::vector<TextFile> readHouse(const std::filesystem::path& top);

std::string describe(const Violation& violation);

} // namespace bindery::architecture
