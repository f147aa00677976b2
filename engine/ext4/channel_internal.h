// SPDX-License-Identifier: Apache-2.0
// The io_channel through which libext2fs sees a block source or an overlay.
// Errors: an exception must not fly through C frames, so it waits in the Channel until check() throws it.
// Threads: one Channel belongs to one thread; channels share nothing.
// Source: libext2fs (ext2fs/ext2_io.h).
#pragma once

#include "ext4/overlay.h"

#include <cstdint>
#include <exception>
#include <string>

#include <ext2fs/ext2fs.h>

namespace bindery::ext4
{

class Channel
{
public:
    /// `overlay` takes the writes; without one every write is refused.
    Channel(const BlockSource& source, Overlay* overlay) : m_source(source), m_overlay(overlay) {}
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    static io_manager manager();
    /// What ext2fs_open2 hands to the manager: it passes a name only, so the name says where this object is.
    std::string name() const;

    /// A damaged tree of extents or directories can be walked for ever; every walk reads, so reads are
    /// counted.
    void allowReads(std::uint64_t count) { m_readsLeft = count; }
    /// Throws what a callback had to keep to itself, else BadImage with libext2fs' own words, unless `code`
    /// is 0.
    void check(errcode_t code, const std::string& what);

    errcode_t read(std::uint64_t offset, ByteSpan out) noexcept;
    errcode_t write(std::uint64_t offset, ByteView bytes) noexcept;
    std::uint64_t size() const { return m_source.size().count(); }
    bool writable() const { return m_overlay != nullptr; }

private:
    const BlockSource& m_source;
    Overlay* m_overlay;
    std::uint64_t m_readsLeft = 0;
    bool m_exhausted = false;
    std::exception_ptr m_pending;
};

} // namespace bindery::ext4
