// SPDX-License-Identifier: Apache-2.0
#include "ext4/overlay.h"

#include "base/error.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace bindery::ext4
{

namespace
{

bool allZero(ByteView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](std::byte b) { return b == std::byte{0}; });
}

} // namespace

Overlay::Overlay(std::shared_ptr<const BlockSource> base, Bytes size) : m_base(std::move(base)), m_size(size)
{
}

void Overlay::readBase(std::uint64_t offset, ByteSpan out) const
{
    const std::uint64_t baseSize = m_base->size().count();
    const std::uint64_t inside =
        offset < baseSize ? std::min<std::uint64_t>(out.size(), baseSize - offset) : 0;
    if (inside > 0) {
        m_base->read(offset, out.first(inside));
    }
    std::memset(out.data() + inside, 0, out.size() - inside);
}

void Overlay::read(std::uint64_t offset, ByteSpan out) const
{
    if (out.empty()) {
        return;
    }
    readBase(offset, out);
    paste(offset, out);
}

void Overlay::write(std::uint64_t offset, ByteView bytes)
{
    if (bytes.size() > m_size.count() || offset > m_size.count() - bytes.size()) {
        throw Error(ErrorCode::InvalidArgument, "overlay of " + std::to_string(m_size.count()) +
                                                    " bytes: a write of " + std::to_string(bytes.size()) +
                                                    " bytes at " + std::to_string(offset) +
                                                    " goes beyond its end");
    }
    Page below;
    Page page;
    std::size_t done = 0;
    while (done < bytes.size()) {
        const std::uint64_t number = (offset + done) / kPageSize;
        const std::size_t start = (offset + done) % kPageSize;
        const std::size_t part = std::min<std::size_t>(kPageSize - start, bytes.size() - done);
        // The last page may reach beyond the size; there the base reads as zeros for this purpose.
        readBase(number * kPageSize, below);
        const auto held = m_pages.find(number);
        if (held == m_pages.end()) {
            page = below;
        } else if (held->second == nullptr) {
            page.fill(std::byte{0});
        } else {
            page = *held->second;
        }
        std::memcpy(page.data() + start, bytes.data() + done, part);
        done += part;
        // Only what differs is held: libext2fs and resize2fs rewrite much that stays as it was.
        if (page == below) {
            if (held != m_pages.end()) {
                m_pages.erase(held);
            }
        } else {
            m_pages[number] = allZero(page) ? nullptr : std::make_unique<Page>(page);
        }
    }
}

void Overlay::paste(std::uint64_t offset, ByteSpan chunk) const
{
    const std::uint64_t end = offset + chunk.size();
    for (auto it = m_pages.lower_bound(offset / kPageSize);
         it != m_pages.end() && it->first * kPageSize < end; ++it) {
        const std::uint64_t pageStart = it->first * kPageSize;
        const std::uint64_t from = std::max(offset, pageStart);
        const std::uint64_t to = std::min(end, pageStart + kPageSize);
        if (it->second == nullptr) {
            std::memset(chunk.data() + (from - offset), 0, to - from);
        } else {
            std::memcpy(chunk.data() + (from - offset), it->second->data() + (from - pageStart), to - from);
        }
    }
}

bool Overlay::touches(Extent extent) const
{
    const auto it = m_pages.lower_bound(extent.offset / kPageSize);
    return extent.length > 0 && it != m_pages.end() && it->first * kPageSize < extent.end();
}

Extents Overlay::extents() const
{
    Extents runs;
    for (const auto& [number, page] : m_pages) {
        const std::uint64_t start = number * kPageSize;
        const std::uint64_t length = std::min(kPageSize, m_size.count() - start);
        if (!runs.empty() && runs.back().end() == start) {
            runs.back().length += length;
        } else {
            runs.push_back({start, length});
        }
    }
    return runs;
}

Bytes Overlay::heldBytes() const
{
    return Bytes(m_pages.size() * kPageSize);
}

} // namespace bindery::ext4
