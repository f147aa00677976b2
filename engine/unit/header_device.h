// SPDX-License-Identifier: Apache-2.0
// The header of a card where it lies: on the encrypted partition (while the root is open too: the mapping
// starts behind it), or at the start of an image file. Reads and writes go past the page cache where the file
// system can do that (open(2), O_DIRECT), else the pages are dropped before each read. Errors: NotFound,
// NeedsRoot as base/file.h; BadImage when it ends before the header does; InvalidArgument for what is neither
// device nor file. Threads: one object belongs to one thread.
#pragma once

#include "base/unique_fd.h"
#include "unit/header_medium.h"

#include <filesystem>

namespace bindery::unit
{

class HeaderDevice : public HeaderMedium
{
public:
    enum class Access { ReadOnly, ReadWrite };
    HeaderDevice(std::filesystem::path path, Access access);

    void read(std::uint64_t offset, ByteSpan out) override;
    void write(std::uint64_t offset, ByteView bytes) override;
    void flush() override;

private:
    std::filesystem::path m_path;
    UniqueFd m_fd;
    bool m_direct = true;
};

} // namespace bindery::unit
