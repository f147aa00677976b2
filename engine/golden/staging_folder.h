// SPDX-License-Identifier: Apache-2.0
// The folder .staging-* in a golden store in which one image is made; listed by renaming it, or removed with
// all it holds. Errors: WriteFailed, NeedsRoot, Conflict. Threads: one object belongs to one thread; many may
// exist in many processes.
#pragma once

#include "base/lock_file.h"
#include "golden/manifest.h"

#include <filesystem>
#include <optional>

namespace bindery::golden
{

class StagingFolder
{
public:
    explicit StagingFolder(std::filesystem::path store);
    StagingFolder(const StagingFolder&) = delete;
    StagingFolder& operator=(const StagingFolder&) = delete;
    ~StagingFolder();

    const std::filesystem::path& path() const { return m_path; }
    /// Flushes the files, writes the manifest and lists the image. When the same image (same id) was listed
    /// meanwhile, gives that one's manifest back and removes this folder.
    Manifest publish(const Manifest& manifest);

    /// Removes the folders whose makers are gone, as far as the caller's rights go.
    static void removeLeftovers(const std::filesystem::path& store);

private:
    std::filesystem::path m_store;
    std::filesystem::path m_path;
    std::optional<LockFile> m_lock;
};

} // namespace bindery::golden
