// SPDX-License-Identifier: Apache-2.0
#include "golden/store.h"

#include "base/error.h"
#include "base/file.h"
#include "base/sha256.h"
#include "ext4/file_system.h"
#include "golden/root_digest.h"
#include "golden/staging_folder.h"
#include "golden/store_layout_internal.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include <fcntl.h>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

[[noreturn]] void corrupt(const fs::path& file, const std::string& what)
{
    throw Error(ErrorCode::Corrupt, file.string() + " " + what + "; remove the image and stage it again");
}

bool isIdPrefix(const std::string& text)
{
    constexpr std::size_t kLeast = 6;
    return text.size() >= kLeast && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

/// An error about a file of the store says that the store is damaged, whatever the layer below calls it.
template <typename Act>
decltype(auto) asCorrupt(const fs::path& file, Act&& act)
{
    try {
        return act();
    } catch (const Error& error) {
        if (error.code() == ErrorCode::BadImage || error.code() == ErrorCode::NotFound) {
            corrupt(file, std::string("does not hold: ") + error.what());
        }
        throw;
    }
}

std::shared_ptr<const ext4::FileSource> openRoot(const fs::path& file, const Manifest& manifest)
{
    return asCorrupt(file, [&] {
        auto source = std::make_shared<const ext4::FileSource>(file);
        if (source->size() != manifest.rootSize) {
            corrupt(file, "has " + std::to_string(source->size().count()) + " bytes instead of " +
                              std::to_string(manifest.rootSize.count()));
        }
        return source;
    });
}

void requireDigest(const std::shared_ptr<const ext4::FileSource>& source, const Manifest& manifest,
                   const fs::path& file)
{
    asCorrupt(file, [&] {
        const Extents used = ext4::FileSystem::open(source).usedExtents();
        if (totalLength(used) != manifest.rootUsed || rootDigest(*source, used) != manifest.rootDigest) {
            corrupt(file, "has another content than the manifest says");
        }
    });
}

using SharedOverlay = std::shared_ptr<const ext4::Overlay>;

/// Empty when there is none, or none that holds.
SharedOverlay loadGrown(const fs::path& file, const std::shared_ptr<const ext4::FileSource>& source,
                        Bytes dataSize)
{
    try {
        SharedOverlay overlay = ext4::Overlay::load(file, source);
        return overlay->size() <= dataSize && overlay->size() >= source->size() ? overlay : nullptr;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::NotFound || error.code() == ErrorCode::Corrupt) {
            return nullptr;
        }
        throw;
    }
}

void storeGrown(const ext4::Overlay& overlay, const fs::path& file)
{
    const fs::path temporary = uniquePath(file.parent_path(), ".new-");
    try {
        overlay.save(temporary);
        const UniqueFd fd = openFile(temporary, O_RDONLY);
        flushFile(fd.get(), temporary);
        fs::rename(temporary, file);
    } catch (const fs::filesystem_error& error) {
        ::unlink(temporary.c_str());
        throwErrno(codeOfFileErrno(error.code().value()), "keeping " + file.string(), error.code().value());
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
    flushFolder(file.parent_path());
}

/// What a growing that was cut off left behind; the caller holds the image's lock.
void removeHalfMade(const fs::path& sizes)
{
    for (const fs::path& entry : entriesOf(sizes)) {
        if (entry.extension() != ".overlay") {
            std::error_code ignored;
            fs::remove_all(entry, ignored);
        }
    }
}

} // namespace

Store::Store(fs::path folder) : m_folder(std::move(folder))
{
    makeFolders(m_folder);
    StagingFolder::removeLeftovers(m_folder);
}

std::vector<Manifest> Store::list() const
{
    std::vector<Manifest> manifests;
    for (const fs::path& folder : imageFolders(m_folder)) {
        try {
            manifests.push_back(readManifest(folder));
        } catch (const Error& error) {
            if (error.code() != ErrorCode::Corrupt) {
                throw;
            }
        }
    }
    return manifests;
}

std::vector<DamagedImage> Store::damaged() const
{
    std::vector<DamagedImage> damaged;
    for (const fs::path& folder : imageFolders(m_folder)) {
        try {
            readManifest(folder);
        } catch (const Error& error) {
            damaged.push_back({folder, error.what()});
        }
    }
    return damaged;
}

Manifest Store::find(const std::string& name) const
{
    const std::vector<Manifest> all = list();
    std::vector<Manifest> found;
    const auto collect = [&](const auto& fits) {
        std::copy_if(all.begin(), all.end(), std::back_inserter(found), fits);
    };
    collect(
        [&](const Manifest& manifest) { return manifest.name == name || manifest.directoryName() == name; });
    if (found.empty() && isIdPrefix(name)) {
        collect([&](const Manifest& manifest) { return manifest.id.rfind(name, 0) == 0; });
    }
    const auto namesOf = [](const std::vector<Manifest>& manifests) {
        std::string names;
        for (const Manifest& manifest : manifests) {
            names += (names.empty() ? "" : ", ") + manifest.directoryName();
        }
        return names;
    };
    if (found.size() > 1) {
        throw Error(ErrorCode::Conflict, "\"" + name + "\" means more than one golden image: " +
                                             namesOf(found) + "; give one of these");
    }
    if (found.size() == 1) {
        return found.front();
    }
    for (const DamagedImage& image : damaged()) {
        const std::string folder = image.folder.filename().string();
        if (folder == name || folder.rfind(name + "@", 0) == 0) {
            throw Error(ErrorCode::Corrupt, image.why + "; remove the folder " + image.folder.string() +
                                                " and stage the image again");
        }
    }
    throw Error(ErrorCode::NotFound,
                "no golden image \"" + name + "\"; there are: " + (all.empty() ? "none" : namesOf(all)));
}

fs::path Store::folderOf(const Manifest& manifest) const
{
    return m_folder / manifest.directoryName();
}

void Store::approve(const Manifest& manifest, const Approval& approval)
{
    amend(manifest, [&](Manifest& current) { current.approval = approval; });
}

void Store::keepProof(const Manifest& manifest, const Proof& proof)
{
    amend(manifest, [&](Manifest& current) { current.proof = proof; });
}

void Store::amend(const Manifest& manifest, const std::function<void(Manifest&)>& act)
{
    const LockFile storeLock = lockStore(m_folder);
    const fs::path folder = folderOf(manifest);
    Manifest current = readManifest(folder);
    if (current.id != manifest.id) {
        throw Error(ErrorCode::Conflict, folder.string() + " is another image now; look at it again first");
    }
    act(current);
    Json json = toJson(current);
    manifestFromJson(json); // what could not be read back is refused here
    replaceFile(folder / kManifestFile, asBytes(json.dump(2) + "\n"));
}

void Store::verify(const Manifest& manifest) const
{
    const fs::path folder = folderOf(manifest);
    if (readManifest(folder).id != manifest.id) {
        corrupt(folder / kManifestFile, "is of another image");
    }
    boot(manifest);
    const fs::path rootFile = folder / kRootFile;
    const auto source = openRoot(rootFile, manifest);
    requireDigest(source, manifest, rootFile);
    for (const fs::path& entry : entriesOf(folder / kSizesFolder)) {
        if (entry.extension() == ".overlay") {
            asCorrupt(entry,
                      [&] { ext4::FileSystem::open(SharedOverlay(ext4::Overlay::load(entry, source))); });
        }
    }
}

void Store::remove(const Manifest& manifest)
{
    const fs::path gone = uniquePath(m_folder, kRemovedPrefix);
    {
        const LockFile storeLock = lockStore(m_folder);
        const fs::path folder = folderOf(manifest);
        if (!fs::is_directory(folder)) {
            throw Error(ErrorCode::NotFound, "no golden image " + manifest.directoryName());
        }
        const auto imageLock = LockFile::tryAcquire(folder / kImageLockFile);
        if (!imageLock) {
            throw Error(ErrorCode::Busy,
                        "golden image " + manifest.directoryName() + " is being grown to a size; try again");
        }
        if (::rename(folder.c_str(), gone.c_str()) != 0) {
            throwErrno(codeOfFileErrno(errno), "removing " + folder.string(), errno);
        }
        flushFolder(m_folder);
    }
    // Cut off here, the rest is removed by whoever opens the store next.
    std::error_code error;
    fs::remove_all(gone, error);
}

GoldenRoot Store::root(const Manifest& manifest, Bytes dataSize) const
{
    if (dataSize < manifest.rootSize) {
        throw Error(ErrorCode::TooSmall, "golden image " + manifest.directoryName() + " needs " +
                                             humanSize(manifest.rootSize) + " for its root, the medium has " +
                                             humanSize(dataSize));
    }
    const fs::path folder = folderOf(manifest);
    const fs::path sizes = folder / kSizesFolder;
    const fs::path file = sizes / (std::to_string(dataSize.count()) + ".overlay");
    GoldenRoot root;
    // Read whole before every batch: a root that rotted or was altered since staging must not reach a card
    // under the golden image's name. A source of its own, so that the batch's reads are counted alone.
    root.file = openRoot(folder / kRootFile, manifest); // first, so that it notices every later change
    requireDigest(openRoot(folder / kRootFile, manifest), manifest, folder / kRootFile);
    root.grown = loadGrown(file, root.file, dataSize);
    if (!root.grown) {
        const LockFile imageLock = LockFile::acquire(folder / kImageLockFile);
        root.grown = loadGrown(file, root.file, dataSize); // by the one we waited for
        if (!root.grown) {
            makeFolders(sizes);
            removeHalfMade(sizes);
            const SharedOverlay made = ext4::grow(folder / kRootFile, root.file, dataSize, sizes);
            storeGrown(*made, file);
            root.grown = made;
        }
    }
    const ext4::FileSystem fileSystem = ext4::FileSystem::open(root.grown);
    root.blockSize = fileSystem.facts().blockSize;
    root.used = fileSystem.usedExtents();
    return root;
}

std::vector<std::byte> Store::boot(const Manifest& manifest) const
{
    const fs::path file = folderOf(manifest) / kBootFile;
    return asCorrupt(file, [&] {
        const UniqueFd fd = openFile(file, O_RDONLY);
        if (fs::file_size(file) != manifest.bootSize.count()) {
            corrupt(file, "has another size than the manifest says");
        }
        std::vector<std::byte> bytes(static_cast<std::size_t>(manifest.bootSize.count()));
        if (!readFully(fd.get(), 0, bytes, file) || Sha256::hexOf(bytes) != manifest.bootDigest) {
            corrupt(file, "has another digest than the manifest says");
        }
        return bytes;
    });
}

} // namespace bindery::golden
