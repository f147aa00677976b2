// SPDX-License-Identifier: Apache-2.0
// A file that leaves the station with an act on record: it is on the disk, under another name, before the act
// is recorded, and gets its name after. So nothing leaves unrecorded, and nothing is recorded that never
// left. Readable by its owner only; it takes no other file's place. Errors: Conflict when the name is taken;
// NotFound, NeedsRoot, WriteFailed naming the file.
#pragma once

#include "base/bytes.h"

#include <filesystem>

namespace bindery::cli
{

/// What can be checked before there is anything to write: the name is free, its folder can be written.
void requireNewFile(const std::filesystem::path& file);

class NewFile
{
public:
    NewFile(std::filesystem::path file, ByteView content);
    /// Removes what has no name yet.
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    void giveName();

private:
    std::filesystem::path m_file;
    std::filesystem::path m_unnamed;
};

} // namespace bindery::cli
