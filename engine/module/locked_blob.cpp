// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"
#include "module/keyed_digest_internal.h"
#include "module/locked_blob_internal.h"
#include "module/openssl_internal.h"
#include "module/security_module.h"

#include <algorithm>
#include <array>

namespace bindery::module
{

namespace
{

constexpr std::string_view kMark = "bindery-locked-1";
constexpr std::size_t kModeOffset = 16;
constexpr std::size_t kModuleOffset = 24;
constexpr std::size_t kModuleSize = 16;
constexpr std::size_t kNonceOffset = 40;
constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kBodyOffset = kNonceOffset + kNonceSize;
constexpr std::size_t kTagSize = 16;

using Front = std::array<std::byte, kNonceOffset>;

Front frontOf(const LockKeys& keys, LockMode mode)
{
    Front front{};
    std::copy_n(asBytes(kMark).begin(), kMark.size(), front.begin());
    front[kModeOffset] = static_cast<std::byte>(mode);
    const Digest module = Sha256::of(keys.publicKey);
    std::copy_n(module.begin(), kModuleSize, front.begin() + kModuleOffset);
    return front;
}

SecretBuffer blobKey(const LockKeys& keys, LockMode mode)
{
    std::array<std::byte, 1 + sizeof(Digest)> demand{};
    demand[0] = static_cast<std::byte>(mode);
    if (mode == LockMode::Production) {
        std::copy(keys.fingerprint.begin(), keys.fingerprint.end(), demand.begin() + 1);
    }
    return secretHmacSha256(keys.lockKey, demand);
}

[[noreturn]] void refuse(const char* why)
{
    throw Error(ErrorCode::ModuleRefused, std::string("the module does not unlock this key: ") + why);
}

LockMode modeOf(ByteView locked)
{
    if (locked.size() <= kBodyOffset + kTagSize ||
        locked.size() > kBodyOffset + SecurityModule::kMaxKeySize + kTagSize ||
        asText(locked.first(kMark.size())) != kMark) {
        refuse("it is nothing that a simulated module locked");
    }
    const auto mode = static_cast<LockMode>(locked[kModeOffset]);
    if (mode != LockMode::Development && mode != LockMode::Production) {
        refuse("it was locked in a mode that does not exist");
    }
    return mode;
}

} // namespace

std::vector<std::byte> lockKey(const LockKeys& keys, LockMode mode, const SecretBuffer& key)
{
    const Front front = frontOf(keys, mode);
    const SecretBuffer secret = blobKey(keys, mode);
    std::vector<std::byte> out(front.begin(), front.end());
    out.resize(kBodyOffset + key.size() + kTagSize);
    const ByteSpan all(out);
    const ByteSpan nonce = all.subspan(kNonceOffset, kNonceSize);
    fillRandom(nonce);
    const OsslCipherContext context(::EVP_CIPHER_CTX_new());
    int length = 0;
    if (!context ||
        ::EVP_EncryptInit_ex2(context.get(), ::EVP_aes_256_gcm(), octets(secret.view()), octets(nonce),
                              nullptr) != 1 ||
        ::EVP_EncryptUpdate(context.get(), nullptr, &length, octets(ByteView(front)),
                            static_cast<int>(front.size())) != 1 ||
        ::EVP_EncryptUpdate(context.get(), octets(all.subspan(kBodyOffset)), &length, octets(key.view()),
                            static_cast<int>(key.size())) != 1 ||
        ::EVP_EncryptFinal_ex(context.get(), octets(all.last(kTagSize)), &length) != 1 ||
        ::EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(kTagSize),
                              octets(all.last(kTagSize))) != 1) {
        failOpenSsl("locking a key");
    }
    return out;
}

SecretBuffer unlockKey(const LockKeys& keys, bool production, ByteView locked)
{
    const LockMode mode = modeOf(locked);
    const Front front = frontOf(keys, mode);
    if (!std::equal(front.begin() + kModuleOffset, front.end(), locked.begin() + kModuleOffset)) {
        refuse("another module locked it");
    }
    if (mode == LockMode::Production && !production) {
        refuse("it was locked in production");
    }
    const SecretBuffer secret = blobKey(keys, mode);
    const ByteView body = locked.subspan(kBodyOffset, locked.size() - kBodyOffset - kTagSize);
    std::array<std::byte, kTagSize> tag{};
    std::copy_n(locked.last(kTagSize).begin(), kTagSize, tag.begin());
    SecretBuffer key(body.size());
    const OsslCipherContext context(::EVP_CIPHER_CTX_new());
    int length = 0;
    if (!context ||
        ::EVP_DecryptInit_ex2(context.get(), ::EVP_aes_256_gcm(), octets(secret.view()),
                              octets(locked.subspan(kNonceOffset, kNonceSize)), nullptr) != 1 ||
        ::EVP_DecryptUpdate(context.get(), nullptr, &length, octets(locked.first(kNonceOffset)),
                            static_cast<int>(kNonceOffset)) != 1 ||
        ::EVP_DecryptUpdate(context.get(), octets(key.span()), &length, octets(body),
                            static_cast<int>(body.size())) != 1 ||
        ::EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(kTagSize), tag.data()) !=
            1) {
        failOpenSsl("unlocking a key");
    }
    // A final block of GCM is empty; a place for it keeps the pointer valid.
    std::array<unsigned char, kTagSize> none{};
    if (::EVP_DecryptFinal_ex(context.get(), none.data(), &length) != 1) {
        ERR_clear_error();
        refuse("it was changed");
    }
    return key;
}

} // namespace bindery::module
