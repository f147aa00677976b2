// SPDX-License-Identifier: Apache-2.0
#include "staging/disk_room.h"

#include "base/error.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <sys/stat.h>
#include <sys/statvfs.h>

namespace bindery::staging
{

namespace fs = std::filesystem;

namespace
{

constexpr std::chrono::seconds kBetweenLooks{1};

} // namespace

DiskRoom::DiskRoom(fs::path changes, std::string program, const RoomLimits& limits)
    : m_changes(std::move(changes)), m_program(std::move(program)), m_limits(limits),
      m_nextLook(std::chrono::steady_clock::now() + kBetweenLooks)
{
    checkDisk();
}

void DiskRoom::check()
{
    checkDisk();
    const auto now = std::chrono::steady_clock::now();
    if (now >= m_nextLook) {
        checkFiles();
        m_nextLook = now + kBetweenLooks;
    }
}

void DiskRoom::checkAll()
{
    checkDisk();
    checkFiles();
}

void DiskRoom::checkDisk() const
{
    struct statvfs facts {
    };
    if (::statvfs(m_changes.c_str(), &facts) != 0) {
        throwErrno(ErrorCode::Internal, "asking for the free room of " + m_changes.string(), errno);
    }
    const Bytes free(std::uint64_t{facts.f_bavail} * facts.f_frsize);
    const bool countsFiles = facts.f_files != 0;
    if (free < m_limits.keptFree || (countsFiles && facts.f_favail < m_limits.keptFreeFiles)) {
        throw Error(ErrorCode::WriteFailed,
                    "the disk of " + m_changes.string() + " has " + humanSize(free) + " left" +
                        (free < m_limits.keptFree
                             ? ""
                             : " and room for " + std::to_string(facts.f_favail) + " files") +
                        " while " + m_program +
                        " of the image runs, which is kept for the records; make room there, and look at the "
                        "image where you have not made it");
    }
}

void DiskRoom::checkFiles() const
{
    std::uint64_t size = 0;
    std::uint64_t files = 0;
    std::error_code gone; // files come and go under our eyes
    for (fs::recursive_directory_iterator at(m_changes, gone), end; !gone && at != end; at.increment(gone)) {
        struct stat facts {
        };
        if (::lstat(at->path().c_str(), &facts) != 0) {
            continue;
        }
        constexpr std::uint64_t kBlock = 512; // stat(2)
        size += static_cast<std::uint64_t>(facts.st_blocks) * kBlock / facts.st_nlink;
        ++files;
        if (Bytes(size) > m_limits.written || files > m_limits.files) {
            throw Error(
                ErrorCode::BadImage,
                m_program + " of the image wrote more than " +
                    (files > m_limits.files ? std::to_string(m_limits.files) + " files"
                                            : humanSize(m_limits.written)) +
                    " and was stopped: no system needs that for its initramfs; look at what its hooks do");
        }
    }
}

} // namespace bindery::staging
