// SPDX-License-Identifier: Apache-2.0
// The two parts of a golden image, boot partition and root, made out of whatever the source is: a disk image,
// a card or disk, a tar archive, a folder, a root file system alone. Errors: BadImage saying what is wrong
// with the source and where; NotFound; NeedsRoot; NotEligible for a disk that is in use; WriteFailed;
// Cancelled. Threads: one object belongs to one thread.
#pragma once

#include "golden/recipe.h"
#include "golden/tree_source.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace bindery::golden
{

/// Boot partitions are held in memory whenever cards are made.
constexpr Bytes kMaxBootSize = gib(2);

enum class SourceKind { DiskImage, Disk, Tar, Folder, RootFileSystem };

/// What lies at the path. What cannot be told is taken for an image.
SourceKind kindOfSource(const std::filesystem::path& source, const std::stop_token& stop);

/// What making the parts needs to know. All is borrowed.
struct PartsRequest {
    const std::filesystem::path& source;
    std::string called;                ///< the source, for people: its path may say nothing
    const std::filesystem::path& boot; ///< a tar archive, folder or FAT image; empty: the source has it
    const Recipe& recipe;
    Bytes maximumSize;                   ///< unpacked
    const std::filesystem::path& folder; ///< that the parts are made in
    std::function<void(const std::string& step, std::uint64_t done, std::uint64_t total)> say;
    const std::stop_token& stop;
};

class SourceParts
{
public:
    virtual ~SourceParts() = default;
    /// SHA-256 (hex) of the source; what is listed with this digest already need not be made.
    virtual std::string digest() = 0;
    /// Makes kBootFile and kRootFile in the folder. Called once, after digest(). Gives the type of the boot
    /// partition.
    virtual std::string make() = 0;
};

std::unique_ptr<SourceParts> sourceParts(SourceKind kind, const PartsRequest& request);

// Of each kind; chosen by sourceParts().
std::unique_ptr<SourceParts> imageParts(const PartsRequest& request);
std::unique_ptr<SourceParts> diskParts(const PartsRequest& request);
std::unique_ptr<SourceParts> treeParts(std::unique_ptr<TreeSource> tree, const PartsRequest& request);
std::unique_ptr<SourceParts> rootFileSystemParts(const PartsRequest& request);

} // namespace bindery::golden
