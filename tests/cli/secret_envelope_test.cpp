// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/secret_envelope.h"
#include "cli/secret_list.h"
#include "golden/run_checked.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <ctime>

namespace bindery::cli
{

namespace
{

class SecretEnvelopes : public ::testing::Test
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

TEST_F(SecretEnvelopes, OfEveryKindOfKeyAreOpenedByOpenssl)
{
    const std::vector<std::vector<std::string>> kinds{
        {"-newkey", "rsa:2048"},
        {"-newkey", "rsa:4096"},
        {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"},
        {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"},
        {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1"}};
    const std::string content("a secret\0of bytes\r\n\n", 20);
    for (const auto& kind : kinds) {
        const SecretEnvelope envelope = SecretEnvelope::forCertificate(certificate(kind), now());
        EXPECT_EQ(opened(envelope.seal(asBytes(content))), content) << kind.back();
    }
}

TEST_F(SecretEnvelopes, UseModernParameters)
{
    const std::string rsa = structure(
        SecretEnvelope::forCertificate(certificate({"-newkey", "rsa:2048"}), now()).seal(asBytes("x")));
    EXPECT_THAT(rsa, ::testing::HasSubstr("rsaesOaep"));
    EXPECT_THAT(rsa, ::testing::HasSubstr("aes-256-gcm"));
    const std::string ec =
        structure(SecretEnvelope::forCertificate(
                      certificate({"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"}), now())
                      .seal(asBytes("x")));
    EXPECT_THAT(ec, ::testing::HasSubstr("sha256kdf"));
    EXPECT_THAT(ec, ::testing::HasSubstr("id-aes256-wrap"));
}

TEST_F(SecretEnvelopes, ThatWereChangedDoNotOpen)
{
    const SecretEnvelope envelope =
        SecretEnvelope::forCertificate(certificate({"-newkey", "rsa:2048"}), now());
    std::string message = envelope.seal(asBytes(std::string(300, 's')));
    const std::size_t place = message.rfind("\n-----END") - 30;
    message[place] = message[place] == 'A' ? 'B' : 'A';
    EXPECT_THROW(opened(message), Error);
}

TEST_F(SecretEnvelopes, TakeTheFirstCertificateOfAFile)
{
    const std::filesystem::path first = certificate({"-newkey", "rsa:2048"});
    std::string chain = readTextFile(first);
    const std::string key = readTextFile(m_folder / "key");
    certificate({"-newkey", "rsa:2048"});
    chain += readTextFile(m_folder / "cert.pem");
    replaceFile(m_folder / "chain.pem", asBytes(chain));
    replaceFile(m_folder / "key", asBytes(key));
    EXPECT_EQ(
        opened(SecretEnvelope::forCertificate(m_folder / "chain.pem", now()).seal(asBytes("for the first"))),
        "for the first");
}

TEST_F(SecretEnvelopes, RefuseCertificatesOutOfTheirTime)
{
    constexpr std::int64_t kYear = std::int64_t{366} * 86400;
    const std::filesystem::path path = certificate({"-newkey", "rsa:2048"});
    test::expectError(ErrorCode::InvalidArgument, "has expired",
                      [&] { SecretEnvelope::forCertificate(path, now() + kYear); });
    test::expectError(ErrorCode::InvalidArgument, "not valid yet",
                      [&] { SecretEnvelope::forCertificate(path, now() - kYear); });
}

TEST_F(SecretEnvelopes, RefuseCertificatesThatAreNotForEncryption)
{
    const auto refused = [&](const std::vector<std::string>& key, const std::string& part) {
        test::expectError(ErrorCode::InvalidArgument, part,
                          [&] { SecretEnvelope::forCertificate(certificate(key), now()); });
    };
    refused({"-newkey", "rsa:1024"}, "1024 bits");
    refused({"-newkey", "ed25519"}, "ED25519");
    refused({"-newkey", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048"}, "RSA-PSS");
    refused({"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime192v1"}, "192 bits");
    refused({"-newkey", "rsa:2048", "-addext", "keyUsage=keyCertSign"}, "keyEncipherment");
    refused({"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-addext", "keyUsage=digitalSignature"},
            "keyAgreement");
}

TEST_F(SecretEnvelopes, RefuseFilesThatHoldNoCertificate)
{
    replaceFile(m_folder / "text", asBytes("no certificate"));
    replaceFile(m_folder / "broken.pem",
                asBytes("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    test::expectError(ErrorCode::InvalidArgument, "PEM",
                      [&] { SecretEnvelope::forCertificate(m_folder / "text", now()); });
    test::expectError(ErrorCode::InvalidArgument, "PEM",
                      [&] { SecretEnvelope::forCertificate(m_folder / "broken.pem", now()); });
    test::expectError(ErrorCode::NotFound, "missing",
                      [&] { SecretEnvelope::forCertificate(m_folder / "missing", now()); });
}

TEST(SecretList, IsJsonWithTheSecretsInBase64)
{
    std::vector<ReleasedSecret> secrets;
    secrets.push_back({"S-1", "/a \"quoted\"\n.img", Uuid::random(), 0, SecretBuffer::random(32)});
    secrets.push_back({"S-2", "\xff.img", Uuid::random(), 0, SecretBuffer::random(31)});
    const SecretBuffer text = secretListJson(secrets);
    const Json list = parseJson(asText(text.view()), "list");
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list.at(0).at("path"), "/a \"quoted\"\n.img");
    EXPECT_EQ(list.at(0).at("luks_uuid"), secrets[0].luksUuid.text());
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(list.at(i).at("secret"), toBase64(secrets[i].secret.view()));
        EXPECT_EQ(list.at(i).size(), 5U);
    }
}

TEST(SecretList, OfNoCardIsAnEmptyArray)
{
    EXPECT_EQ(parseJson(asText(secretListJson({}).view()), "list"), Json::array());
}

} // namespace bindery::cli
