// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "base/error.h"
#include "base/random.h"
#include "db/connection_internal.h"
#include "db/pin_internal.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

namespace bindery::db
{

namespace
{

constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kDigestSize = 32;
/// The bounds are what a station can compute while a person waits.
struct Cost {
    std::uint32_t logN = 15; ///< 10 to 20
    std::uint32_t r = 8;     ///< 1 to 16
    std::uint32_t p = 1;     ///< 1 to 4
};

struct Kept {
    Cost cost;
    std::vector<std::byte> salt;
    std::vector<std::byte> digest;
};

SecretBuffer digestOf(const SecretBuffer& pin, ByteView salt, const Cost& cost)
{
    struct KdfFree {
        void operator()(EVP_KDF* kdf) const { ::EVP_KDF_free(kdf); }
        void operator()(EVP_KDF_CTX* context) const { ::EVP_KDF_CTX_free(context); }
    };
    const std::unique_ptr<EVP_KDF, KdfFree> kdf(::EVP_KDF_fetch(nullptr, "SCRYPT", nullptr));
    const std::unique_ptr<EVP_KDF_CTX, KdfFree> context(kdf ? ::EVP_KDF_CTX_new(kdf.get()) : nullptr);
    std::uint64_t n = std::uint64_t{1} << cost.logN;
    std::uint32_t r = cost.r;
    std::uint32_t p = cost.p;
    std::uint64_t mostMemory = 2 * 128 * n * r + mib(1).count();
    const std::array parameters{
        ::OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD,
                                            const_cast<std::byte*>(pin.view().data()), pin.size()),
        ::OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, const_cast<std::byte*>(salt.data()),
                                            salt.size()),
        ::OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
        ::OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &r),
        ::OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &p),
        ::OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &mostMemory),
        ::OSSL_PARAM_construct_end()};
    SecretBuffer digest(kDigestSize);
    if (!context || ::EVP_KDF_derive(context.get(), reinterpret_cast<unsigned char*>(digest.span().data()),
                                     digest.size(), parameters.data()) != 1) {
        ERR_clear_error();
        throw Error(ErrorCode::Internal, "OpenSSL: deriving from a PIN failed (is there enough memory?)");
    }
    return digest;
}

/// Takes `before`, a number, off the front of `text`.
std::optional<std::uint32_t> takeNumber(std::string_view& text, std::string_view before, std::uint32_t least,
                                        std::uint32_t most)
{
    if (text.substr(0, before.size()) != before) {
        return std::nullopt;
    }
    text.remove_prefix(before.size());
    std::uint32_t number = 0;
    const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || number < least || number > most) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    return number;
}

std::optional<Kept> partsOf(std::string_view text)
{
    const auto logN = takeNumber(text, "$scrypt$ln=", 10, 20);
    const auto r = logN ? takeNumber(text, ",r=", 1, 16) : std::nullopt;
    const auto p = r ? takeNumber(text, ",p=", 1, 4) : std::nullopt;
    const std::size_t second = text.find('$', 1);
    if (!p || text.empty() || text.front() != '$' || second == std::string_view::npos) {
        return std::nullopt;
    }
    try {
        Kept kept{
            {*logN, *r, *p}, fromBase64(text.substr(1, second - 1)), fromBase64(text.substr(second + 1))};
        const bool whole = kept.salt.size() == kSaltSize && kept.digest.size() == kDigestSize;
        return whole ? std::optional(std::move(kept)) : std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
}

} // namespace

void checkPinText(const SecretBuffer& pin)
{
    const std::string_view text(pin.chars(), pin.size());
    std::size_t characters = 0;
    bool fits = true;
    for (std::size_t i = 0; fits && i < text.size(); ++characters) {
        const std::size_t length = utf8SequenceLength(text, i);
        const auto lead = static_cast<unsigned char>(text[i]);
        fits = length != 0 && lead >= 0x20 && lead != 0x7f;
        i += length;
    }
    if (!fits || characters < kShortestPin || characters > kLongestPin) {
        throw Error(ErrorCode::InvalidArgument,
                    "a PIN has " + std::to_string(kShortestPin) + " to " + std::to_string(kLongestPin) +
                        " characters, none of them a control character: choose another one");
    }
}

std::string keptPin(const SecretBuffer& pin)
{
    checkPinText(pin);
    std::array<std::byte, kSaltSize> salt{};
    fillRandom(salt);
    const Cost cost;
    return "$scrypt$ln=" + std::to_string(cost.logN) + ",r=" + std::to_string(cost.r) +
           ",p=" + std::to_string(cost.p) + "$" + toBase64(salt) + "$" +
           toBase64(digestOf(pin, salt, cost).view());
}

bool fitsPin(const SecretBuffer& pin, std::string_view kept)
{
    const std::optional<Kept> parts = partsOf(kept);
    if (!parts) {
        throw Error(ErrorCode::Corrupt, "what a PIN is checked against is damaged: set the PIN anew with "
                                        "\"bindery person set-pin\"");
    }
    return !pin.empty() &&
           digestOf(pin, parts->salt, parts->cost).equals(SecretBuffer::copyOf(parts->digest));
}

} // namespace bindery::db
