// SPDX-License-Identifier: Apache-2.0
// Copy-on-write pages over a block source that is never touched. Two uses: the changes that growing a golden
// root to a size makes (kept in a file beside it, shared by all cards of that size), and one unit's
// personality. Units: bytes; pages of kPageSize (1 KiB: the smallest ext4 block). Errors: Corrupt when a
// stored overlay is damaged; as BlockSource. A page that equals the base is not held, and pages of zeros take
// no room, so that a root grown to a large card stays small. Threads: written by one thread; once written,
// read by many.
#pragma once

#include "ext4/block_source.h"

#include <array>
#include <map>
#include <memory>

namespace bindery::ext4
{

class Overlay : public BlockSource
{
public:
    static constexpr std::uint64_t kPageSize = 1024;

    /// Lies over `base` (kept alive by it). `size` may exceed the base's: beyond it the base reads as zeros.
    Overlay(std::shared_ptr<const BlockSource> base, Bytes size);

    Bytes size() const override { return m_size; }
    void read(std::uint64_t offset, ByteSpan out) const override;
    /// Errors: InvalidArgument beyond size().
    void write(std::uint64_t offset, ByteView bytes);

    /// Pastes the pages that touch [offset, offset + chunk) over a chunk that already holds the base's bytes.
    void paste(std::uint64_t offset, ByteSpan chunk) const;
    /// Whether any page touches the run.
    bool touches(Extent extent) const;
    /// The runs that pages cover.
    Extents extents() const;
    /// Bytes that the pages cover.
    Bytes heldBytes() const;
    const BlockSource& base() const { return *m_base; }

    /// Writes the pages into a file that holds what lies below.
    void applyTo(const std::filesystem::path& path) const;
    /// Stores the pages (not the base) in a file with a digest; load() checks it.
    void save(const std::filesystem::path& path) const;
    static std::unique_ptr<Overlay> load(const std::filesystem::path& path,
                                         std::shared_ptr<const BlockSource> base);

private:
    using Page = std::array<std::byte, kPageSize>;
    void readBase(std::uint64_t offset, ByteSpan out) const;

    std::shared_ptr<const BlockSource> m_base;
    Bytes m_size;
    std::map<std::uint64_t, std::unique_ptr<Page>> m_pages; // by page number; null is a page of zeros
};

} // namespace bindery::ext4
