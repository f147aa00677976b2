// SPDX-License-Identifier: Apache-2.0
// What a program of an image may take of the state disk, which records, keys and golden images share: so much
// in files of its own, and never the last room there is. Files that it holds open without a name count for
// the second only. Errors: BadImage when it wrote too much; WriteFailed when the disk has too little room
// left, whoever took it; Internal. Threads: belongs to one thread.
#pragma once

#include "base/bytes.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace bindery::staging
{

struct RoomLimits {
    Bytes written = gib(8); ///< in the files that it made or changed
    std::uint64_t files = 200'000;
    Bytes keptFree = mib(512);            ///< of the disk
    std::uint64_t keptFreeFiles = 10'000; ///< of a disk that has a fixed number
};

class DiskRoom
{
public:
    /// `changes` is the folder that takes what `program` writes.
    DiskRoom(std::filesystem::path changes, std::string program, const RoomLimits& limits);

    /// Looks at the disk each time, at the files each second.
    void check();
    /// At the end, at both.
    void checkAll();

private:
    void checkDisk() const;
    void checkFiles() const;

    std::filesystem::path m_changes;
    std::string m_program;
    RoomLimits m_limits;
    std::chrono::steady_clock::time_point m_nextLook;
};

} // namespace bindery::staging
