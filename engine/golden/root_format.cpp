// SPDX-License-Identifier: Apache-2.0
#include "golden/root_format.h"

#include <charconv>

namespace bindery::golden
{

namespace
{

/// The number before the first dot; 0 where there is none.
int mainVersion(const std::string& version)
{
    int number = 0;
    std::from_chars(version.data(), version.data() + version.size(), number);
    return number;
}

} // namespace

std::vector<std::string> rootFeatures(const SystemFacts& system)
{
    // What every supported release makes by default (e2fsprogs 1.44, Linux 4.15 and later); with the
    // checksums' seed, for each card gets a UUID of its own.
    std::vector<std::string> features{
        "has_journal", "ext_attr",  "resize_inode", "dir_index",     "filetype",
        "extent",      "64bit",     "flex_bg",      "sparse_super",  "large_file",
        "huge_file",   "dir_nlink", "extra_isize",  "metadata_csum", "metadata_csum_seed"};
    const int version = mainVersion(system.version);
    const bool debian = system.id == "debian" || system.id == "raspbian";
    // On by default since e2fsprogs 1.47, which Debian 12 left off; older kernels mount no such root.
    if ((debian && version >= 13) || (system.id == "ubuntu" && version >= 24)) {
        features.emplace_back("orphan_file");
    }
    return features;
}

} // namespace bindery::golden
