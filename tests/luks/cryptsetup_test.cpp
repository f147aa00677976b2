// SPDX-License-Identifier: Apache-2.0
// cryptsetup, a program that has nothing of ours, reads what we made.
#include "base/file.h"
#include "base/process.h"
#include "base/random.h"
#include "luks/header.h"
#include "luks/header_changes.h"
#include "luks/header_surgery.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <chrono>

#include <fcntl.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::luks;
using namespace std::chrono_literals;

namespace
{

constexpr std::size_t kDataSize = std::size_t{4} << 20U;

/// A partition image with 4 MiB of encrypted data, and the key files beside it.
class Cryptsetup : public ::testing::Test
{
protected:
    Header make(const HeaderProfile& profile = {})
    {
        Header header = Header::create(profile, m_uuid);
        header.addKeyslot(0, m_transport);
        header.addKeyslot(2, m_recovery, KeyslotPriority::Ignore);
        header.addToken({{"type", "bindery-passport"}, {"serial", "U-0001"}, {"format", 1}});
        return header;
    }

    void write(const Header& header)
    {
        const UniqueFd fd = openFile(m_image, O_WRONLY | O_CREAT, 0600);
        writeFully(fd.get(), 0, header.image(), m_image);
        replaceFile(m_folder / "transport", m_transport.view(), 0600);
        replaceFile(m_folder / "recovery", m_recovery.view(), 0600);
    }

    /// In place, as a unit does it.
    void change(const Header& after)
    {
        const UniqueFd fd = openFile(m_image, O_RDWR);
        std::vector<std::byte> before(kHeaderSize);
        ASSERT_TRUE(readFully(fd.get(), 0, before, m_image));
        for (const HeaderStep& step : headerChanges(before, after)) {
            writeFully(fd.get(), step.offset, step.bytes, m_image);
        }
    }

    void writeData(SectorCipher& cipher)
    {
        m_plain.resize(kDataSize);
        fillRandom(m_plain);
        std::vector<std::byte> secret(kDataSize);
        cipher.encrypt(0, m_plain, secret);
        const UniqueFd fd = openFile(m_image, O_WRONLY | O_CREAT, 0600);
        writeFully(fd.get(), kHeaderSize, secret, m_image);
    }

    ProcessResult run(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin(), {"cryptsetup", "--batch-mode"});
        arguments.push_back(m_image.string());
        return runProgram(arguments, 60s);
    }

    ProcessResult tryKey(const std::string& keyFile, std::vector<std::string> more = {}) const
    {
        std::vector<std::string> arguments = {"open", "--test-passphrase", "--key-file", m_folder / keyFile};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }

    Header loadImage() const
    {
        std::vector<std::byte> bytes(kHeaderSize);
        const UniqueFd fd = openFile(m_image, O_RDONLY);
        EXPECT_TRUE(readFully(fd.get(), 0, bytes, m_image));
        return Header::load(bytes);
    }

    void expectPlainAfterDecryption(std::uint32_t sectorSize);

    test::TempFolder m_folder;
    std::filesystem::path m_image = m_folder / "partition.img";
    Uuid m_uuid = Uuid::random();
    SecretBuffer m_transport = SecretBuffer::random(32);
    SecretBuffer m_recovery = SecretBuffer::random(32);
    std::vector<std::byte> m_plain;
};

void Cryptsetup::expectPlainAfterDecryption(std::uint32_t sectorSize)
{
    HeaderProfile profile;
    profile.sectorSize = sectorSize;
    const Header header = make(profile);
    write(header);
    writeData(*header.sectorCipher());
    const ProcessResult result = run({"reencrypt", "--decrypt", "--force-offline-reencrypt", "--header",
                                      m_folder / "header", "--key-file", m_folder / "transport"});
    ASSERT_EQ(result.exitStatus, 0) << result.output;
    std::vector<std::byte> decrypted(kDataSize);
    const UniqueFd fd = openFile(m_image, O_RDONLY);
    ASSERT_TRUE(readFully(fd.get(), 0, decrypted, m_image));
    EXPECT_EQ(decrypted, m_plain);
}

} // namespace

TEST_F(Cryptsetup, SeesTheMetadataThatWeSee)
{
    const Header header = make();
    write(header);
    const ProcessResult result = run({"luksDump", "--dump-json-metadata"});
    ASSERT_EQ(result.exitStatus, 0) << result.output;
    const Json metadata = parseJson(result.output, "luksDump");
    const Json segment = {{"type", "crypt"},
                          {"offset", "16777216"},
                          {"size", "dynamic"},
                          {"iv_tweak", "0"},
                          {"encryption", "aes-xts-plain64"},
                          {"sector_size", 4096}};
    EXPECT_EQ(metadata.at("segments"), Json({{"0", segment}}));
    ASSERT_EQ(metadata.at("keyslots").size(), header.keyslots().size());
    for (const Keyslot& slot : header.keyslots()) {
        const Json& theirs = metadata.at("keyslots").at(std::to_string(slot.number));
        EXPECT_EQ(theirs.at("key_size"), header.volumeKeySize());
        EXPECT_EQ(theirs.at("area").at("encryption"), slot.cipher);
        EXPECT_EQ(theirs.at("area").at("key_size"), 64);
        EXPECT_EQ(theirs.at("kdf").at("type"), slot.kdf);
        EXPECT_EQ(theirs.at("kdf").at("hash"), "sha256");
        EXPECT_EQ(theirs.at("kdf").at("iterations"), slot.iterations);
        EXPECT_EQ(theirs.value("priority", 1) == 0, slot.priority == KeyslotPriority::Ignore);
    }
    EXPECT_EQ(metadata.at("tokens").at("0"), header.tokens().at(0).content);
}

TEST_F(Cryptsetup, SeesLabelAndUuid)
{
    HeaderProfile profile;
    profile.label = "another-label";
    write(make(profile));
    EXPECT_EQ(run({"luksUUID"}).output, m_uuid.text() + "\n");
    EXPECT_THAT(run({"luksDump"}).output, ::testing::HasSubstr("another-label"));
}

TEST_F(Cryptsetup, ExportsOurToken)
{
    const Header header = make();
    write(header);
    const ProcessResult result = run({"token", "export", "--token-id", "0"});
    ASSERT_EQ(result.exitStatus, 0) << result.output;
    EXPECT_EQ(parseJson(result.output, "token"), header.tokens().at(0).content);
}

TEST_F(Cryptsetup, OpensOurKeyslotsWithTheirPassphrasesOnly)
{
    write(make());
    replaceFile(m_folder / "wrong", SecretBuffer::random(32).view(), 0600);
    EXPECT_EQ(tryKey("transport").exitStatus, 0);
    EXPECT_EQ(tryKey("transport", {"--key-slot", "2"}).exitStatus, 2);
    EXPECT_EQ(tryKey("wrong").exitStatus, 2);
}

TEST_F(Cryptsetup, UsesAKeyslotThatIsIgnoredOnlyWhenAsked)
{
    write(make());
    EXPECT_EQ(tryKey("recovery").exitStatus, 2);
    EXPECT_EQ(tryKey("recovery", {"--key-slot", "2"}).exitStatus, 0);
}

TEST_F(Cryptsetup, DecryptsSectorsOf4096BytesToOurPlaintext)
{
    expectPlainAfterDecryption(4096);
}

TEST_F(Cryptsetup, DecryptsSectorsOf512BytesToOurPlaintext)
{
    expectPlainAfterDecryption(512);
}

TEST_F(Cryptsetup, AgreesWithAnEnrolmentAndADestructionInPlace)
{
    Header header = make();
    write(header);
    const SecretBuffer key = SecretBuffer::random(64);
    replaceFile(m_folder / "module", key.view(), 0600);
    const int token = header.addToken({{"type", "bindery-module"}, {"version", 1}});
    change(header);
    header.addKeyslot(1, key);
    change(header);
    header.assignToken(token, 1);
    change(header);
    EXPECT_EQ(tryKey("transport", {"--key-slot", "0"}).exitStatus, 0);
    EXPECT_EQ(tryKey("module", {"--key-slot", "1"}).exitStatus, 0);

    Header loaded = loadImage();
    loaded.destroyKeyslot(0);
    change(loaded);
    EXPECT_NE(tryKey("transport").exitStatus, 0);
    EXPECT_EQ(tryKey("module").exitStatus, 0);
    EXPECT_EQ(tryKey("recovery", {"--key-slot", "2"}).exitStatus, 0);
    const ProcessResult dump = run({"luksDump", "--dump-json-metadata"});
    ASSERT_EQ(dump.exitStatus, 0) << dump.output;
    const Json metadata = parseJson(dump.output, "luksDump");
    EXPECT_FALSE(metadata.at("keyslots").contains("0"));
    EXPECT_EQ(metadata.at("tokens").at(std::to_string(token)).at("keyslots"), Json({"1"}));
}

TEST_F(Cryptsetup, DoesNotOpenADestroyedKeyslot)
{
    Header header = make();
    header.destroyKeyslot(0);
    write(header);
    EXPECT_NE(tryKey("transport").exitStatus, 0);
    EXPECT_NE(tryKey("transport", {"--key-slot", "0"}).exitStatus, 0);
    EXPECT_EQ(tryKey("recovery", {"--key-slot", "2"}).exitStatus, 0);
}

TEST_F(Cryptsetup, FindsTheVolumeKeyNowhereInTheImage)
{
    write(make());
    const std::string keyFile = m_folder / "volume-key";
    const ProcessResult result = run({"luksDump", "--dump-volume-key", "--volume-key-file", keyFile,
                                      "--key-file", m_folder / "transport"});
    ASSERT_EQ(result.exitStatus, 0) << result.output;
    const std::string key = readTextFile(keyFile);
    ASSERT_EQ(key.size(), 64U);
    const std::string image = readTextFile(m_image, Bytes(kHeaderSize));
    EXPECT_EQ(image.find(key.substr(0, 16)), std::string::npos);
    EXPECT_EQ(image.find(key.substr(32, 16)), std::string::npos);
    const auto passphrase = asText(m_transport.view());
    EXPECT_EQ(image.find(passphrase), std::string::npos);
}

TEST_F(Cryptsetup, WritesKeyslotsTokensAndLabelsThatWeRead)
{
    write(make());
    const SecretBuffer added = SecretBuffer::random(64);
    replaceFile(m_folder / "added", added.view(), 0600);
    replaceFile(m_folder / "token.json", asBytes(R"({"type":"theirs","keyslots":["1"],"x":"y"})"), 0600);
    const ProcessResult slot = runProgram({"cryptsetup", "--batch-mode", "luksAddKey", "--key-slot", "1",
                                           "--pbkdf", "pbkdf2", "--pbkdf-force-iterations", "2000",
                                           "--key-file", m_folder / "transport", m_image, m_folder / "added"},
                                          60s);
    ASSERT_EQ(slot.exitStatus, 0) << slot.output;
    const ProcessResult token = run({"token", "import", "--json-file", m_folder / "token.json"});
    ASSERT_EQ(token.exitStatus, 0) << token.output;
    ASSERT_EQ(run({"config", "--label", "theirs"}).exitStatus, 0);

    Header header = loadImage();
    EXPECT_EQ(header.label(), "theirs");
    EXPECT_EQ(header.keyslots().at(1).iterations, 2000U);
    EXPECT_TRUE(header.testKeyslot(1, added));
    EXPECT_EQ(header.tokenOfType("theirs").value().content.at("x"), "y");
}

TEST_F(Cryptsetup, KilledKeyslotIsGoneForUsToo)
{
    write(make());
    ASSERT_EQ(run({"luksKillSlot", "--key-file", m_folder / "recovery", "--key-slot", "2"}).exitStatus, 1);
    const ProcessResult killed =
        runProgram({"cryptsetup", "--batch-mode", "luksKillSlot", m_image, "0"}, 60s);
    ASSERT_EQ(killed.exitStatus, 0) << killed.output;
    Header header = loadImage();
    test::expectError(ErrorCode::NotFound, "keyslot 0", [&] { header.testKeyslot(0, m_transport); });
    EXPECT_TRUE(header.testKeyslot(2, m_recovery));
}

TEST_F(Cryptsetup, LeavesAReencryptionInProgressThatWeRefuse)
{
    const Header header = make();
    write(header);
    writeData(*header.sectorCipher());
    const ProcessResult begun = run({"reencrypt", "--init-only", "--force-offline-reencrypt", "--resilience",
                                     "none", "--pbkdf", "pbkdf2", "--pbkdf-force-iterations", "1000",
                                     "--key-slot", "0", "--key-file", m_folder / "transport"});
    ASSERT_EQ(begun.exitStatus, 0) << begun.output;
    test::expectError(ErrorCode::Corrupt, "config.requirements", [&] { loadImage(); });
}

TEST_F(Cryptsetup, FormatsADefaultHeaderThatWeRead)
{
    const UniqueFd fd = openFile(m_image, O_WRONLY | O_CREAT, 0600);
    writeFully(fd.get(), std::uint64_t{20} << 20U, std::vector<std::byte>(512), m_image);
    replaceFile(m_folder / "transport", m_transport.view(), 0600);
    const ProcessResult formatted =
        runProgram({"cryptsetup", "--batch-mode", "luksFormat", "--type", "luks2", "--pbkdf", "pbkdf2",
                    "--pbkdf-force-iterations", "1000", "--key-size", "512", m_image, m_folder / "transport"},
                   60s);
    ASSERT_EQ(formatted.exitStatus, 0) << formatted.output;
    Header header = loadImage();
    EXPECT_EQ(header.label(), "");
    EXPECT_NE(header.unlock(0, m_transport), nullptr);
}

TEST_F(Cryptsetup, FormatsOtherLayoutsThatWeRefuse)
{
    const UniqueFd fd = openFile(m_image, O_WRONLY | O_CREAT, 0600);
    writeFully(fd.get(), std::uint64_t{40} << 20U, std::vector<std::byte>(4096), m_image);
    replaceFile(m_folder / "transport", m_transport.view(), 0600);
    const auto format = [&](const std::vector<std::string>& choices) {
        std::vector<std::string> arguments = {"cryptsetup", "--batch-mode", "luksFormat",
                                              "--pbkdf",    "pbkdf2",       "--pbkdf-force-iterations",
                                              "1000"};
        arguments.insert(arguments.end(), choices.begin(), choices.end());
        arguments.insert(arguments.end(), {m_image.string(), (m_folder / "transport").string()});
        const ProcessResult result = runProgram(arguments, 60s);
        ASSERT_EQ(result.exitStatus, 0) << result.output;
    };
    format({"--type", "luks2", "--offset", "65536"});
    test::expectError(ErrorCode::Corrupt, "segments.0.offset", [&] { loadImage(); });
    format({"--type", "luks2", "--sector-size", "1024"});
    test::expectError(ErrorCode::Corrupt, "segments.0.sector_size", [&] { loadImage(); });
    format({"--type", "luks1"});
    test::expectError(ErrorCode::Corrupt, "LUKS2 header", [&] { loadImage(); });
}
