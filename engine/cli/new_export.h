// SPDX-License-Identifier: Apache-2.0
// A new file that something is exported into: it takes no other's place, and goes again unless the export was
// whole. Errors: Conflict when the name is taken; NotFound, NeedsRoot, WriteFailed naming the file.
// Threads: a value.
#pragma once

#include "base/unique_fd.h"

#include <filesystem>

namespace bindery::cli
{

class NewExport
{
public:
    explicit NewExport(std::filesystem::path file);
    ~NewExport();
    NewExport(const NewExport&) = delete;
    NewExport& operator=(const NewExport&) = delete;

    /// Open for writing.
    const UniqueFd& fd() const { return m_fd; }
    void keep() { m_isWhole = true; }

private:
    std::filesystem::path m_file;
    UniqueFd m_fd;
    bool m_isWhole = false;
};

} // namespace bindery::cli
