// SPDX-License-Identifier: Apache-2.0
// A small file system in memory, over a folder, that can be filled up and made read-only. Needs root. Source:
// tmpfs(5).
#pragma once

#include "base/error.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include <sys/mount.h>

namespace bindery::test
{

class MemoryDisk
{
public:
    /// `folder` exists. `size` as tmpfs takes it: "64m".
    MemoryDisk(std::filesystem::path folder, const std::string& size) : m_folder(std::move(folder))
    {
        mountIt(0, size);
    }
    MemoryDisk(const MemoryDisk&) = delete;
    MemoryDisk& operator=(const MemoryDisk&) = delete;
    ~MemoryDisk() { ::umount2(m_folder.c_str(), MNT_DETACH); }

    void resize(const std::string& size) { mountIt(MS_REMOUNT, size); }
    /// Nobody may have a file open for writing.
    void makeReadOnly(const std::string& size) { mountIt(MS_REMOUNT | MS_RDONLY, size); }

    /// To the last block.
    void fill() const
    {
        std::ofstream stream(filler(), std::ios::binary | std::ios::app);
        const std::string part(4096, 'x');
        while (stream.write(part.data(), static_cast<std::streamsize>(part.size())).flush()) {
        }
    }
    /// Takes back what fill() took.
    void freeSpace() const { std::filesystem::remove(filler()); }

private:
    std::filesystem::path filler() const { return m_folder / "filler"; }
    void mountIt(unsigned long flags, const std::string& size) const
    {
        const std::string options = "size=" + size + ",mode=0700";
        if (::mount("bindery-test", m_folder.c_str(), "tmpfs", flags, options.c_str()) != 0) {
            throwErrno(ErrorCode::NeedsRoot, "mounting a file system in memory", errno);
        }
    }

    const std::filesystem::path m_folder;
};

} // namespace bindery::test
