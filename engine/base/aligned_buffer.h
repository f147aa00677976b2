// SPDX-License-Identifier: Apache-2.0
// Memory that direct I/O accepts: its start is aligned to 4096 bytes (open(2), O_DIRECT). Its content is
// zero at first. Large ones lie in huge pages where there are some (madvise(2)): a fault for each 4096 bytes
// costs more than what is done with them. Errors: std::bad_alloc.
#pragma once

#include "base/bytes.h"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

#include <sys/mman.h>

namespace bindery
{

class AlignedBuffer
{
public:
    static constexpr std::size_t kAlignment = 4096;

    AlignedBuffer() = default;
    explicit AlignedBuffer(std::size_t size) : m_size(size)
    {
        const std::size_t allocated = roundUp(size == 0 ? 1 : size, kAlignment);
        const std::size_t alignment = allocated >= kHugePage ? kHugePage : kAlignment;
        m_data.reset(static_cast<std::byte*>(std::aligned_alloc(alignment, roundUp(allocated, alignment))));
        if (!m_data) {
            throw std::bad_alloc();
        }
        if (allocated >= kHugePage) {
            ::madvise(m_data.get(), allocated, MADV_HUGEPAGE); // refused: more faults, no harm
        }
        std::memset(m_data.get(), 0, allocated);
    }

    std::size_t size() const { return m_size; }
    ByteSpan span() { return {m_data.get(), m_size}; }
    ByteView view() const { return {m_data.get(), m_size}; }

private:
    static constexpr std::size_t kHugePage = std::size_t{2} << 20U;

    struct Free {
        void operator()(std::byte* data) const { std::free(data); }
    };
    std::unique_ptr<std::byte, Free> m_data;
    std::size_t m_size = 0;
};

} // namespace bindery
