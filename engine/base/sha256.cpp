// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.h"

#include "base/error.h"

#include <openssl/evp.h>

namespace bindery
{

struct Sha256::State {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Sha256::Sha256() : m_state(std::make_unique<State>())
{
    if (!m_state->context || EVP_DigestInit_ex(m_state->context.get(), EVP_sha256(), nullptr) != 1) {
        throw Error(ErrorCode::Internal, "OpenSSL refuses SHA-256");
    }
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(ByteView bytes)
{
    if (EVP_DigestUpdate(m_state->context.get(), bytes.data(), bytes.size()) != 1) {
        throw Error(ErrorCode::Internal, "SHA-256 update failed");
    }
}

Digest Sha256::finish()
{
    Digest digest{};
    unsigned length = 0;
    if (EVP_DigestFinal_ex(m_state->context.get(), reinterpret_cast<unsigned char*>(digest.data()),
                           &length) != 1) {
        throw Error(ErrorCode::Internal, "SHA-256 final failed");
    }
    return digest;
}

Digest Sha256::of(ByteView bytes)
{
    Sha256 sha;
    sha.update(bytes);
    return sha.finish();
}

} // namespace bindery
