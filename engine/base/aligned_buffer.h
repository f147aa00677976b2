// SPDX-License-Identifier: Apache-2.0
// Memory that direct I/O accepts: its start is aligned to 4096 bytes (open(2), O_DIRECT). Its content is
// zero at first. Large ones lie in huge pages where there are some (madvise(2)): a fault for each 4096 bytes
// costs more than what is done with them. Errors: std::bad_alloc.
#pragma once

#include "base/bytes.h"

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

#include <sys/mman.h>

namespace bindery
{

/// Gives memory of AlignedBuffer back and keeps count of what is in use.
struct FreeCounted {
    std::size_t allocated = 0;
    inline static std::atomic<std::uint64_t> s_inUse = 0;
    void operator()(std::byte* data) const
    {
        s_inUse -= allocated;
        std::free(data);
    }
};

class AlignedBuffer
{
public:
    static constexpr std::size_t kAlignment = 4096;

    AlignedBuffer() = default;
    explicit AlignedBuffer(std::size_t size) : m_size(size)
    {
        const std::size_t allocated = roundUp(size == 0 ? 1 : size, kAlignment);
        const std::size_t alignment = allocated >= kHugePage ? kHugePage : kAlignment;
        m_data = Memory(static_cast<std::byte*>(std::aligned_alloc(alignment, roundUp(allocated, alignment))),
                        FreeCounted{allocated});
        if (!m_data) {
            throw std::bad_alloc();
        }
        FreeCounted::s_inUse += allocated;
        if (allocated >= kHugePage) {
            ::madvise(m_data.get(), allocated, MADV_HUGEPAGE); // refused: more faults, no harm
        }
        std::memset(m_data.get(), 0, allocated);
    }

    std::size_t size() const { return m_size; }
    ByteSpan span() { return {m_data.get(), m_size}; }
    ByteView view() const { return {m_data.get(), m_size}; }

    /// Of this whole process now: what ceilings of memory are measured by.
    static Bytes inUse() { return Bytes(FreeCounted::s_inUse.load()); }

private:
    static constexpr std::size_t kHugePage = std::size_t{2} << 20U;

    using Memory = std::unique_ptr<std::byte, FreeCounted>;

    Memory m_data;
    std::size_t m_size = 0;
};

} // namespace bindery
