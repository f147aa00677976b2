// SPDX-License-Identifier: Apache-2.0
#include "golden/source_parts.h"

#include "base/error.h"
#include "base/file.h"
#include "golden/volume_magic.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

TreeLimits limitsOf(const PartsRequest& request)
{
    TreeLimits limits;
    limits.content = request.maximumSize;
    return limits;
}

bool hasTable(int fd, const fs::path& path)
{
    std::array<std::byte, 512> sector{};
    return readFully(fd, 0, sector, path) && sector[510] == std::byte{0x55} && sector[511] == std::byte{0xaa};
}

bool isTar(const fs::path& source, const std::stop_token& stop)
{
    SourceFile file(source, {}, stop);
    try {
        ArchiveReader reader(file, {ArchiveKind::Tar, ArchiveKind::Zip, ArchiveKind::Raw});
        bool holdsEntries = true;
        try {
            // Zeros alone, as a disk may begin with, are a tar archive without an entry.
            holdsEntries = reader.next() != nullptr;
        } catch (const Error& error) {
            if (error.code() != ErrorCode::BadImage) {
                throw;
            }
        }
        return holdsEntries && reader.kind() == ArchiveKind::Tar;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::BadImage) {
            return false; // whoever reads all of it says what is wrong
        }
        throw;
    }
}

} // namespace

SourceKind kindOfSource(const fs::path& source, const std::stop_token& stop)
{
    const UniqueFd fd = openFile(source, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    struct stat facts {
    };
    if (::fstat(fd.get(), &facts) != 0) {
        throwErrno(codeOfFileErrno(errno), "reading " + source.string(), errno);
    }
    if (S_ISDIR(facts.st_mode)) {
        return SourceKind::Folder;
    }
    if (!S_ISREG(facts.st_mode) && !S_ISBLK(facts.st_mode)) {
        return SourceKind::DiskImage; // which refuses it
    }
    if (holdsExt(fd.get(), {0, UINT64_MAX}, source) && !hasTable(fd.get(), source)) {
        return SourceKind::RootFileSystem;
    }
    if (S_ISBLK(facts.st_mode)) {
        return SourceKind::Disk;
    }
    return isTar(source, stop) ? SourceKind::Tar : SourceKind::DiskImage;
}

std::unique_ptr<SourceParts> sourceParts(SourceKind kind, const PartsRequest& request)
{
    const bool ownBoot = kind == SourceKind::DiskImage || kind == SourceKind::Disk;
    if (ownBoot && !request.boot.empty()) {
        throw Error(ErrorCode::InvalidArgument, request.source.string() +
                                                    " has a boot partition of its own; leave out " +
                                                    request.boot.string());
    }
    switch (kind) {
    case SourceKind::Disk:
        return diskParts(request);
    case SourceKind::Tar:
        return treeParts(tarTree(request.source, limitsOf(request)), request);
    case SourceKind::Folder:
        return treeParts(folderTree(request.source, limitsOf(request)), request);
    case SourceKind::RootFileSystem:
        return rootFileSystemParts(request);
    case SourceKind::DiskImage:
        break;
    }
    return imageParts(request);
}

} // namespace bindery::golden
