// SPDX-License-Identifier: Apache-2.0
#include "db/station_identity.h"

#include "base/error.h"
#include "base/file.h"
#include "base/sha256.h"
#include "db/create_once_internal.h"

#include <vector>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace bindery::db
{

namespace
{

template <auto Free>
struct Freer {
    template <typename T>
    void operator()(T* pointer) const
    {
        Free(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;

[[noreturn]] void failOpenSsl(const char* act)
{
    ERR_clear_error();
    throw Error(ErrorCode::Internal, std::string("OpenSSL: ") + act + " failed");
}

const unsigned char* octets(ByteView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// Refuses an encrypted key file, instead of asking for its passphrase at a terminal.
int noPassphrase(char*, int, int, void*)
{
    return -1;
}

std::vector<std::byte> spkiOf(EVP_PKEY* key)
{
    const int size = ::i2d_PUBKEY(key, nullptr);
    if (size <= 0) {
        failOpenSsl("encoding a public key");
    }
    std::vector<std::byte> der(static_cast<std::size_t>(size));
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    ::i2d_PUBKEY(key, &out);
    return der;
}

Key publicHalf(EVP_PKEY* key)
{
    const std::vector<std::byte> der = spkiOf(key);
    const unsigned char* in = octets(der);
    Key half(::d2i_PUBKEY(nullptr, &in, static_cast<long>(der.size())));
    if (!half) {
        failOpenSsl("decoding a public key");
    }
    return half;
}

SecretBuffer freshKeyPem()
{
    const KeyContext context(::EVP_PKEY_CTX_new_id(EVP_PKEY_ED25519, nullptr));
    EVP_PKEY* made = nullptr;
    if (!context || ::EVP_PKEY_keygen_init(context.get()) != 1 ||
        ::EVP_PKEY_keygen(context.get(), &made) != 1) {
        failOpenSsl("making an Ed25519 key");
    }
    const Key key(made);
    const Bio bio(::BIO_new(::BIO_s_secmem())); // wiped when freed
    if (!bio ||
        ::PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        failOpenSsl("encoding the station's key");
    }
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return SecretBuffer::copyOf(asBytes({text, static_cast<std::size_t>(size)}));
}

Key parsePrivate(const SecretBuffer& pem, const std::filesystem::path& path)
{
    const Bio bio(::BIO_new_mem_buf(pem.chars(), static_cast<int>(pem.size())));
    Key key(bio ? ::PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr) : nullptr);
    ERR_clear_error();
    if (!key || ::EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) {
        throw Error(ErrorCode::Corrupt, path.string() +
                                            " does not hold the station's Ed25519 key; restore it from a "
                                            "backup of the station");
    }
    return key;
}

} // namespace

struct StationKey::State {
    Key key;
};

StationKey::StationKey(std::unique_ptr<State> state) : m_state(std::move(state)) {}
StationKey::~StationKey() = default;
StationKey::StationKey(StationKey&&) noexcept = default;
StationKey& StationKey::operator=(StationKey&&) noexcept = default;

StationKey StationKey::fromPem(std::string_view pem, std::string_view what)
{
    constexpr std::size_t kLimit = 65536;
    Key key;
    if (pem.size() <= kLimit) {
        const Bio bio(::BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
        key.reset(bio ? ::PEM_read_bio_PUBKEY(bio.get(), nullptr, noPassphrase, nullptr) : nullptr);
        ERR_clear_error();
    }
    if (!key || ::EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) {
        throw Error(ErrorCode::Corrupt, std::string(what) + " is not an Ed25519 public key in PEM");
    }
    return StationKey(std::make_unique<State>(State{std::move(key)}));
}

std::string StationKey::id() const
{
    constexpr std::size_t kDigits = 16;
    return Sha256::hexOf(spkiOf(m_state->key.get())).substr(0, kDigits);
}

std::string StationKey::pem() const
{
    const Bio bio(::BIO_new(::BIO_s_mem()));
    if (!bio || ::PEM_write_bio_PUBKEY(bio.get(), m_state->key.get()) != 1) {
        failOpenSsl("encoding a public key");
    }
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

bool StationKey::verify(ByteView message, ByteView signature) const
{
    const DigestContext context(::EVP_MD_CTX_new());
    if (!context ||
        ::EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, m_state->key.get()) != 1) {
        failOpenSsl("preparing to verify a signature");
    }
    const bool good = ::EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(message),
                                         message.size()) == 1;
    ERR_clear_error();
    return good;
}

bool StationKey::operator==(const StationKey& other) const
{
    return ::EVP_PKEY_eq(m_state->key.get(), other.m_state->key.get()) == 1;
}

struct StationIdentity::State {
    Key key;
};

StationIdentity::StationIdentity(std::unique_ptr<State> state, StationKey publicKey)
    : m_state(std::move(state)), m_public(std::move(publicKey))
{
}
StationIdentity::~StationIdentity() = default;
StationIdentity::StationIdentity(StationIdentity&&) noexcept = default;
StationIdentity& StationIdentity::operator=(StationIdentity&&) noexcept = default;

StationIdentity StationIdentity::openOrCreate(const StateFolder& state)
{
    const std::filesystem::path path = state.stationKey();
    // Asked in this order: whoever makes both makes the key first.
    const bool hasRecords = std::filesystem::exists(state.database());
    if (!std::filesystem::exists(path)) {
        if (hasRecords) {
            throw Error(ErrorCode::Conflict, state.database().string() + " exists, but the station's key " +
                                                 path.string() +
                                                 " does not; restore the key, or move the records away");
        }
        makeFolders(state.root());
        makeFolders(state.keys(), 0700);
        createOnce(path, freshKeyPem());
    }
    Key key = parsePrivate(readKeyFile(path), path);
    auto publicState = std::make_unique<StationKey::State>(StationKey::State{publicHalf(key.get())});
    return {std::make_unique<State>(State{std::move(key)}), StationKey(std::move(publicState))};
}

Signature StationIdentity::sign(ByteView message) const
{
    const DigestContext context(::EVP_MD_CTX_new());
    Signature signature{};
    std::size_t size = signature.size();
    if (!context || ::EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_state->key.get()) != 1 ||
        ::EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                         octets(message), message.size()) != 1 ||
        size != signature.size()) {
        failOpenSsl("signing with the station's key");
    }
    return signature;
}

} // namespace bindery::db
