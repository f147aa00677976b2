// SPDX-License-Identifier: Apache-2.0
// Small acts on whole files that survive a power cut.
// Errors: NotFound, NeedsRoot (EACCES, EPERM), Busy, WriteFailed (full disk, I/O), each naming the path.
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "base/unique_fd.h"

#include <filesystem>
#include <optional>
#include <string>

#include <sys/types.h>

namespace bindery
{

/// open(2) with O_CLOEXEC added.
UniqueFd openFile(const std::filesystem::path& path, int flags, mode_t mode = 0644);
/// At most `limit` bytes: a larger file is an error (BadImage), for it is not what was expected.
std::string readTextFile(const std::filesystem::path& path, Bytes limit = mib(16));
/// Written under another name, flushed, renamed, folder flushed: after a power cut either the old or the new.
void replaceFile(const std::filesystem::path& path, ByteView content, mode_t mode = 0644);
void flushFile(int fd, const std::filesystem::path& path);
void flushFolder(const std::filesystem::path& folder);
/// Makes missing folders with `mode` (umask does not apply).
void makeFolders(const std::filesystem::path& folder, mode_t mode = 0755);
/// Fills `out` from `offset`; false when the file ends before.
bool readFully(int fd, std::uint64_t offset, ByteSpan out, const std::filesystem::path& path);
void writeFully(int fd, std::uint64_t offset, ByteView bytes, const std::filesystem::path& path);
/// The code that fits an errno of a file operation.
ErrorCode codeOfFileErrno(int errnoValue);

} // namespace bindery
