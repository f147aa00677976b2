// SPDX-License-Identifier: Apache-2.0
#include "base/secret_buffer.h"

#include "base/error.h"
#include "base/random.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <openssl/crypto.h>
#include <sys/mman.h>
#include <unistd.h>

namespace bindery
{

void wipe(ByteSpan bytes) noexcept
{
    OPENSSL_cleanse(bytes.data(), bytes.size());
}

SecretBuffer::SecretBuffer(std::size_t size) : m_size(size)
{
    if (size == 0) {
        return;
    }
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    m_mapped = roundUp(size, page);
    void* pages = ::mmap(nullptr, m_mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) {
        throwErrno(ErrorCode::Internal, "mapping pages for a secret", errno);
    }
    m_data = static_cast<std::byte*>(pages);
    m_locked = ::mlock(pages, m_mapped) == 0;
    ::madvise(pages, m_mapped, MADV_DONTDUMP);
    ::madvise(pages, m_mapped, MADV_WIPEONFORK);
}

SecretBuffer SecretBuffer::copyOf(ByteView bytes)
{
    SecretBuffer copy(bytes.size());
    std::copy(bytes.begin(), bytes.end(), copy.span().begin());
    return copy;
}

SecretBuffer SecretBuffer::random(std::size_t size)
{
    SecretBuffer secret(size);
    fillRandom(secret.span());
    return secret;
}

SecretBuffer::SecretBuffer(SecretBuffer&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)),
      m_mapped(std::exchange(other.m_mapped, 0)), m_locked(std::exchange(other.m_locked, false))
{
}

SecretBuffer& SecretBuffer::operator=(SecretBuffer&& other) noexcept
{
    if (this != &other) {
        release();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
        m_mapped = std::exchange(other.m_mapped, 0);
        m_locked = std::exchange(other.m_locked, false);
    }
    return *this;
}

SecretBuffer::~SecretBuffer()
{
    release();
}

bool SecretBuffer::equals(const SecretBuffer& other) const
{
    return m_size == other.m_size && CRYPTO_memcmp(m_data, other.m_data, m_size) == 0;
}

void SecretBuffer::release() noexcept
{
    if (m_data != nullptr) {
        wipe({m_data, m_mapped});
        ::munmap(m_data, m_mapped);
        m_data = nullptr;
    }
}

} // namespace bindery
