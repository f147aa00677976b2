// SPDX-License-Identifier: Apache-2.0
// What this room's calls to OpenSSL share. Errors: Internal.
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <memory>
#include <string>

#include <openssl/err.h>
#include <openssl/evp.h>

namespace bindery::module
{

template <auto Free>
struct Freer {
    template <typename T>
    void operator()(T* pointer) const
    {
        Free(pointer);
    }
};
using OsslKey = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using OsslKeyContext = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using OsslCipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freer<EVP_CIPHER_CTX_free>>;

[[noreturn]] inline void failOpenSsl(const char* act)
{
    ERR_clear_error();
    throw Error(ErrorCode::Internal, std::string("OpenSSL: ") + act + " failed");
}

inline const unsigned char* octets(ByteView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

inline unsigned char* octets(ByteSpan bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

} // namespace bindery::module
