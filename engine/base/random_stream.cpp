// SPDX-License-Identifier: Apache-2.0
#include "base/random_stream.h"

#include "base/error.h"
#include "base/secret_buffer.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <openssl/evp.h>

namespace bindery
{

namespace
{

constexpr std::size_t kKeySize = 32;
constexpr std::size_t kMaxUpdate = std::size_t{1} << 30U; // EVP counts in int

} // namespace

struct RandomStream::State {
    std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context{EVP_CIPHER_CTX_new(),
                                                                            &EVP_CIPHER_CTX_free};
};

RandomStream::RandomStream() : m_state(std::make_unique<State>())
{
    const SecretBuffer key = SecretBuffer::random(kKeySize);
    const std::array<unsigned char, 16> counter{}; // a key of its own needs no other start
    if (!m_state->context || EVP_EncryptInit_ex2(m_state->context.get(), EVP_aes_256_ctr(),
                                                 reinterpret_cast<const unsigned char*>(key.chars()),
                                                 counter.data(), nullptr) != 1) {
        throw Error(ErrorCode::Internal, "OpenSSL refuses AES-256-CTR");
    }
}

RandomStream::~RandomStream() = default;

void RandomStream::fill(ByteSpan out)
{
    while (!out.empty()) {
        const std::size_t part = std::min(out.size(), kMaxUpdate);
        auto* bytes = reinterpret_cast<unsigned char*>(out.data());
        std::memset(bytes, 0, part);
        int done = 0;
        if (EVP_EncryptUpdate(m_state->context.get(), bytes, &done, bytes, static_cast<int>(part)) != 1 ||
            static_cast<std::size_t>(done) != part) {
            throw Error(ErrorCode::Internal, "AES-256-CTR failed");
        }
        out = out.subspan(part);
    }
}

} // namespace bindery
