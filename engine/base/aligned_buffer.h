// SPDX-License-Identifier: Apache-2.0
// Memory that direct I/O accepts: its start is aligned to 4096 bytes (open(2), O_DIRECT). Its content is
// zero at first, as the kernel gives it (mmap(2)); that of large buffers lies in huge pages where there are
// some (madvise(2)), because a fault for each 4096 bytes costs more than what is done with them. Errors:
// std::bad_alloc.
#pragma once

#include "base/bytes.h"

#include <utility>

namespace bindery
{

class AlignedBuffer
{
public:
    static constexpr std::size_t kAlignment = 4096;

    AlignedBuffer() = default;
    explicit AlignedBuffer(std::size_t size);
    AlignedBuffer(AlignedBuffer&& other) noexcept
        : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)),
          m_mapped(std::exchange(other.m_mapped, 0))
    {
    }
    AlignedBuffer& operator=(AlignedBuffer&& other) noexcept
    {
        std::swap(m_data, other.m_data);
        std::swap(m_size, other.m_size);
        std::swap(m_mapped, other.m_mapped);
        return *this;
    }
    AlignedBuffer(const AlignedBuffer&) = delete;
    AlignedBuffer& operator=(const AlignedBuffer&) = delete;
    ~AlignedBuffer();

    std::size_t size() const { return m_size; }
    ByteSpan span() { return {m_data, m_size}; }
    ByteView view() const { return {m_data, m_size}; }

private:
    std::byte* m_data = nullptr;
    std::size_t m_size = 0;
    std::size_t m_mapped = 0;
};

} // namespace bindery
