// SPDX-License-Identifier: Apache-2.0
// Keys and certificates of site and stations. Errors: Internal from OpenSSL. Source: RFC 5280.
#pragma once

#include "base/secret_buffer.h"
#include "bind/openssl_internal.h"

#include <string>

namespace bindery::bind
{

/// A new P-256 key.
Key freshP256();
/// PKCS #8, without a passphrase.
SecretBuffer pemOf(EVP_PKEY* key);
std::string pemOf(X509* certificate);

/// Self-signed: may sign stations, and no other authorities.
Certificate siteCertificateOf(EVP_PKEY* siteKey);
/// Signed by `siteKey`, whose certificate is `site`; may be a TLS server, and sign nobody.
Certificate stationCertificateOf(const std::string& stationName, EVP_PKEY* stationKey, X509* site,
                                 EVP_PKEY* siteKey);

} // namespace bindery::bind
