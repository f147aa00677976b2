// SPDX-License-Identifier: Apache-2.0
#include "base/aligned_buffer.h"

#include <new>

#include <sys/mman.h>

namespace bindery
{

namespace
{

constexpr std::size_t kHugePage = std::size_t{2} << 20U;

std::byte* mapped(std::size_t size)
{
    void* const memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        throw std::bad_alloc();
    }
    return static_cast<std::byte*>(memory);
}

/// Memory that starts where a huge page does: more is mapped, and what surrounds it given back.
std::byte* mappedForHugePages(std::size_t size)
{
    std::byte* const memory = mapped(size + kHugePage);
    const auto address = reinterpret_cast<std::uintptr_t>(memory);
    const std::size_t before = roundUp(address, kHugePage) - address;
    if (before > 0) {
        ::munmap(memory, before);
    }
    if (before < kHugePage) {
        ::munmap(memory + before + size, kHugePage - before);
    }
    ::madvise(memory + before, size, MADV_HUGEPAGE); // where it is refused, there are just more faults
    return memory + before;
}

} // namespace

AlignedBuffer::AlignedBuffer(std::size_t size)
    : m_size(size), m_mapped(roundUp(size == 0 ? 1 : size, kAlignment))
{
    m_data = m_mapped >= kHugePage ? mappedForHugePages(m_mapped) : mapped(m_mapped);
}

AlignedBuffer::~AlignedBuffer()
{
    if (m_data != nullptr) {
        ::munmap(m_data, m_mapped);
    }
}

} // namespace bindery
