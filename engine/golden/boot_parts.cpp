// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/file.h"
#include "golden/boot_image.h"
#include "golden/boot_parts_internal.h"
#include "golden/source_reader.h"
#include "golden/store_layout_internal.h"
#include "golden/volume_magic.h"

#include <fcntl.h>

namespace bindery::golden
{

namespace fs = std::filesystem;

std::string makeGivenBoot(const PartsRequest& request)
{
    const fs::path target = request.folder / kBootFile;
    const std::string step = "reading " + request.boot.filename().string();
    const SourceProgress report = [&](std::uint64_t done, std::uint64_t total) {
        request.say(step, done, total);
    };
    const SourceKind kind = kindOfSource(request.boot, request.stop);
    if (kind == SourceKind::DiskImage) {
        std::string digest = unpackSource(request.boot, target, kMaxBootSize, report, request.stop).digest;
        const UniqueFd fd = openFile(target, O_RDONLY);
        if (!holdsFat(fd.get(), {0, fs::file_size(target)}, target)) {
            throw Error(ErrorCode::BadImage,
                        request.boot.string() +
                            " is no boot partition; give a FAT image, a tar archive or a folder");
        }
        return digest;
    }
    if (kind != SourceKind::Tar && kind != SourceKind::Folder) {
        throw Error(ErrorCode::BadImage,
                    request.boot.string() +
                        " is no boot partition; give a FAT image, a tar archive or a folder");
    }
    TreeLimits limits;
    limits.content = kMaxBootSize;
    const std::unique_ptr<TreeSource> tree =
        kind == SourceKind::Tar ? tarTree(request.boot, limits) : folderTree(request.boot, limits);
    const fs::path files = request.folder / kBootFilesFolder;
    BootFiles boot(files, kMaxBootSize);
    std::string digest = tree->visit(boot, report, request.stop);
    boot.finish();
    if (boot.files() == 0) {
        throw Error(ErrorCode::BadImage, request.boot.string() + " holds no boot files");
    }
    makeBootImage(files, boot.size(), target);
    fs::remove_all(files);
    return digest;
}

} // namespace bindery::golden
