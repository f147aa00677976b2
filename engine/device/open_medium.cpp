// SPDX-License-Identifier: Apache-2.0
#include "device/open_medium.h"

#include "base/error.h"
#include "base/file.h"
#include "device/media_internal.h"

#include <cerrno>

namespace bindery::device
{

std::unique_ptr<Medium> openForReading(const std::filesystem::path& path)
{
    struct stat state {
    };
    if (::stat(path.c_str(), &state) != 0) {
        throwErrno(codeOfFileErrno(errno), "opening " + path.string(), errno);
    }
    if (S_ISBLK(state.st_mode)) {
        return openBlockDeviceForReading(path);
    }
    if (!S_ISREG(state.st_mode)) {
        throw Error(ErrorCode::InvalidArgument,
                    path.string() + " is neither an image file nor a block device; name one of these");
    }
    return openFileForReading(path, FileCaching::AvoidIfPossible);
}

std::unique_ptr<Medium> createImageFile(const std::filesystem::path& path, Bytes size, bool overwrite)
{
    return createImageFile(path, size, overwrite, FileCaching::AvoidIfPossible);
}

} // namespace bindery::device
