// SPDX-License-Identifier: Apache-2.0
#include "base/ssh_host_key.h"

#include "base/base64.h"
#include "base/error.h"
#include "base/random.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>

namespace bindery
{

namespace
{

struct FreeKey {
    void operator()(EVP_PKEY* key) const { ::EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

struct FreeNumber {
    void operator()(BIGNUM* number) const { ::BN_clear_free(number); }
};

[[noreturn]] void fail()
{
    throw Error(ErrorCode::Internal, "OpenSSL cannot make an SSH host key");
}

/// Appends SSH data types (RFC 4251 section 5) to memory that is wiped afterwards.
class Writer
{
public:
    explicit Writer(std::size_t capacity) : m_buffer(capacity) {}

    void raw(ByteView bytes)
    {
        if (bytes.size() > m_buffer.size() - m_used) {
            fail();
        }
        if (!bytes.empty()) {
            std::memcpy(m_buffer.span().data() + m_used, bytes.data(), bytes.size());
        }
        m_used += bytes.size();
    }
    void byte(std::uint8_t value) { raw(std::array{static_cast<std::byte>(value)}); }
    void number(std::uint32_t value)
    {
        for (const unsigned shift : {24U, 16U, 8U, 0U}) {
            byte(static_cast<std::uint8_t>(value >> shift));
        }
    }
    void string(ByteView bytes)
    {
        number(static_cast<std::uint32_t>(bytes.size()));
        raw(bytes);
    }
    void string(std::string_view text) { string(asBytes(text)); }
    /// A positive integer: no leading zeros, but one where the first bit would be a sign.
    void integer(ByteView bigEndian)
    {
        while (!bigEndian.empty() && bigEndian[0] == std::byte{0}) {
            bigEndian = bigEndian.subspan(1);
        }
        const bool needsZero = !bigEndian.empty() && (bigEndian[0] & std::byte{0x80}) != std::byte{0};
        number(static_cast<std::uint32_t>(bigEndian.size() + (needsZero ? 1 : 0)));
        if (needsZero) {
            byte(0);
        }
        raw(bigEndian);
    }
    std::size_t size() const { return m_used; }
    ByteView view() const { return m_buffer.view().first(m_used); }

private:
    SecretBuffer m_buffer;
    std::size_t m_used = 0;
};

constexpr std::size_t kRoom = 1024; // for every part but the comment
constexpr std::size_t kMaxComment = 255;

struct Parts {
    std::string name;
    Writer publicBlob{kRoom};
    Writer privateFields{kRoom}; ///< between the two check numbers and the comment
};

Parts makeEd25519()
{
    constexpr std::size_t kLength = 32;
    const Key key(::EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    SecretBuffer both(2 * kLength); // the private half, then the public one
    std::size_t privateLength = kLength;
    std::size_t publicLength = kLength;
    auto* bytes = reinterpret_cast<unsigned char*>(both.span().data());
    if (!key || ::EVP_PKEY_get_raw_private_key(key.get(), bytes, &privateLength) != 1 ||
        ::EVP_PKEY_get_raw_public_key(key.get(), bytes + kLength, &publicLength) != 1 ||
        privateLength != kLength || publicLength != kLength) {
        fail();
    }
    const ByteView publicHalf = both.view().subspan(kLength);
    Parts parts;
    parts.name = "ssh-ed25519";
    parts.publicBlob.string(parts.name);
    parts.publicBlob.string(publicHalf);
    parts.privateFields.string(parts.name);
    parts.privateFields.string(publicHalf);
    parts.privateFields.string(both.view());
    return parts;
}

Parts makeEcdsaP256()
{
    constexpr std::size_t kPointLength = 65; // uncompressed
    constexpr std::size_t kScalarLength = 32;
    const Key key(::EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    std::array<std::byte, kPointLength> point{};
    std::size_t pointLength = 0;
    BIGNUM* found = nullptr;
    if (!key ||
        ::EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                          reinterpret_cast<unsigned char*>(point.data()), point.size(),
                                          &pointLength) != 1 ||
        pointLength != kPointLength ||
        ::EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &found) != 1) {
        fail();
    }
    const std::unique_ptr<BIGNUM, FreeNumber> scalar(found);
    SecretBuffer bytes(kScalarLength);
    if (::BN_bn2binpad(scalar.get(), reinterpret_cast<unsigned char*>(bytes.span().data()),
                       static_cast<int>(kScalarLength)) != static_cast<int>(kScalarLength)) {
        fail();
    }
    Parts parts;
    parts.name = "ecdsa-sha2-nistp256";
    for (Writer* part : {&parts.publicBlob, &parts.privateFields}) {
        part->string(parts.name);
        part->string("nistp256");
        part->string(point);
    }
    parts.privateFields.integer(bytes.view());
    return parts;
}

/// The private key file; what in it is secret never leaves wiped memory.
SecretBuffer privateFileOf(const Parts& parts, const std::string& comment)
{
    constexpr std::size_t kBlock = 8; // of the cipher "none"
    std::array<std::byte, 4> check{};
    fillRandom(check);
    Writer inner(2 * kRoom);
    inner.raw(check);
    inner.raw(check);
    inner.raw(parts.privateFields.view());
    inner.string(comment);
    for (std::uint8_t pad = 1; inner.size() % kBlock != 0; ++pad) {
        inner.byte(pad);
    }
    Writer outer(4 * kRoom);
    outer.raw(asBytes(std::string_view("openssh-key-v1\0", 15)));
    outer.string("none"); // cipher
    outer.string("none"); // key derivation
    outer.string("");     // its options
    outer.number(1);      // keys
    outer.string(parts.publicBlob.view());
    outer.string(inner.view());

    constexpr std::size_t kLineLength = 70;
    const SecretBuffer text = secretToBase64(SecretBuffer::copyOf(outer.view()));
    Writer lines(8 * kRoom);
    lines.raw(asBytes("-----BEGIN OPENSSH PRIVATE KEY-----\n"));
    for (ByteView rest = text.view(); !rest.empty();) {
        const std::size_t length = std::min(kLineLength, rest.size());
        lines.raw(rest.first(length));
        lines.raw(asBytes("\n"));
        rest = rest.subspan(length);
    }
    lines.raw(asBytes("-----END OPENSSH PRIVATE KEY-----\n"));
    return SecretBuffer::copyOf(lines.view());
}

} // namespace

SshHostKey makeSshHostKey(SshKeyKind kind, const std::string& comment)
{
    if (comment.size() > kMaxComment || comment.find_first_of("\r\n") != std::string::npos) {
        throw Error(ErrorCode::InvalidArgument, "the comment of an SSH key is one line of at most 255 bytes");
    }
    const Parts parts = kind == SshKeyKind::Ed25519 ? makeEd25519() : makeEcdsaP256();
    SshHostKey key;
    key.privateFile = privateFileOf(parts, comment);
    key.publicLine = parts.name + " " + toBase64(parts.publicBlob.view()) + " " + comment + "\n";
    return key;
}

} // namespace bindery
