// SPDX-License-Identifier: Apache-2.0
#include "base/cms_envelope.h"
#include "base/file.h"
#include "golden/run_checked.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <ctime>

#include <gmock/gmock.h>

namespace bindery
{

namespace
{

class CmsEnvelopes : public ::testing::Test
{
protected:
    std::filesystem::path certificate(const std::vector<std::string>& key) const
    {
        std::vector<std::string> arguments{"openssl", "req",          "-x509", "-nodes",
                                           "-subj",   "/CN=customer", "-days", "30"};
        arguments.insert(arguments.end(), key.begin(), key.end());
        arguments.insert(arguments.end(),
                         {"-keyout", (m_folder / "key").string(), "-out", (m_folder / "cert.pem").string()});
        test::runChecked(arguments);
        return m_folder / "cert.pem";
    }
    /// By openssl, with the key alone.
    std::string opened(const std::string& message) const
    {
        replaceFile(m_folder / "message", asBytes(message));
        test::runChecked({"openssl", "cms", "-decrypt", "-inform", "PEM", "-in",
                          (m_folder / "message").string(), "-inkey", (m_folder / "key").string(), "-out",
                          (m_folder / "plain").string()});
        return readTextFile(m_folder / "plain");
    }
    std::string structure(const std::string& message) const
    {
        replaceFile(m_folder / "message", asBytes(message));
        return test::runChecked({"openssl", "cms", "-cmsout", "-print", "-inform", "PEM", "-in",
                                 (m_folder / "message").string()});
    }
    std::int64_t now() const { return static_cast<std::int64_t>(std::time(nullptr)); }

    test::TempFolder m_folder;
};

} // namespace

TEST_F(CmsEnvelopes, OfEveryKindOfKeyAreOpenedByOpenssl)
{
    const std::vector<std::vector<std::string>> kinds{
        {"-newkey", "rsa:2048"},
        {"-newkey", "rsa:4096"},
        {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"},
        {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"},
        {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1"}};
    const std::string content("a secret\0of bytes\r\n\n", 20);
    for (const auto& kind : kinds) {
        const CmsEnvelope envelope = CmsEnvelope::forCertificate(certificate(kind), now());
        EXPECT_EQ(opened(envelope.seal(asBytes(content))), content) << kind.back();
    }
}

TEST_F(CmsEnvelopes, UseModernParameters)
{
    const std::string rsa = structure(
        CmsEnvelope::forCertificate(certificate({"-newkey", "rsa:2048"}), now()).seal(asBytes("x")));
    EXPECT_THAT(rsa, ::testing::HasSubstr("rsaesOaep"));
    EXPECT_THAT(rsa, ::testing::HasSubstr("aes-256-gcm"));
    const std::string ec =
        structure(CmsEnvelope::forCertificate(
                      certificate({"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"}), now())
                      .seal(asBytes("x")));
    EXPECT_THAT(ec, ::testing::HasSubstr("sha256kdf"));
    EXPECT_THAT(ec, ::testing::HasSubstr("id-aes256-wrap"));
}

TEST_F(CmsEnvelopes, ThatWereChangedDoNotOpen)
{
    const CmsEnvelope envelope = CmsEnvelope::forCertificate(certificate({"-newkey", "rsa:2048"}), now());
    std::string message = envelope.seal(asBytes(std::string(300, 's')));
    const std::size_t place = message.rfind("\n-----END") - 30;
    message[place] = message[place] == 'A' ? 'B' : 'A';
    EXPECT_THROW(opened(message), Error);
}

TEST_F(CmsEnvelopes, TakeTheFirstCertificateOfAFile)
{
    const std::filesystem::path first = certificate({"-newkey", "rsa:2048"});
    std::string chain = readTextFile(first);
    const std::string key = readTextFile(m_folder / "key");
    certificate({"-newkey", "rsa:2048"});
    chain += readTextFile(m_folder / "cert.pem");
    replaceFile(m_folder / "chain.pem", asBytes(chain));
    replaceFile(m_folder / "key", asBytes(key));
    EXPECT_EQ(
        opened(CmsEnvelope::forCertificate(m_folder / "chain.pem", now()).seal(asBytes("for the first"))),
        "for the first");
}

TEST_F(CmsEnvelopes, RefuseCertificatesOutOfTheirTime)
{
    constexpr std::int64_t kYear = std::int64_t{366} * 86400;
    const std::filesystem::path path = certificate({"-newkey", "rsa:2048"});
    test::expectError(ErrorCode::InvalidArgument, "has expired",
                      [&] { CmsEnvelope::forCertificate(path, now() + kYear); });
    test::expectError(ErrorCode::InvalidArgument, "not valid yet",
                      [&] { CmsEnvelope::forCertificate(path, now() - kYear); });
}

TEST_F(CmsEnvelopes, RefuseCertificatesThatAreNotForEncryption)
{
    const auto refused = [&](const std::vector<std::string>& key, const std::string& part) {
        test::expectError(ErrorCode::InvalidArgument, part,
                          [&] { CmsEnvelope::forCertificate(certificate(key), now()); });
    };
    refused({"-newkey", "rsa:1024"}, "1024 bits");
    refused({"-newkey", "ed25519"}, "ED25519");
    refused({"-newkey", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048"}, "RSA-PSS");
    refused({"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime192v1"}, "192 bits");
    refused({"-newkey", "rsa:2048", "-addext", "keyUsage=keyCertSign"}, "keyEncipherment");
    refused({"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-addext", "keyUsage=digitalSignature"},
            "keyAgreement");
}

TEST_F(CmsEnvelopes, RefuseFilesThatHoldNoCertificate)
{
    replaceFile(m_folder / "text", asBytes("no certificate"));
    replaceFile(m_folder / "broken.pem",
                asBytes("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    test::expectError(ErrorCode::InvalidArgument, "PEM",
                      [&] { CmsEnvelope::forCertificate(m_folder / "text", now()); });
    test::expectError(ErrorCode::InvalidArgument, "PEM",
                      [&] { CmsEnvelope::forCertificate(m_folder / "broken.pem", now()); });
    test::expectError(ErrorCode::NotFound, "missing",
                      [&] { CmsEnvelope::forCertificate(m_folder / "missing", now()); });
}

TEST_F(CmsEnvelopes, CarryTheirCertificateAlone)
{
    const std::filesystem::path path = certificate({"-newkey", "rsa:2048"});
    const std::string alone = readTextFile(path);
    replaceFile(path, asBytes("a comment before it\n" + alone + alone));
    const CmsEnvelope envelope = CmsEnvelope::forCertificate(path, now());
    EXPECT_EQ(envelope.certificate(), alone);
    EXPECT_EQ(certificateFingerprint(alone, "it"), envelope.fingerprint());
    EXPECT_EQ(CmsEnvelope::forCertificateText(alone, "it", now()).fingerprint(), envelope.fingerprint());
}

TEST_F(CmsEnvelopes, NoticeThatTheirCertificateExpiresWhileTheyAreOpen)
{
    constexpr std::int64_t kYear = std::int64_t{366} * 86400;
    const CmsEnvelope envelope = CmsEnvelope::forCertificate(certificate({"-newkey", "rsa:2048"}), now());
    EXPECT_NO_THROW(envelope.requireCurrent(now()));
    test::expectError(ErrorCode::InvalidArgument, "cert.pem cannot be used: it has expired",
                      [&] { envelope.requireCurrent(now() + kYear); });
}

} // namespace bindery
