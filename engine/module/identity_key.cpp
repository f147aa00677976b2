// SPDX-License-Identifier: Apache-2.0
#include "module/identity_key_internal.h"
#include "module/openssl_internal.h"

#include <array>
#include <string_view>

#include <openssl/x509.h>

namespace bindery::module
{

namespace
{

OsslKey parsePrivateKey(const SecretBuffer& der)
{
    const unsigned char* in = octets(der.view());
    OsslKey key(::d2i_PrivateKey(EVP_PKEY_EC, nullptr, &in, static_cast<long>(der.size())));
    ERR_clear_error();
    std::array<char, 32> group{};
    std::size_t length = 0;
    if (!key || ::EVP_PKEY_get_group_name(key.get(), group.data(), group.size(), &length) != 1 ||
        std::string_view(group.data(), length) != "prime256v1") {
        ERR_clear_error();
        throw Error(ErrorCode::Corrupt, "the identity key of a simulated module is no NIST P-256 key");
    }
    return key;
}

} // namespace

SecretBuffer makeIdentityKey()
{
    const OsslKey key(::EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const int size = key ? ::i2d_PrivateKey(key.get(), nullptr) : 0;
    if (size <= 0) {
        failOpenSsl("making a P-256 key");
    }
    SecretBuffer der(static_cast<std::size_t>(size));
    unsigned char* out = octets(der.span());
    ::i2d_PrivateKey(key.get(), &out);
    return der;
}

std::vector<std::byte> publicKeyOf(const SecretBuffer& identityKey)
{
    const OsslKey key = parsePrivateKey(identityKey);
    const int size = ::i2d_PUBKEY(key.get(), nullptr);
    if (size <= 0) {
        failOpenSsl("encoding a public key");
    }
    std::vector<std::byte> der(static_cast<std::size_t>(size));
    unsigned char* out = octets(ByteSpan(der));
    ::i2d_PUBKEY(key.get(), &out);
    return der;
}

std::vector<std::byte> signDigest(const SecretBuffer& identityKey, const Digest& digest)
{
    const OsslKey key = parsePrivateKey(identityKey);
    const OsslKeyContext context(::EVP_PKEY_CTX_new(key.get(), nullptr));
    std::size_t size = 0;
    if (!context || ::EVP_PKEY_sign_init(context.get()) != 1 ||
        ::EVP_PKEY_CTX_set_signature_md(context.get(), ::EVP_sha256()) != 1 ||
        ::EVP_PKEY_sign(context.get(), nullptr, &size, octets(digest), digest.size()) != 1) {
        failOpenSsl("preparing to sign");
    }
    std::vector<std::byte> signature(size);
    if (::EVP_PKEY_sign(context.get(), octets(ByteSpan(signature)), &size, octets(digest), digest.size()) !=
        1) {
        failOpenSsl("signing");
    }
    signature.resize(size);
    return signature;
}

} // namespace bindery::module
