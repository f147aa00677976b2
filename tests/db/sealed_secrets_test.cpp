// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "base/file.h"
#include "db/create_once_internal.h"
#include "db/database_check.h"
#include "db/sealed_secrets.h"
#include "db/secret_box_internal.h"
#include "db/station_fixture.h"
#include "support/expect_error.h"

#include <cstdlib>
#include <fstream>

#include <sys/stat.h>

namespace bindery::db::test
{

namespace fs = std::filesystem;
using ::bindery::test::expectError;

class SealedSecretsTest : public StationTest
{
protected:
    SealedSecretsTest() : m_secret(SecretBuffer::random(32))
    {
        ::unsetenv("CREDENTIALS_DIRECTORY");
        prepare();
        m_opened = records().openAttempt(newAttempt("UNIT-1"));
        m_context = {m_opened.id, Uuid::random(), "transport"};
    }
    ~SealedSecretsTest() override { ::unsetenv("CREDENTIALS_DIRECTORY"); }

    fs::path wrappingKey() const { return m_state.wrappingKeys() / (m_opened.id + ".key"); }

    static void createFileWith(const fs::path& path)
    {
        ASSERT_TRUE(createOnce(path, SecretBuffer::random(32)));
    }

    /// Files of the state folder that hold the bytes. Of a copy: closing a file of an open database drops its
    /// locks.
    std::vector<std::string> filesWith(ByteView bytes)
    {
        const fs::path copy = m_folder / "copy";
        fs::remove_all(copy);
        EXPECT_EQ(runProgram({"cp", "-a", m_state.root().string(), copy.string()}, std::chrono::seconds(30))
                      .exitStatus,
                  0);
        std::vector<std::string> found;
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(copy)) {
            if (entry.is_regular_file() &&
                readTextFile(entry.path()).find(asText(bytes)) != std::string::npos) {
                found.push_back(entry.path().filename().string());
            }
        }
        return found;
    }

    SecretBuffer m_secret;
    OpenedAttempt m_opened;
    SecretContext m_context;
};

TEST_F(SealedSecretsTest, OpenAgain)
{
    SealedSecrets secrets(records());
    secrets.seal(m_secret, m_context);
    EXPECT_TRUE(secrets.open(m_context).equals(m_secret));
    EXPECT_TRUE(secrets.openFor(m_context.luksUuid).equals(m_secret));
    closeRecords();
    openRecords();
    EXPECT_TRUE(SealedSecrets(records()).open(m_context).equals(m_secret)) << "after a restart";
    struct stat status {
    };
    for (const fs::path& path : {m_state.masterKey(), wrappingKey()}) {
        ASSERT_EQ(::stat(path.c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777U, 0600U) << path;
    }
}

TEST_F(SealedSecretsTest, AreNowhereInTheClear)
{
    SealedSecrets(records()).seal(m_secret, m_context);
    const std::string hex = toHex(m_secret.view());
    const std::string base64 = toBase64(m_secret.view());
    EXPECT_THAT(filesWith(m_secret.view()), ::testing::IsEmpty());
    EXPECT_THAT(filesWith(m_secret.view().first(12)), ::testing::IsEmpty());
    EXPECT_THAT(filesWith(asBytes(hex)), ::testing::IsEmpty());
    EXPECT_THAT(filesWith(asBytes(base64)), ::testing::IsEmpty());
    EXPECT_THAT(filesWith(asBytes("secret.sealed")), ::testing::Not(::testing::IsEmpty()))
        << "the scan does see the database";
}

TEST_F(SealedSecretsTest, AreBoundToAttemptCardAndPurpose)
{
    SealedSecrets secrets(records());
    secrets.seal(m_secret, m_context);
    SecretContext wrong = m_context;
    wrong.luksUuid = Uuid::random();
    expectError(ErrorCode::Corrupt, "another card or purpose", [&] { secrets.open(wrong); });
    wrong = m_context;
    wrong.purpose = "recovery";
    expectError(ErrorCode::Corrupt, "another card or purpose", [&] { secrets.open(wrong); });
    wrong = m_context;
    wrong.attempt = Uuid::random().text();
    expectError(ErrorCode::NotFound, "no secret", [&] { secrets.open(wrong); });
    expectError(ErrorCode::NotFound, "another station", [&] { secrets.openFor(Uuid::random()); });
}

TEST_F(SealedSecretsTest, DoNotOpenWhenRowsWereExchanged)
{
    const OpenedAttempt other = records().openAttempt(newAttempt("UNIT-2"));
    SealedSecrets secrets(records());
    secrets.seal(m_secret, m_context);
    secrets.seal(SecretBuffer::random(32), {other.id, Uuid::random(), "transport"});
    // Someone gives the row of the first attempt the other's card: the ciphertext knows better.
    const Uuid stolen = Uuid::random();
    ASSERT_EQ(tamper("UPDATE sealed_secret SET luks_uuid = '" + stolen.text() + "' WHERE attempt = '" +
                     m_opened.id + "'")
                  .exitStatus,
              0);
    expectError(ErrorCode::Corrupt, "does not open", [&] { secrets.openFor(stolen); });
    // And the ciphertext of another row.
    ASSERT_EQ(
        tamper("UPDATE sealed_secret SET luks_uuid = '" + m_context.luksUuid.text() +
               "', (nonce, ciphertext) = (SELECT nonce, ciphertext FROM sealed_secret WHERE attempt = '" +
               other.id + "') WHERE attempt = '" + m_opened.id + "'")
            .exitStatus,
        0);
    expectError(ErrorCode::Corrupt, "does not open", [&] { secrets.open(m_context); });
}

TEST_F(SealedSecretsTest, DoNotOpenWithoutTheirWrappingKey)
{
    SealedSecrets secrets(records());
    secrets.seal(m_secret, m_context);
    fs::remove(wrappingKey());
    expectError(ErrorCode::NotFound, "cannot be had any more", [&] { secrets.open(m_context); });
}

TEST_F(SealedSecretsTest, DoNotOpenFromABackupAlone)
{
    SealedSecrets(records()).seal(m_secret, m_context);
    const StateFolder thief(m_folder / "thief");
    fs::create_directories(thief.keys());
    fs::copy_file(m_state.stationKey(), thief.stationKey());
    backupDatabase(m_state, thief.database());
    const StationIdentity station = StationIdentity::openOrCreate(thief);
    Records stolen = Records::open(thief, station, m_clock);
    expectError(ErrorCode::NotFound, "wrapping key", [&] { SealedSecrets(stolen).open(m_context); });
    // Nor with the wrapping key, but another master.
    fs::create_directories(thief.wrappingKeys());
    fs::copy_file(wrappingKey(), thief.wrappingKeys() / wrappingKey().filename());
    createFileWith(thief.masterKey());
    expectError(ErrorCode::Corrupt, "does not open", [&] { SealedSecrets(stolen).open(m_context); });
}

TEST_F(SealedSecretsTest, AreGoneWhenDestroyed)
{
    SealedSecrets secrets(records());
    secrets.seal(m_secret, m_context);
    const std::vector<std::byte> ciphertext = records().findSealedSecret(m_opened.id)->ciphertext;
    const std::string keyFile = readTextFile(wrappingKey());
    ASSERT_THAT(filesWith(ciphertext), ::testing::Not(::testing::IsEmpty()));
    const fs::path backup = m_folder / "old.sqlite";
    backupDatabase(m_state, backup);

    secrets.destroy(m_opened.id, "bound", kOperator);
    EXPECT_THAT(filesWith(ciphertext), ::testing::IsEmpty()) << "database and write-ahead log";
    EXPECT_THAT(filesWith(asBytes(keyFile)), ::testing::IsEmpty());
    EXPECT_FALSE(fs::exists(wrappingKey()));
    EXPECT_TRUE(records().findSealedSecret(m_opened.id)->destroyed);
    expectError(ErrorCode::Conflict, "was destroyed", [&] { secrets.open(m_context); });
    const std::int64_t events = records().eventCount();
    secrets.destroy(m_opened.id, "bound", kOperator);
    EXPECT_EQ(records().eventCount(), events) << "again changes nothing";
    EXPECT_TRUE(checkDatabase(m_state, CheckDepth::Full).good());
}

TEST_F(SealedSecretsTest, AreDestroyedByKnownPeopleOnly)
{
    SealedSecrets secrets(records());
    secrets.seal(m_secret, m_context);
    expectError(ErrorCode::NotFound, "nobody", [&] { secrets.destroy(m_opened.id, "x", "stranger"); });
    EXPECT_TRUE(secrets.open(m_context).equals(m_secret));
    expectError(ErrorCode::NotFound, "no secret",
                [&] { secrets.destroy(Uuid::random().text(), "x", kOperator); });
    expectError(ErrorCode::InvalidArgument, "not the id",
                [&] { secrets.destroy("../../master", "x", kOperator); });
}

TEST_F(SealedSecretsTest, AreSealedOncePerAttempt)
{
    SealedSecrets secrets(records());
    secrets.seal(m_secret, m_context);
    expectError(ErrorCode::Conflict, "has a sealed secret",
                [&] { secrets.seal(SecretBuffer::random(32), m_context); });
    EXPECT_TRUE(secrets.open(m_context).equals(m_secret)) << "and the first one still opens";
    expectError(ErrorCode::InvalidArgument, "empty", [&] { secrets.seal(SecretBuffer(), m_context); });
}

TEST_F(SealedSecretsTest, OfAnUnknownAttemptLeaveNoKeyBehind)
{
    SecretContext unknown = m_context;
    unknown.attempt = Uuid::random().text();
    expectError(ErrorCode::NotFound, "no attempt", [&] { SealedSecrets(records()).seal(m_secret, unknown); });
    for (const fs::directory_entry& entry : fs::directory_iterator(m_state.wrappingKeys())) {
        EXPECT_EQ(entry.path().filename(), ".lock");
    }
}

TEST_F(SealedSecretsTest, LoseWrappingKeysThatACrashLeftWithoutARow)
{
    SealedSecrets secrets(records());
    secrets.seal(m_secret, m_context);
    const OpenedAttempt open = records().openAttempt(newAttempt("UNIT-2"));
    const OpenedAttempt closed = records().openAttempt(newAttempt("UNIT-3"));
    records().closeAttempt(closed.id, failed());
    std::ofstream(m_state.wrappingKeys() / (open.id + ".key")) << "{}";
    std::ofstream(m_state.wrappingKeys() / (closed.id + ".key")) << "{}";
    std::ofstream(m_state.wrappingKeys() / (closed.id + ".key.new-0011")) << "{}";
    secrets.removeOrphans();
    EXPECT_TRUE(fs::exists(wrappingKey()));
    EXPECT_TRUE(fs::exists(m_state.wrappingKeys() / (open.id + ".key")))
        << "its attempt may be about to write the row";
    EXPECT_FALSE(fs::exists(m_state.wrappingKeys() / (closed.id + ".key")));
    EXPECT_FALSE(fs::exists(m_state.wrappingKeys() / (closed.id + ".key.new-0011")));
}

TEST_F(SealedSecretsTest, UseTheCredentialOfTheServiceWhereThereIsOne)
{
    const fs::path credentials = m_folder / "credentials";
    fs::create_directory(credentials);
    createFileWith(credentials / "bindery-master");
    ::setenv("CREDENTIALS_DIRECTORY", credentials.c_str(), 1);
    SealedSecrets secrets(records());
    secrets.seal(m_secret, m_context);
    EXPECT_FALSE(fs::exists(m_state.masterKey()));
    EXPECT_TRUE(secrets.open(m_context).equals(m_secret));
    ::unsetenv("CREDENTIALS_DIRECTORY");
    expectError(ErrorCode::NotFound, "bindery-master", [&] { secrets.open(m_context); });
}

TEST_F(SealedSecretsTest, RefuseADamagedKeyFileOrMaster)
{
    SealedSecrets secrets(records());
    secrets.seal(m_secret, m_context);
    const std::string original = readTextFile(wrappingKey());
    const auto put = [&](const std::string& text) {
        std::ofstream(wrappingKey(), std::ios::trunc | std::ios::binary) << text;
    };
    for (std::size_t at = 0; at < original.size() - 1; at += 7) {
        std::string edited = original;
        edited[at] = static_cast<char>(edited[at] ^ 1);
        put(edited);
        EXPECT_THROW(secrets.open(m_context), Error) << at;
    }
    put("{}");
    expectError(ErrorCode::Corrupt, "not a wrapping key", [&] { secrets.open(m_context); });
    put("");
    expectError(ErrorCode::Corrupt, "not a key file", [&] { secrets.open(m_context); });
    put(original);
    EXPECT_TRUE(secrets.open(m_context).equals(m_secret));
    std::ofstream(m_state.masterKey(), std::ios::trunc) << "short";
    expectError(ErrorCode::Corrupt, "shorter than 32", [&] { secrets.open(m_context); });
    fs::permissions(m_state.masterKey(), fs::perms::others_read, fs::perm_options::add);
    expectError(ErrorCode::Conflict, "chmod 600", [&] { secrets.open(m_context); });
}

// The GCM specification (McGrew, Viega), test case 16.
TEST(SecretBox, HasTheCiphertextOfTheSpecification)
{
    const auto secretOf = [](const char* hex) { return SecretBuffer::copyOf(fromHex(hex)); };
    const SecretBuffer key = secretOf("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    const std::vector<std::byte> nonce = fromHex("cafebabefacedbaddecaf888");
    const std::vector<std::byte> additional = fromHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    const SecretBuffer plain = secretOf("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                                        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    const std::vector<std::byte> sealed = sealBox(key, nonce, additional, plain);
    EXPECT_EQ(toHex(sealed), "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                             "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                             "76fc6ece0f4e1768cddf8853bb2d551b");
    EXPECT_TRUE(openBox(key, nonce, additional, sealed).equals(plain));
    std::vector<std::byte> altered = sealed;
    altered[3] ^= std::byte{1};
    expectError(ErrorCode::Corrupt, "does not open", [&] { openBox(key, nonce, additional, altered); });
    expectError(ErrorCode::Corrupt, "too short",
                [&] { openBox(key, nonce, additional, ByteView(sealed).first(16)); });
}

// RFC 5869 appendix A.1, its first 32 bytes.
TEST(SecretBox, DerivesTheKeyOfTheStandard)
{
    const SecretBuffer master = SecretBuffer::copyOf(fromHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"));
    const std::vector<std::byte> info = fromHex("f0f1f2f3f4f5f6f7f8f9");
    EXPECT_EQ(toHex(deriveKey(master, fromHex("000102030405060708090a0b0c"), asText(info)).view()),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
}

} // namespace bindery::db::test
