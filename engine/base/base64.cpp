// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"

#include "base/error.h"

#include <algorithm>
#include <cstring>

#include <openssl/evp.h>

namespace bindery
{

namespace
{

constexpr std::size_t encodedSize(std::size_t size)
{
    return (size + 2) / 3 * 4;
}

void encode(ByteView bytes, char* out) // encodedSize + 1 characters: OpenSSL adds a terminator
{
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out),
                    reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
}

} // namespace

std::string toBase64(ByteView bytes)
{
    std::string text(encodedSize(bytes.size()) + 1, '\0');
    encode(bytes, text.data());
    text.pop_back();
    return text;
}

SecretBuffer secretToBase64(const SecretBuffer& secret)
{
    SecretBuffer withTerminator(encodedSize(secret.size()) + 1);
    encode(secret.view(), reinterpret_cast<char*>(withTerminator.span().data()));
    return SecretBuffer::copyOf(withTerminator.view().first(withTerminator.size() - 1));
}

std::vector<std::byte> fromBase64(std::string_view text)
{
    const auto bad = [] { return Error(ErrorCode::InvalidArgument, "not base64 text"); };
    if (text.size() % 4 != 0) {
        throw bad();
    }
    const std::size_t padding = text.ends_with("==") ? 2 : (text.ends_with("=") ? 1 : 0);
    std::vector<std::byte> bytes(text.size() / 4 * 3);
    const int length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    if (length < 0) {
        throw bad();
    }
    bytes.resize(static_cast<std::size_t>(length) - padding);
    if (toBase64(bytes) !=
        text) { // OpenSSL forgives white space and stray bits; a canonical text has one form
        throw bad();
    }
    return bytes;
}

} // namespace bindery
