// SPDX-License-Identifier: Apache-2.0
// Seals what may be read by the holder of one certificate's key only: a CMS message (AuthEnvelopedData,
// AES-256-GCM) in PEM, that `openssl cms -decrypt` opens. RSA certificates of at least 2048 bits (OAEP with
// SHA-256) and EC certificates (ECDH with SHA-256). Errors: NotFound, NeedsRoot (the certificate's file);
// InvalidArgument saying why a certificate cannot serve: no PEM, expired, made for other uses, a kind of key
// that cannot encrypt; Internal. Threads: seal() and requireCurrent() from any. Source: RFC 5652, RFC 5083,
// RFC 5084, RFC 5753; CMS_encrypt(3).
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace bindery
{

class CmsEnvelope
{
public:
    /// The first certificate of a PEM file; tried out, so that it will serve when it is needed.
    static CmsEnvelope forCertificate(const std::filesystem::path& certificate, std::int64_t utcSeconds);
    /// The same of a text; `name` stands in errors.
    static CmsEnvelope forCertificateText(const std::string& pem, const std::string& name,
                                          std::int64_t utcSeconds);
    ~CmsEnvelope();
    CmsEnvelope(CmsEnvelope&&) noexcept;
    CmsEnvelope& operator=(CmsEnvelope&&) noexcept;

    /// SHA-256 of the certificate (DER), in hex: what `openssl x509 -fingerprint -sha256` shows.
    const std::string& fingerprint() const;
    /// Of the certificate, as RFC 2253 writes it.
    const std::string& subject() const;
    /// The certificate alone, in PEM.
    const std::string& certificate() const;
    /// Errors: InvalidArgument when the certificate has expired since it was opened.
    void requireCurrent(std::int64_t utcSeconds) const;
    /// PEM text. No copy of `content` outlives the call.
    std::string seal(ByteView content) const;

private:
    struct State;
    explicit CmsEnvelope(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// fingerprint() of the first certificate in a PEM text, which may be unfit or out of its time.
std::string certificateFingerprint(const std::string& pem, const std::string& name);

} // namespace bindery
