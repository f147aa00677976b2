// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "bind/openssl_internal.h"

#include <array>
#include <climits>

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace bindery::bind
{

namespace
{

/// Refuses an encrypted file, instead of asking for its passphrase at a terminal.
int noPassphrase(char*, int, int, void*)
{
    return -1;
}

template <typename Encode>
Digest digestOfDer(Encode encode)
{
    unsigned char* der = nullptr;
    const int size = encode(&der);
    if (size <= 0) {
        failOpenSsl("encoding as DER");
    }
    const std::unique_ptr<unsigned char, decltype([](unsigned char* bytes) { OPENSSL_free(bytes); })> owner(
        der);
    return Sha256::of({reinterpret_cast<const std::byte*>(der), static_cast<std::size_t>(size)});
}

Bio readerOf(ByteView bytes)
{
    if (bytes.size() > INT_MAX) {
        return nullptr;
    }
    return Bio(::BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

} // namespace

std::string takeOpenSslReason()
{
    const unsigned long code = ::ERR_get_error();
    const char* reason = code == 0 ? nullptr : ::ERR_reason_error_string(code);
    ::ERR_clear_error();
    return reason == nullptr ? "" : reason;
}

void failOpenSsl(std::string_view act)
{
    const std::string reason = takeOpenSslReason();
    throw Error(ErrorCode::Internal,
                "OpenSSL: " + std::string(act) + " failed" + (reason.empty() ? "" : " (" + reason + ")"));
}

Digest spkiDigestOf(EVP_PKEY* key)
{
    return digestOfDer([key](unsigned char** der) { return ::i2d_PUBKEY(key, der); });
}

Digest digestOf(const X509* certificate)
{
    return digestOfDer([certificate](unsigned char** der) { return ::i2d_X509(certificate, der); });
}

bool isP256(EVP_PKEY* key)
{
    std::array<char, 64> group{};
    return key != nullptr && ::EVP_PKEY_is_a(key, "EC") == 1 &&
           ::EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(),
                                            nullptr) == 1 &&
           std::string_view(group.data()) == "prime256v1";
}

Key privateKeyOf(const SecretBuffer& pem, std::string_view what)
{
    const Bio reader = readerOf(pem.view());
    Key key(reader ? ::PEM_read_bio_PrivateKey(reader.get(), nullptr, noPassphrase, nullptr) : nullptr);
    ::ERR_clear_error();
    if (!isP256(key.get())) {
        throw Error(ErrorCode::Corrupt,
                    std::string(what) + " does not hold a P-256 key in PEM without a passphrase");
    }
    return key;
}

std::vector<Certificate> certificatesOf(std::string_view pem, std::string_view what)
{
    const Bio reader = readerOf(asBytes(pem));
    std::vector<Certificate> found;
    while (reader) {
        Certificate next(::PEM_read_bio_X509(reader.get(), nullptr, noPassphrase, nullptr));
        if (!next) {
            break;
        }
        found.push_back(std::move(next));
    }
    ::ERR_clear_error();
    if (found.empty()) {
        throw Error(ErrorCode::Corrupt, std::string(what) + " does not hold a certificate in PEM");
    }
    return found;
}

} // namespace bindery::bind
