// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "luks/aes_xts_cipher_internal.h"

#include <array>
#include <limits>
#include <utility>

#include <openssl/err.h>
#include <openssl/evp.h>

namespace bindery::luks
{

namespace
{

struct FreeCipher {
    void operator()(EVP_CIPHER* cipher) const { EVP_CIPHER_free(cipher); }
};
struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER, FreeCipher>;
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

void require(bool done, const char* act)
{
    if (done) {
        return;
    }
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
    ERR_clear_error();
    throw Error(ErrorCode::Internal, std::string("AES-XTS: ") + act + ": " + reason.data());
}

Context makeContext(const EVP_CIPHER* cipher, const SecretBuffer& key, bool encrypting)
{
    Context context(EVP_CIPHER_CTX_new());
    require(context != nullptr, "making a context");
    const auto* keyBytes = reinterpret_cast<const unsigned char*>(key.chars());
    require(EVP_CipherInit_ex2(context.get(), cipher, keyBytes, nullptr, encrypting ? 1 : 0, nullptr) == 1,
            "setting the key");
    return context;
}

Context copyContext(const Context& original)
{
    Context context(EVP_CIPHER_CTX_new());
    require(context != nullptr, "making a context");
    require(EVP_CIPHER_CTX_copy(context.get(), original.get()) == 1, "copying a context");
    return context;
}

class AesXtsCipher final : public SectorCipher
{
public:
    AesXtsCipher(Context encrypting, Context decrypting, std::uint32_t sectorSize)
        : m_encrypting(std::move(encrypting)), m_decrypting(std::move(decrypting)), m_sectorSize(sectorSize)
    {
    }

    const std::string& name() const override { return m_name; }
    std::uint32_t sectorSize() const override { return m_sectorSize; }
    void encrypt(std::uint64_t offset, ByteView in, ByteSpan out) override
    {
        run(*m_encrypting, offset, in, out);
    }
    void decrypt(std::uint64_t offset, ByteView in, ByteSpan out) override
    {
        run(*m_decrypting, offset, in, out);
    }
    std::unique_ptr<SectorCipher> clone() const override
    {
        return std::make_unique<AesXtsCipher>(copyContext(m_encrypting), copyContext(m_decrypting),
                                              m_sectorSize);
    }

private:
    void run(EVP_CIPHER_CTX& context, std::uint64_t offset, ByteView in, ByteSpan out) const;

    Context m_encrypting;
    Context m_decrypting;
    std::uint32_t m_sectorSize;
    std::string m_name = "aes-xts-plain64";
};

void requireWholeSectors(std::uint32_t sectorSize, std::uint64_t offset, std::size_t inSize,
                         std::size_t outSize)
{
    if (inSize != outSize) {
        throw Error(ErrorCode::InvalidArgument, "sector cipher: " + std::to_string(inSize) +
                                                    " bytes in, room for " + std::to_string(outSize) +
                                                    " out; both must be the same");
    }
    if (offset % sectorSize != 0 || inSize % sectorSize != 0) {
        throw Error(ErrorCode::InvalidArgument, "sector cipher: " + std::to_string(inSize) +
                                                    " bytes at offset " + std::to_string(offset) +
                                                    " are not whole sectors of " +
                                                    std::to_string(sectorSize) + " bytes");
    }
    if (inSize > std::numeric_limits<std::uint64_t>::max() - offset) {
        throw Error(ErrorCode::InvalidArgument, "sector cipher: " + std::to_string(inSize) +
                                                    " bytes at offset " + std::to_string(offset) +
                                                    " reach beyond what 64 bits can count");
    }
}

void AesXtsCipher::run(EVP_CIPHER_CTX& context, std::uint64_t offset, ByteView in, ByteSpan out) const
{
    requireWholeSectors(m_sectorSize, offset, in.size(), out.size());
    const auto* from = reinterpret_cast<const unsigned char*>(in.data());
    auto* to = reinterpret_cast<unsigned char*>(out.data());
    const auto step = static_cast<int>(m_sectorSize);
    std::uint64_t unit = offset / SectorCount::kSectorSize;
    std::array<unsigned char, 16> iv{};
    for (std::size_t done = 0; done < in.size(); done += m_sectorSize) {
        for (unsigned i = 0; i < 8; ++i) {
            iv[i] = static_cast<unsigned char>(unit >> (8 * i));
        }
        int written = 0;
        // One update is one XTS data unit: the tweak starts anew with each IV.
        require(EVP_CipherInit_ex2(&context, nullptr, nullptr, iv.data(), -1, nullptr) == 1 &&
                    EVP_CipherUpdate(&context, to + done, &written, from + done, step) == 1 &&
                    written == step,
                "processing a sector");
        unit += m_sectorSize / SectorCount::kSectorSize;
    }
}

} // namespace

std::unique_ptr<SectorCipher> makeAesXtsCipher(const SecretBuffer& volumeKey, std::uint32_t sectorSize)
{
    if (volumeKey.size() != 32 && volumeKey.size() != 64) {
        throw Error(ErrorCode::InvalidArgument, "AES-XTS: a volume key of " +
                                                    std::to_string(volumeKey.size()) +
                                                    " bytes does not fit; it takes 32 or 64");
    }
    const Cipher cipher(
        EVP_CIPHER_fetch(nullptr, volumeKey.size() == 64 ? "AES-256-XTS" : "AES-128-XTS", nullptr));
    require(cipher != nullptr, "fetching the cipher");
    return std::make_unique<AesXtsCipher>(makeContext(cipher.get(), volumeKey, true),
                                          makeContext(cipher.get(), volumeKey, false), sectorSize);
}

} // namespace bindery::luks
