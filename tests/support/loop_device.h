// SPDX-License-Identifier: Apache-2.0
// A loop device of one test, detached when the test ends. Needs root.
// Errors: Internal; Busy when no free number could be had.
// Source: loop(4).
#pragma once

#include "base/error.h"
#include "base/file.h"

#include <cerrno>
#include <filesystem>
#include <string>

#include <fcntl.h>
#include <linux/loop.h>
#include <sys/ioctl.h>

namespace bindery::test
{

class LoopDevice
{
public:
    struct Options {
        bool readOnly = false;
        bool directIo = true; ///< past the cache between the loop and its file
        std::uint32_t sectorSize = 512;
    };

    explicit LoopDevice(const std::filesystem::path& file) : LoopDevice(file, Options()) {}
    LoopDevice(const std::filesystem::path& file, const Options& options)
    {
        const UniqueFd control = openFile("/dev/loop-control", O_RDWR);
        const UniqueFd backing = openFile(file, options.readOnly ? O_RDONLY : O_RDWR);
        loop_config config{};
        config.fd = static_cast<std::uint32_t>(backing.get());
        config.block_size = options.sectorSize;
        config.info.lo_flags = (options.readOnly ? std::uint32_t{LO_FLAGS_READ_ONLY} : 0U) |
                               (options.directIo ? std::uint32_t{LO_FLAGS_DIRECT_IO} : 0U);
        // Between asking for a free number and taking it another process may have taken it.
        constexpr int kTries = 100;
        for (int i = 0; i < kTries; ++i) {
            const int number = ::ioctl(control.get(), LOOP_CTL_GET_FREE);
            if (number < 0) {
                throwErrno(ErrorCode::Internal, "asking for a free loop device", errno);
            }
            m_path = "/dev/loop" + std::to_string(number);
            m_fd = openFile(m_path, options.readOnly ? O_RDONLY : O_RDWR);
            if (::ioctl(m_fd.get(), LOOP_CONFIGURE, &config) == 0) {
                return;
            }
            if (errno != EBUSY) {
                throwErrno(ErrorCode::Internal, "attaching " + file.string() + " to " + m_path.string(),
                           errno);
            }
        }
        throw Error(ErrorCode::Busy, "no free loop device could be taken");
    }
    LoopDevice(const LoopDevice&) = delete;
    LoopDevice& operator=(const LoopDevice&) = delete;
    ~LoopDevice() { ::ioctl(m_fd.get(), LOOP_CLR_FD, 0); }

    const std::filesystem::path& path() const { return m_path; }

    /// Another medium under the same number, while descriptors stay open; only of a read-only loop.
    void changeFile(const std::filesystem::path& file)
    {
        const UniqueFd backing = openFile(file, O_RDONLY);
        require("LOOP_CHANGE_FD", ::ioctl(m_fd.get(), LOOP_CHANGE_FD, backing.get()));
    }
    /// Takes over the size that the file has now.
    void takeNewSize() { require("LOOP_SET_CAPACITY", ::ioctl(m_fd.get(), LOOP_SET_CAPACITY, 0)); }

private:
    static void require(const char* what, int result)
    {
        if (result < 0) {
            throwErrno(ErrorCode::Internal, what, errno);
        }
    }

    std::filesystem::path m_path;
    UniqueFd m_fd;
};

} // namespace bindery::test
