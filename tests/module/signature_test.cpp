// SPDX-License-Identifier: Apache-2.0
// Signatures of a module, judged against keys and signatures that OpenSSL's own calls make.
#include "base/error.h"
#include "module/security_module.h"
#include "support/expect_error.h"

#include <memory>
#include <vector>

#include <openssl/evp.h>
#include <openssl/x509.h>

using namespace bindery;
using namespace bindery::module;
using namespace bindery::test;

namespace
{

struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

Key curveKey(const char* curve)
{
    return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve));
}

std::vector<std::byte> spkiOf(const Key& key)
{
    std::vector<std::byte> der(static_cast<std::size_t>(i2d_PUBKEY(key.get(), nullptr)));
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    i2d_PUBKEY(key.get(), &out);
    return der;
}

std::vector<std::byte> signatureOf(const Key& key, std::string_view message)
{
    const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
    std::size_t size = 0;
    const auto* in = reinterpret_cast<const unsigned char*>(message.data());
    EXPECT_EQ(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()), 1);
    EXPECT_EQ(EVP_DigestSign(context.get(), nullptr, &size, in, message.size()), 1);
    std::vector<std::byte> signature(size);
    EXPECT_EQ(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, in,
                             message.size()),
              1);
    signature.resize(size);
    return signature;
}

const Digest kDigest = Sha256::of(asBytes("message"));

} // namespace

TEST(Signature, OfOpenSslOverTheMessageVerifiesOverItsDigest)
{
    const Key key = curveKey("P-256");
    const std::vector<std::byte> signature = signatureOf(key, "message");
    EXPECT_TRUE(verifySignature(spkiOf(key), kDigest, signature));
    EXPECT_FALSE(verifySignature(spkiOf(key), Sha256::of(asBytes("another")), signature));
    EXPECT_FALSE(verifySignature(spkiOf(curveKey("P-256")), kDigest, signature));
}

TEST(Signature, ThatWasChangedCutOrMadeLongerDoesNotVerify)
{
    const Key key = curveKey("P-256");
    const std::vector<std::byte> signature = signatureOf(key, "message");
    for (std::size_t i = 0; i < signature.size(); ++i) {
        std::vector<std::byte> changed = signature;
        changed[i] ^= std::byte{1};
        EXPECT_FALSE(verifySignature(spkiOf(key), kDigest, changed)) << i;
        EXPECT_FALSE(verifySignature(spkiOf(key), kDigest, ByteView(signature).first(i))) << i;
    }
    std::vector<std::byte> longer = signature;
    longer.push_back(std::byte{0});
    EXPECT_FALSE(verifySignature(spkiOf(key), kDigest, longer));
    longer.resize(1'000'000);
    EXPECT_FALSE(verifySignature(spkiOf(key), kDigest, longer));
    EXPECT_FALSE(verifySignature(spkiOf(key), kDigest, {}));
}

TEST(Signature, OfZerosDoesNotVerify)
{
    // SEQUENCE { INTEGER 0, INTEGER 0 }: what a careless verifier accepts of every key
    const std::vector<std::byte> zeros = fromHex("3006020100020100");
    EXPECT_FALSE(verifySignature(spkiOf(curveKey("P-256")), kDigest, zeros));
}

TEST(Signature, IsJudgedByP256KeysOnly)
{
    const std::vector<std::byte> signature = signatureOf(curveKey("P-256"), "message");
    for (const char* curve : {"P-384", "P-521", "secp256k1"}) {
        SCOPED_TRACE(curve);
        const std::vector<std::byte> spki = spkiOf(curveKey(curve));
        expectError(ErrorCode::Corrupt, "P-256", [&] { verifySignature(spki, kDigest, signature); });
    }
    const Key ed25519(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    expectError(ErrorCode::Corrupt, "P-256", [&] { verifySignature(spkiOf(ed25519), kDigest, signature); });
}

TEST(Signature, IsNotJudgedByAKeyThatIsCutLongerOrOffTheCurve)
{
    const Key key = curveKey("P-256");
    const std::vector<std::byte> signature = signatureOf(key, "message");
    const std::vector<std::byte> spki = spkiOf(key);
    for (std::size_t size = 0; size < spki.size(); ++size) {
        SCOPED_TRACE(size);
        expectError(ErrorCode::Corrupt, "P-256",
                    [&] { verifySignature(ByteView(spki).first(size), kDigest, signature); });
    }
    std::vector<std::byte> longer = spki;
    longer.push_back(std::byte{0});
    expectError(ErrorCode::Corrupt, "P-256", [&] { verifySignature(longer, kDigest, signature); });
    std::vector<std::byte> off = spki;
    off.back() ^= std::byte{1};
    expectError(ErrorCode::Corrupt, "P-256", [&] { verifySignature(off, kDigest, signature); });
}
