// SPDX-License-Identifier: Apache-2.0
#include "cli/new_export.h"

#include "base/error.h"
#include "base/file.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr mode_t kReadableByAll = 0644; // as the umask of whoever exports allows

UniqueFd create(const std::filesystem::path& file)
{
    UniqueFd fd(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kReadableByAll));
    if (!fd && errno == EEXIST) {
        throw Error(ErrorCode::Conflict, file.string() + " exists already: name a new file");
    }
    if (!fd) {
        throwErrno(codeOfFileErrno(errno), "making " + file.string(), errno);
    }
    return fd;
}

} // namespace

NewExport::NewExport(std::filesystem::path file) : m_file(std::move(file)), m_fd(create(m_file)) {}

NewExport::~NewExport()
{
    if (!m_isWhole) {
        ::unlink(m_file.c_str());
    }
}

} // namespace bindery::cli
