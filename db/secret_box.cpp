// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "db/secret_box_internal.h"

#include <memory>
#include <string>

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

namespace bindery::db
{

namespace
{

struct CipherFree {
    void operator()(EVP_CIPHER_CTX* context) const { ::EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, CipherFree>;

[[noreturn]] void fail(const char* act)
{
    ERR_clear_error();
    throw Error(ErrorCode::Internal, std::string("OpenSSL: ") + act + " failed");
}

const unsigned char* octets(ByteView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* octets(ByteSpan bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

void checkSizes(const SecretBuffer& key, ByteView nonce)
{
    if (key.size() != kBoxKeySize || nonce.size() != kBoxNonceSize) {
        throw Error(ErrorCode::Corrupt, "a sealed secret has a key or nonce of the wrong size");
    }
}

} // namespace

std::vector<std::byte> sealBox(const SecretBuffer& key, ByteView nonce, ByteView additional,
                               const SecretBuffer& secret)
{
    checkSizes(key, nonce);
    const CipherContext context(::EVP_CIPHER_CTX_new());
    std::vector<std::byte> out(secret.size() + kBoxTagSize);
    int length = 0;
    int ended = 0;
    if (!context ||
        ::EVP_EncryptInit_ex2(context.get(), ::EVP_aes_256_gcm(), octets(key.view()), octets(nonce),
                              nullptr) != 1 ||
        ::EVP_EncryptUpdate(context.get(), nullptr, &length, octets(additional),
                            static_cast<int>(additional.size())) != 1 ||
        ::EVP_EncryptUpdate(context.get(), octets(ByteSpan(out)), &length, octets(secret.view()),
                            static_cast<int>(secret.size())) != 1 ||
        ::EVP_EncryptFinal_ex(context.get(), octets(ByteSpan(out).subspan(static_cast<std::size_t>(length))),
                              &ended) != 1 ||
        ::EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(kBoxTagSize),
                              octets(ByteSpan(out).last(kBoxTagSize))) != 1) {
        fail("sealing a secret");
    }
    return out;
}

SecretBuffer openBox(const SecretBuffer& key, ByteView nonce, ByteView additional, ByteView ciphertext)
{
    checkSizes(key, nonce);
    if (ciphertext.size() <= kBoxTagSize) {
        throw Error(ErrorCode::Corrupt, "a sealed secret is too short");
    }
    const ByteView body = ciphertext.first(ciphertext.size() - kBoxTagSize);
    std::vector<std::byte> tag(ciphertext.end() - kBoxTagSize, ciphertext.end());
    const CipherContext context(::EVP_CIPHER_CTX_new());
    SecretBuffer secret(body.size());
    int length = 0;
    int ended = 0;
    if (!context ||
        ::EVP_DecryptInit_ex2(context.get(), ::EVP_aes_256_gcm(), octets(key.view()), octets(nonce),
                              nullptr) != 1 ||
        ::EVP_DecryptUpdate(context.get(), nullptr, &length, octets(additional),
                            static_cast<int>(additional.size())) != 1 ||
        ::EVP_DecryptUpdate(context.get(), octets(secret.span()), &length, octets(body),
                            static_cast<int>(body.size())) != 1 ||
        ::EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(kBoxTagSize),
                              tag.data()) != 1) {
        fail("opening a sealed secret");
    }
    // A final block of GCM is empty; a place for it keeps the pointer valid.
    std::array<unsigned char, kBoxTagSize> none{};
    if (::EVP_DecryptFinal_ex(context.get(), none.data(), &ended) != 1) {
        ERR_clear_error();
        throw Error(ErrorCode::Corrupt,
                    "a sealed secret does not open: it was altered, or belongs to something else");
    }
    return secret;
}

SecretBuffer deriveKey(const SecretBuffer& master, ByteView salt, std::string_view purpose)
{
    struct KdfFree {
        void operator()(EVP_KDF* kdf) const { ::EVP_KDF_free(kdf); }
        void operator()(EVP_KDF_CTX* context) const { ::EVP_KDF_CTX_free(context); }
    };
    const std::unique_ptr<EVP_KDF, KdfFree> kdf(::EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    const std::unique_ptr<EVP_KDF_CTX, KdfFree> context(kdf ? ::EVP_KDF_CTX_new(kdf.get()) : nullptr);
    std::string digest = "SHA256";
    std::string info(purpose);
    const std::array parameters{
        ::OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
        ::OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, const_cast<std::byte*>(master.view().data()),
                                            master.size()),
        ::OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, const_cast<std::byte*>(salt.data()),
                                            salt.size()),
        ::OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
        ::OSSL_PARAM_construct_end()};
    SecretBuffer key(kBoxKeySize);
    if (!context || ::EVP_KDF_derive(context.get(), octets(key.span()), key.size(), parameters.data()) != 1) {
        fail("deriving a key");
    }
    return key;
}

} // namespace bindery::db
