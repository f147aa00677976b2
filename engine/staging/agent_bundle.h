// SPDX-License-Identifier: Apache-2.0
// The agent of units for one kind of processor: bindery-unit with its own loader and libraries, as the build
// makes it in a folder. Units: bytes. Errors: NotFound with the cure when there is none; BadImage for a
// folder that is none. Threads: free functions.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace bindery::staging
{

struct BundleFile {
    std::string name; ///< without folders
    std::string content;
    bool executable = false;
};

struct AgentBundle {
    std::vector<BundleFile> files; ///< by name
    std::string digest;            ///< SHA-256 hex over names, modes and contents
};

AgentBundle readBundle(const std::filesystem::path& folder);
/// Where the agents of all architectures may lie, the likeliest first: what BINDERY_UNIT_BUNDLES names,
/// beside the program, where a package puts them.
std::vector<std::filesystem::path> bundlePlaces();
/// In the folder ARCHITECTURE of the first of `places` that has one.
std::filesystem::path findBundle(const std::vector<std::filesystem::path>& places,
                                 const std::string& architecture);

} // namespace bindery::staging
