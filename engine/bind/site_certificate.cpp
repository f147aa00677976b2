// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/random.h"
#include "bind/site_certificate_internal.h"

#include <array>

#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace bindery::bind
{

namespace
{

constexpr const char* kSiteName = "Bindery site";
/// Units have no clock to compare with. No well-defined end: RFC 5280 section 4.1.2.5.
constexpr const char* kBegin = "20000101000000Z";
constexpr const char* kEnd = "99991231235959Z";

using Number = std::unique_ptr<BIGNUM, Freer<BN_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;

void require(bool done, const char* act)
{
    if (!done) {
        failOpenSsl(act);
    }
}

void setSerial(X509* certificate)
{
    std::array<std::byte, 16> bytes{};
    fillRandom(bytes);
    bytes[0] = (bytes[0] & std::byte{0x7f}) | std::byte{0x40}; // positive, and of the full length
    const Number number(::BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()),
                                    static_cast<int>(bytes.size()), nullptr));
    require(number && ::BN_to_ASN1_INTEGER(number.get(), ::X509_get_serialNumber(certificate)) != nullptr,
            "giving a certificate its number");
}

void setName(X509_NAME* name, const std::string& text)
{
    require(::X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
                                         reinterpret_cast<const unsigned char*>(text.data()),
                                         static_cast<int>(text.size()), -1, 0) == 1,
            "naming a certificate");
}

void addExtension(X509* certificate, X509* issuer, int kind, const char* value)
{
    X509V3_CTX context{};
    ::X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(::X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    require(extension && ::X509_add_ext(certificate, extension.get(), -1) == 1,
            "adding an extension to a certificate");
}

Certificate bareCertificate(const std::string& name, EVP_PKEY* key)
{
    Certificate certificate(::X509_new());
    require(certificate && ::X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                ::ASN1_TIME_set_string_X509(::X509_getm_notBefore(certificate.get()), kBegin) == 1 &&
                ::ASN1_TIME_set_string_X509(::X509_getm_notAfter(certificate.get()), kEnd) == 1 &&
                ::X509_set_pubkey(certificate.get(), key) == 1,
            "making a certificate");
    setSerial(certificate.get());
    setName(::X509_get_subject_name(certificate.get()), name);
    return certificate;
}

void sign(X509* certificate, X509* issuer, EVP_PKEY* key)
{
    require(::X509_set_issuer_name(certificate, ::X509_get_subject_name(issuer)) == 1 &&
                ::X509_sign(certificate, key, ::EVP_sha256()) > 0,
            "signing a certificate");
}

} // namespace

Key freshP256()
{
    Key key(::EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    require(key != nullptr, "making a P-256 key");
    return key;
}

SecretBuffer pemOf(EVP_PKEY* key)
{
    const Bio bio(::BIO_new(::BIO_s_secmem())); // wiped when freed
    require(bio &&
                ::PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
            "encoding a private key");
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return SecretBuffer::copyOf(asBytes({text, static_cast<std::size_t>(size)}));
}

std::string pemOf(X509* certificate)
{
    const Bio bio(::BIO_new(::BIO_s_mem()));
    require(bio && ::PEM_write_bio_X509(bio.get(), certificate) == 1, "encoding a certificate");
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

Certificate siteCertificateOf(EVP_PKEY* siteKey)
{
    Certificate site = bareCertificate(kSiteName, siteKey);
    addExtension(site.get(), site.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    addExtension(site.get(), site.get(), NID_key_usage, "critical,keyCertSign");
    addExtension(site.get(), site.get(), NID_subject_key_identifier, "hash");
    sign(site.get(), site.get(), siteKey);
    return site;
}

Certificate stationCertificateOf(const std::string& stationName, EVP_PKEY* stationKey, X509* site,
                                 EVP_PKEY* siteKey)
{
    Certificate station = bareCertificate(stationName, stationKey);
    addExtension(station.get(), site, NID_basic_constraints, "critical,CA:FALSE");
    addExtension(station.get(), site, NID_key_usage, "critical,digitalSignature");
    addExtension(station.get(), site, NID_ext_key_usage, "serverAuth");
    addExtension(station.get(), site, NID_subject_key_identifier, "hash");
    addExtension(station.get(), site, NID_authority_key_identifier, "keyid:always");
    sign(station.get(), site, siteKey);
    return station;
}

} // namespace bindery::bind
