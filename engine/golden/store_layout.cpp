// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/file.h"
#include "base/random.h"
#include "golden/store_layout_internal.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace bindery::golden
{

namespace fs = std::filesystem;

LockFile lockStore(const fs::path& store)
{
    return LockFile::acquire(store / ".lock");
}

fs::path uniquePath(const fs::path& store, const char* prefix)
{
    std::array<std::byte, 8> unique{};
    fillRandom(unique);
    return store / (prefix + toHex(unique));
}

Manifest readManifest(const fs::path& imageFolder)
{
    const fs::path path = imageFolder / kManifestFile;
    try {
        Manifest manifest = manifestFromJson(parseJson(readTextFile(path, mib(4)), "manifest"));
        if (manifest.directoryName() != imageFolder.filename().string()) {
            throw Error(ErrorCode::Corrupt, "manifest: it is of " + manifest.directoryName());
        }
        return manifest;
    } catch (const Error& error) {
        // Without the right to read it, nothing is known to be wrong with it.
        const ErrorCode code =
            error.code() == ErrorCode::NeedsRoot ? ErrorCode::NeedsRoot : ErrorCode::Corrupt;
        throw Error(code, "golden image " + imageFolder.filename().string() + ": " + error.what());
    }
}

std::vector<fs::path> entriesOf(const fs::path& folder)
{
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        entries.push_back(entry->path());
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        throwErrno(codeOfFileErrno(error.value()), "listing " + folder.string(), error.value());
    }
    std::sort(entries.begin(), entries.end());
    return entries;
}

std::vector<fs::path> imageFolders(const fs::path& store)
{
    std::vector<fs::path> folders = entriesOf(store);
    std::error_code ignored;
    folders.erase(std::remove_if(folders.begin(), folders.end(),
                                 [&](const fs::path& path) {
                                     return path.filename().string().front() == '.' ||
                                            !fs::is_directory(path, ignored);
                                 }),
                  folders.end());
    return folders;
}

} // namespace bindery::golden
