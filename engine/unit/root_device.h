// SPDX-License-Identifier: Apache-2.0
// Which partition holds the encrypted root. Errors: NotFound with the cure. Threads: free function. Source:
// Documentation/ABI/testing/sysfs-block-dm (dm/name), sysfs-block (slaves).
#pragma once

#include <filesystem>
#include <string>

namespace bindery::unit
{

inline constexpr const char* kRootMapping = "cryptrfs";
inline constexpr const char* kRootLabel = "cryptroot";

/// `named` when it is not empty; else what the open mapping cryptrfs lies on; else the partition labelled
/// cryptroot. Tests have a tree of their own below `systemRoot`.
std::filesystem::path findRootDevice(const std::string& named, const std::filesystem::path& systemRoot = "/");

} // namespace bindery::unit
