// SPDX-License-Identifier: Apache-2.0
// Bytes that must not be seen: own locked pages, left out of core dumps and of forked children, wiped before
// they go back. Move-only, never printable.
// Errors: Internal when the pages cannot be had. A refused mlock(2) (RLIMIT_MEMLOCK) is not an error: the
// pages then may be swapped, which `locked()` tells and `bindery doctor` reports. Source: mmap(2), mlock(2),
// madvise(2) MADV_DONTDUMP, MADV_WIPEONFORK.
#pragma once

#include "base/bytes.h"

#include <cstddef>

namespace bindery
{

class SecretBuffer
{
public:
    SecretBuffer() = default;
    /// `size` zero bytes.
    explicit SecretBuffer(std::size_t size);
    /// A copy of `bytes`; the caller still owns, and must wipe, the original.
    static SecretBuffer copyOf(ByteView bytes);
    /// From the kernel's generator, getrandom(2).
    static SecretBuffer random(std::size_t size);

    SecretBuffer(SecretBuffer&& other) noexcept;
    SecretBuffer& operator=(SecretBuffer&& other) noexcept;
    SecretBuffer(const SecretBuffer&) = delete;
    SecretBuffer& operator=(const SecretBuffer&) = delete;
    ~SecretBuffer();

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    bool locked() const { return m_locked; }
    ByteSpan span() { return {m_data, m_size}; }
    ByteView view() const { return {m_data, m_size}; }
    /// For C libraries that take a passphrase as char*.
    const char* chars() const { return reinterpret_cast<const char*>(m_data); }
    SecretBuffer clone() const { return copyOf(view()); }
    /// In constant time.
    bool equals(const SecretBuffer& other) const;

private:
    void release() noexcept;

    std::byte* m_data = nullptr;
    std::size_t m_size = 0;
    std::size_t m_mapped = 0;
    bool m_locked = false;
};

/// Overwrites in a way that the compiler keeps.
void wipe(ByteSpan bytes) noexcept;

} // namespace bindery
