// SPDX-License-Identifier: Apache-2.0
#include "base/cms_envelope.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/sha256.h"

#include <array>
#include <ctime>
#include <vector>

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace bindery
{

namespace
{

struct Free {
    void operator()(BIO* bio) const { ::BIO_free_all(bio); }
    void operator()(X509* certificate) const { ::X509_free(certificate); }
    void operator()(CMS_ContentInfo* message) const { ::CMS_ContentInfo_free(message); }
};
using Bio = std::unique_ptr<BIO, Free>;
using Certificate = std::unique_ptr<X509, Free>;
using Message = std::unique_ptr<CMS_ContentInfo, Free>;

constexpr int kSmallestRsa = 2048;
constexpr int kSmallestEc = 256;

std::string opensslReason()
{
    std::array<char, 256> text{};
    const unsigned long code = ::ERR_peek_last_error();
    ::ERR_error_string_n(code, text.data(), text.size());
    ::ERR_clear_error();
    return code == 0 ? "no reason given" : text.data();
}

[[noreturn]] void fail(const std::string& act)
{
    throw Error(ErrorCode::Internal, act + ": " + opensslReason());
}

std::string contentOf(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

std::string subjectOf(const X509* certificate)
{
    const Bio text(::BIO_new(::BIO_s_mem()));
    if (!text ||
        ::X509_NAME_print_ex(text.get(), ::X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253) < 0) {
        fail("reading the certificate's subject");
    }
    return contentOf(text.get());
}

std::string fingerprintOf(X509* certificate)
{
    const int size = ::i2d_X509(certificate, nullptr);
    if (size <= 0) {
        fail("encoding the certificate");
    }
    std::vector<unsigned char> der(static_cast<std::size_t>(size));
    unsigned char* end = der.data();
    ::i2d_X509(certificate, &end);
    return Sha256::hexOf(std::as_bytes(std::span(der)));
}

[[noreturn]] void refuse(const std::string& name, const std::string& why)
{
    throw Error(ErrorCode::InvalidArgument, "the certificate " + name + " cannot be used: " + why);
}

Certificate parseCertificate(const std::string& text, const std::string& name)
{
    const Bio source(::BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    Certificate certificate(source ? ::PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!certificate) {
        ::ERR_clear_error();
        refuse(
            name,
            text.find("PRIVATE KEY-----") != std::string::npos
                ? "it holds a private key; the station needs the certificate only, keep the key away from it"
                : "it holds no certificate in PEM form; openssl x509 -inform DER -in CERT.der -out CERT.pem "
                  "makes PEM out of DER");
    }
    return certificate;
}

std::string pemOf(X509* certificate)
{
    const Bio text(::BIO_new(::BIO_s_mem()));
    if (!text || ::PEM_write_bio_X509(text.get(), certificate) != 1) {
        fail("writing the certificate");
    }
    return contentOf(text.get());
}

void requireValidity(const X509* certificate, const std::string& name, std::int64_t utcSeconds)
{
    constexpr std::time_t kClocksDiffer =
        600; // a certificate made a moment ago, by a clock that is a little ahead
    std::time_t now = utcSeconds;
    std::time_t later = now + kClocksDiffer;
    if (::X509_cmp_time(::X509_get0_notBefore(certificate), &later) > 0) {
        refuse(name, "it is not valid yet; check the station's clock (now " +
                         isoTime(utcSeconds * 1'000'000) + ") or ask for a current one");
    }
    if (::X509_cmp_time(::X509_get0_notAfter(certificate), &now) < 0) {
        refuse(name, "it has expired; ask for a current one");
    }
}

void requireKey(X509* certificate, const std::string& name)
{
    const EVP_PKEY* key = ::X509_get0_pubkey(certificate);
    if (key == nullptr) {
        ::ERR_clear_error();
        refuse(name, "its key cannot be read; ask for one with an RSA or EC key");
    }
    const bool rsa = ::EVP_PKEY_is_a(key, "RSA") == 1;
    const bool ec = ::EVP_PKEY_is_a(key, "EC") == 1;
    if (!rsa && !ec) {
        const char* kind = ::EVP_PKEY_get0_type_name(key);
        refuse(name, std::string("it has a key of the kind ") + (kind == nullptr ? "unknown" : kind) +
                         "; ask for one with an RSA or EC key");
    }
    const int smallest = rsa ? kSmallestRsa : kSmallestEc;
    if (::EVP_PKEY_get_bits(key) < smallest) {
        refuse(name, "its key has " + std::to_string(::EVP_PKEY_get_bits(key)) +
                         " bits; ask for one with at least " + std::to_string(smallest));
    }
    // A certificate that does not restrict its use answers with all bits set.
    const std::uint32_t use = ::X509_get_key_usage(certificate);
    if (rsa && (use & KU_KEY_ENCIPHERMENT) == 0) {
        refuse(name, "it is not made for encryption (key usage lacks keyEncipherment); ask for one that is");
    }
    if (ec && (use & KU_KEY_AGREEMENT) == 0) {
        refuse(name, "it is not made for encryption (key usage lacks keyAgreement); ask for one that is");
    }
}

void setRecipientParameters(CMS_RecipientInfo* recipient)
{
    EVP_PKEY_CTX* context = ::CMS_RecipientInfo_get0_pkey_ctx(recipient);
    bool good = context != nullptr;
    if (good && ::CMS_RecipientInfo_type(recipient) == CMS_RECIPINFO_TRANS) {
        good = ::EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0 &&
               ::EVP_PKEY_CTX_set_rsa_oaep_md(context, ::EVP_sha256()) > 0 &&
               ::EVP_PKEY_CTX_set_rsa_mgf1_md(context, ::EVP_sha256()) > 0;
    } else if (good && ::CMS_RecipientInfo_type(recipient) == CMS_RECIPINFO_AGREE) {
        EVP_CIPHER_CTX* wrap = ::CMS_RecipientInfo_kari_get0_ctx(recipient);
        good = ::EVP_PKEY_CTX_set_ecdh_kdf_md(context, ::EVP_sha256()) > 0 && wrap != nullptr &&
               ::EVP_EncryptInit_ex(wrap, ::EVP_aes_256_wrap(), nullptr, nullptr, nullptr) > 0;
    }
    if (!good) {
        fail("preparing the encryption to the certificate");
    }
}

} // namespace

struct CmsEnvelope::State {
    Certificate certificate;
    std::string name; ///< for errors
    std::string fingerprint;
    std::string subject;
    std::string pem;
};

CmsEnvelope::CmsEnvelope(std::unique_ptr<State> state) : m_state(std::move(state)) {}
CmsEnvelope::~CmsEnvelope() = default;
CmsEnvelope::CmsEnvelope(CmsEnvelope&&) noexcept = default;
CmsEnvelope& CmsEnvelope::operator=(CmsEnvelope&&) noexcept = default;

CmsEnvelope CmsEnvelope::forCertificate(const std::filesystem::path& path, std::int64_t utcSeconds)
{
    return forCertificateText(readTextFile(path, mib(1)), path.string(), utcSeconds);
}

CmsEnvelope CmsEnvelope::forCertificateText(const std::string& pem, const std::string& name,
                                            std::int64_t utcSeconds)
{
    auto state = std::make_unique<State>();
    state->certificate = parseCertificate(pem, name);
    state->name = name;
    requireValidity(state->certificate.get(), name, utcSeconds);
    requireKey(state->certificate.get(), name);
    state->fingerprint = fingerprintOf(state->certificate.get());
    state->subject = subjectOf(state->certificate.get());
    state->pem = pemOf(state->certificate.get());
    CmsEnvelope envelope(std::move(state));
    try {
        envelope.seal(asBytes("trial"));
    } catch (const Error& error) {
        refuse(name, error.what());
    }
    return envelope;
}

std::string certificateFingerprint(const std::string& pem, const std::string& name)
{
    return fingerprintOf(parseCertificate(pem, name).get());
}

const std::string& CmsEnvelope::fingerprint() const
{
    return m_state->fingerprint;
}

const std::string& CmsEnvelope::subject() const
{
    return m_state->subject;
}

const std::string& CmsEnvelope::certificate() const
{
    return m_state->pem;
}

void CmsEnvelope::requireCurrent(std::int64_t utcSeconds) const
{
    requireValidity(m_state->certificate.get(), m_state->name, utcSeconds);
}

std::string CmsEnvelope::seal(ByteView content) const
{
    // Step by step instead of CMS_encrypt(3) alone: that one passes the content through buffers it does not
    // wipe.
    constexpr unsigned kFlags = CMS_PARTIAL | CMS_BINARY;
    const Message message(::CMS_encrypt(nullptr, nullptr, ::EVP_aes_256_gcm(), kFlags));
    if (!message) {
        fail("beginning a CMS message");
    }
    CMS_RecipientInfo* recipient =
        ::CMS_add1_recipient_cert(message.get(), m_state->certificate.get(), CMS_USE_KEYID | CMS_KEY_PARAM);
    if (recipient ==
        nullptr) { // a certificate without a subject key identifier is named by its issuer and number
        ::ERR_clear_error();
        recipient = ::CMS_add1_recipient_cert(message.get(), m_state->certificate.get(), CMS_KEY_PARAM);
    }
    if (recipient == nullptr) {
        fail("adding the certificate to a CMS message");
    }
    setRecipientParameters(recipient);
    {
        const Bio sink(::CMS_dataInit(message.get(), nullptr));
        const int size = static_cast<int>(content.size());
        if (!sink || ::BIO_write(sink.get(), content.data(), size) != size || BIO_flush(sink.get()) != 1 ||
            ::CMS_dataFinal(message.get(), sink.get()) != 1) {
            fail("encrypting to the certificate");
        }
    }
    const Bio text(::BIO_new(::BIO_s_mem()));
    if (!text || ::PEM_write_bio_CMS_stream(text.get(), message.get(), nullptr, 0) != 1) {
        fail("writing a CMS message");
    }
    return contentOf(text.get());
}

} // namespace bindery
