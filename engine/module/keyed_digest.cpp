// SPDX-License-Identifier: Apache-2.0
#include "module/keyed_digest_internal.h"
#include "module/openssl_internal.h"

namespace bindery::module
{

namespace
{

void hmac(const char* hash, ByteView key, ByteView message, ByteSpan out)
{
    std::size_t length = 0;
    if (::EVP_Q_mac(nullptr, "HMAC", nullptr, hash, nullptr, key.data(), key.size(), octets(message),
                    message.size(), octets(out), out.size(), &length) == nullptr ||
        length != out.size()) {
        failOpenSsl("HMAC");
    }
}

} // namespace

SecretBuffer secretHmacSha256(ByteView key, ByteView message)
{
    SecretBuffer out(32);
    hmac("SHA256", key, message, out.span());
    return out;
}

Digest hmacSha256(ByteView key, ByteView message)
{
    Digest out{};
    hmac("SHA256", key, message, out);
    return out;
}

SecretBuffer secretHmacSha512(ByteView key, ByteView message)
{
    SecretBuffer out(64);
    hmac("SHA512", key, message, out.span());
    return out;
}

} // namespace bindery::module
