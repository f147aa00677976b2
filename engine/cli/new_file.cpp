// SPDX-License-Identifier: Apache-2.0
#include "cli/new_file.h"

#include "base/error.h"
#include "base/file.h"
#include "base/uuid.h"

#include <cerrno>
#include <utility>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr mode_t kPrivateFile = 0600;

} // namespace

void requireNewFile(const std::filesystem::path& file)
{
    if (std::filesystem::exists(std::filesystem::symlink_status(file))) {
        throw Error(ErrorCode::Conflict,
                    file.string() + " exists already, and may be the only copy of other cards' secrets: "
                                    "name another file");
    }
    const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        throwErrno(codeOfFileErrno(errno),
                   "the folder " + folder.string() + " cannot take the file of secrets", errno);
    }
}

NewFile::NewFile(std::filesystem::path file, ByteView content)
    : m_file(std::move(file)), m_unnamed(m_file.string() + ".new-" + Uuid::random().text())
{
    replaceFile(m_unnamed, content, kPrivateFile);
}

NewFile::~NewFile()
{
    ::unlink(m_unnamed.c_str());
}

void NewFile::giveName()
{
    if (::link(m_unnamed.c_str(), m_file.c_str()) != 0) { // unlike rename(2), takes no other file's place
        throwErrno(codeOfFileErrno(errno), "naming the file of secrets " + m_file.string(), errno);
    }
    ::unlink(m_unnamed.c_str());
    flushFolder(std::filesystem::absolute(m_file).parent_path());
}

} // namespace bindery::cli
