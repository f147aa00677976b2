// SPDX-License-Identifier: Apache-2.0
// Owners of OpenSSL's objects and the one way its failures are told. Threads: values, free functions.
// Source: OpenSSL 3.0.
#pragma once

#include "base/bytes.h"
#include "base/secret_buffer.h"
#include "base/sha256.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace bindery::bind
{

template <auto Free>
struct Freer {
    template <typename T>
    void operator()(T* pointer) const
    {
        Free(pointer);
    }
};
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using TlsContext = std::unique_ptr<SSL_CTX, Freer<SSL_CTX_free>>;
using Tls = std::unique_ptr<SSL, Freer<SSL_free>>;

/// Internal: "OpenSSL: act failed (its last reason)".
[[noreturn]] void failOpenSsl(std::string_view act);
/// OpenSSL's first queued reason in words, and an empty queue; empty when there is none.
std::string takeOpenSslReason();

/// SHA-256 of the SPKI in DER.
Digest spkiDigestOf(EVP_PKEY* key);
/// SHA-256 of the certificate in DER.
Digest digestOf(const X509* certificate);
bool isP256(EVP_PKEY* key);

/// Errors: Corrupt naming `what`.
Key privateKeyOf(const SecretBuffer& pem, std::string_view what);
std::vector<Certificate> certificatesOf(std::string_view pem, std::string_view what);

} // namespace bindery::bind
