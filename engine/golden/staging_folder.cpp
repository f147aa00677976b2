// SPDX-License-Identifier: Apache-2.0
#include "golden/staging_folder.h"

#include "base/error.h"
#include "base/file.h"
#include "golden/store_layout_internal.h"

#include <cerrno>
#include <cstdio> // renameat2
#include <system_error>
#include <vector>

#include <fcntl.h>

namespace bindery::golden
{

namespace fs = std::filesystem;

StagingFolder::StagingFolder(fs::path store) : m_store(std::move(store))
{
    // Under the store's lock, for a folder without a held lock counts as left over.
    const LockFile storeLock = lockStore(m_store);
    m_path = uniquePath(m_store, kStagingPrefix);
    makeFolders(m_path);
    m_lock = LockFile::tryAcquire(m_path / kImageLockFile);
}

StagingFolder::~StagingFolder()
{
    if (!m_path.empty()) {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
}

Manifest StagingFolder::publish(const Manifest& manifest)
{
    for (const char* file : {kRootFile, kBootFile}) {
        const UniqueFd fd = openFile(m_path / file, O_RDONLY);
        flushFile(fd.get(), m_path / file);
    }
    makeFolders(m_path / kSizesFolder);
    replaceFile(m_path / kManifestFile, asBytes(toJson(manifest).dump(2) + "\n"));
    flushFolder(m_path);

    const LockFile storeLock = lockStore(m_store);
    std::optional<Manifest> listed;
    for (const fs::path& folder : imageFolders(m_store)) {
        try {
            Manifest other = readManifest(folder);
            if (other.id == manifest.id) {
                listed = std::move(other);
            }
        } catch (const Error&) {
            // A damaged neighbour is no reason to refuse a sound image.
        }
    }
    if (listed) {
        return *listed;
    }
    const fs::path target = m_store / manifest.directoryName();
    if (::renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) != 0) {
        if (errno == EEXIST) {
            throw Error(
                ErrorCode::Conflict,
                target.string() +
                    " exists and is not this image; look at it and remove the folder, or take another name");
        }
        throwErrno(codeOfFileErrno(errno), "listing " + target.string(), errno);
    }
    m_path.clear();
    flushFolder(m_store);
    return manifest;
}

void StagingFolder::removeLeftovers(const fs::path& store)
{
    try {
        const LockFile storeLock = lockStore(store);
        std::vector<fs::path> leftovers;
        for (const fs::path& entry : entriesOf(store)) {
            const std::string name = entry.filename().string();
            if (name.rfind(kRemovedPrefix, 0) == 0 ||
                (name.rfind(kStagingPrefix, 0) == 0 && LockFile::tryAcquire(entry / kImageLockFile))) {
                leftovers.push_back(entry);
            }
        }
        for (const fs::path& leftover : leftovers) {
            std::error_code ignored;
            fs::remove_all(leftover, ignored);
        }
    } catch (const Error&) {
        // Who only reads the store may lack the rights; the next who writes cleans up.
    }
}

} // namespace bindery::golden
