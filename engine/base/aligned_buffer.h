// SPDX-License-Identifier: Apache-2.0
// Memory that direct I/O accepts: its start is aligned to 4096 bytes (open(2), O_DIRECT). Its content is
// zero at first. Large ones come from the kernel as they are, zeroed, in huge pages where there are some
// (madvise(2)): a fault for each 4096 bytes, and zeroing twice, cost more than what is done with them. Behind
// them lies a page that nobody may touch. Errors: std::bad_alloc.
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
struct AlignedMemory {
    static constexpr std::size_t kHugePage = std::size_t{2} << 20U;
    static constexpr std::size_t kGuard = 4096; ///< behind what is mapped

    std::size_t allocated = 0;
    inline static std::atomic<std::uint64_t> inUse = 0;
    void operator()(std::byte* data) const
    {
        inUse -= allocated;
        if (allocated >= kHugePage) {
            ::munmap(data, allocated + kGuard);
        } else {
            std::free(data);
        }
    }
};

class AlignedBuffer
{
public:
    static constexpr std::size_t kAlignment = 4096;

    AlignedBuffer() = default;
    explicit AlignedBuffer(std::size_t size)
        : m_data(allocate(roundUp(size == 0 ? 1 : size, kAlignment))), m_size(size)
    {
        AlignedMemory::inUse += m_data.get_deleter().allocated;
    }

    std::size_t size() const { return m_size; }
    ByteSpan span() { return {m_data.get(), m_size}; }
    ByteView view() const { return {m_data.get(), m_size}; }

    /// Of this whole process now: what ceilings of memory are measured by.
    static Bytes inUse() { return Bytes(AlignedMemory::inUse.load()); }

private:
    static constexpr std::size_t kHugePage = AlignedMemory::kHugePage;
    static constexpr std::size_t kGuard = AlignedMemory::kGuard;

    using Memory = std::unique_ptr<std::byte, AlignedMemory>;

    static Memory allocate(std::size_t size)
    {
        if (size >= kHugePage) {
            return Memory(map(size), AlignedMemory{size});
        }
        Memory memory(static_cast<std::byte*>(std::aligned_alloc(kAlignment, size)), AlignedMemory{size});
        if (!memory) {
            throw std::bad_alloc();
        }
        std::memset(memory.get(), 0, size);
        return memory;
    }

    /// Starts at a huge page: what is mapped before and behind is given back at once.
    static std::byte* map(std::size_t size)
    {
        const std::size_t wanted = size + kGuard;
        void* raw =
            ::mmap(nullptr, wanted + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (raw == MAP_FAILED) {
            throw std::bad_alloc();
        }
        auto* const first = static_cast<std::byte*>(raw);
        const auto place = reinterpret_cast<std::uintptr_t>(first);
        const std::size_t before = roundUp(place, kHugePage) - place;
        if (before > 0) {
            ::munmap(first, before);
        }
        if (before < kHugePage) {
            ::munmap(first + before + wanted, kHugePage - before);
        }
        std::byte* const start = first + before;
        ::madvise(start, size, MADV_HUGEPAGE); // refused: more faults, no harm
        ::mprotect(start + size, kGuard, PROT_NONE);
        return start;
    }

    Memory m_data;
    std::size_t m_size = 0;
};

} // namespace bindery
