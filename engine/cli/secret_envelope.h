// SPDX-License-Identifier: Apache-2.0
// Seals what may be read by the holder of one certificate's key only: a CMS message (AuthEnvelopedData,
// AES-256-GCM) in PEM, that `openssl cms -decrypt` opens. RSA certificates of at least 2048 bits (OAEP with
// SHA-256) and EC certificates (ECDH with SHA-256). Errors: NotFound, NeedsRoot (the certificate's file);
// InvalidArgument saying why a certificate cannot serve: no PEM, expired, made for other uses, a kind of key
// that cannot encrypt; Internal. Source: RFC 5652, RFC 5083, RFC 5084, RFC 5753; CMS_encrypt(3).
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace bindery::cli
{

class SecretEnvelope
{
public:
    /// The first certificate of a PEM file; tried out, so that it will serve when it is needed.
    static SecretEnvelope forCertificate(const std::filesystem::path& certificate, std::int64_t utcSeconds);
    ~SecretEnvelope();
    SecretEnvelope(SecretEnvelope&&) noexcept;
    SecretEnvelope& operator=(SecretEnvelope&&) noexcept;

    /// SHA-256 of the certificate (DER), in hex: what `openssl x509 -fingerprint -sha256` shows.
    const std::string& fingerprint() const;
    /// Of the certificate, as RFC 2253 writes it.
    const std::string& subject() const;
    /// PEM text. No copy of `content` outlives the call.
    std::string seal(ByteView content) const;

private:
    struct State;
    explicit SecretEnvelope(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace bindery::cli
