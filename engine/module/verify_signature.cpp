// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "module/openssl_internal.h"
#include "module/security_module.h"

#include <string_view>

#include <openssl/x509.h>

namespace bindery::module
{

namespace
{

/// SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING { an uncompressed point } } up to the
/// point: the one form in which modules give their key (RFC 5480). With it no other curve, and no curve
/// written out in numbers, reaches OpenSSL.
constexpr std::string_view
    kPrefix("\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce"
            "\x3d\x03\x01\x07\x03\x42\x00\x04",
            27);
constexpr std::size_t kPointSize = 64;

OsslKey parsePublicKey(ByteView spki)
{
    const unsigned char* in = octets(spki);
    OsslKey key;
    if (spki.size() == kPrefix.size() + kPointSize && asText(spki.first(kPrefix.size())) == kPrefix) {
        key.reset(::d2i_PUBKEY(nullptr, &in, static_cast<long>(spki.size())));
        ERR_clear_error();
    }
    if (!key) {
        throw Error(ErrorCode::Corrupt, "the public key of a module (" + std::to_string(spki.size()) +
                                            " bytes) is no SPKI of an uncompressed NIST P-256 key");
    }
    return key;
}

} // namespace

bool verifySignature(ByteView publicKey, const Digest& digest, ByteView signature)
{
    const OsslKey key = parsePublicKey(publicKey);
    const OsslKeyContext context(::EVP_PKEY_CTX_new(key.get(), nullptr));
    if (!context || ::EVP_PKEY_verify_init(context.get()) != 1 ||
        ::EVP_PKEY_CTX_set_signature_md(context.get(), ::EVP_sha256()) != 1) {
        failOpenSsl("preparing to verify a signature");
    }
    const bool good = ::EVP_PKEY_verify(context.get(), octets(signature), signature.size(), octets(digest),
                                        digest.size()) == 1;
    ERR_clear_error();
    return good;
}

} // namespace bindery::module
