// SPDX-License-Identifier: Apache-2.0
// FAT volumes made and judged by dosfstools and mtools.
#pragma once

#include "base/bytes.h"

#include <filesystem>
#include <string>
#include <vector>

namespace bindery::test
{

/// An empty volume with clusters of `clusterSectors` sectors.
void makeFat(const std::filesystem::path& image, Bytes size, int bits, int clusterSectors);
void putIntoFat(const std::filesystem::path& image, const std::string& path, const std::string& content);
std::string takeFromFat(const std::filesystem::path& image, const std::string& path);
/// Fills the volume and frees every other cluster, so that whatever comes next is in pieces.
void fragmentFat(const std::filesystem::path& image, const std::filesystem::path& workFolder);
std::vector<std::byte> bytesOf(const std::filesystem::path& file);

} // namespace bindery::test
