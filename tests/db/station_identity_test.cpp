// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "base/process.h"
#include "base/sha256.h"
#include "db/create_once_internal.h"
#include "db/station_identity.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <fstream>
#include <vector>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bindery::db::test
{

namespace fs = std::filesystem;
using ::bindery::test::expectError;
using ::testing::HasSubstr;

class StationIdentityTest : public ::testing::Test
{
protected:
    static ProcessResult openssl(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), "openssl");
        return runProgram(arguments, std::chrono::seconds(30));
    }
    bindery::test::TempFolder m_folder;
    StateFolder m_state{m_folder / "state"};
};

TEST_F(StationIdentityTest, IsMadeOnceAndKept)
{
    const std::string first = StationIdentity::openOrCreate(m_state).publicPem();
    EXPECT_EQ(StationIdentity::openOrCreate(m_state).publicPem(), first);
    struct stat status {
    };
    ASSERT_EQ(::stat(m_state.keys().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST_F(StationIdentityTest, HasTheIdThatOpensslAndSha256Give)
{
    const StationIdentity station = StationIdentity::openOrCreate(m_state);
    const fs::path der = m_folder / "spki.der";
    ASSERT_EQ(openssl({"pkey", "-in", m_state.stationKey().string(), "-pubout", "-outform", "DER", "-out",
                       der.string()})
                  .exitStatus,
              0);
    EXPECT_EQ(station.id(), Sha256::hexOf(asBytes(readTextFile(der))).substr(0, 16));
    EXPECT_THAT(openssl({"pkey", "-in", m_state.stationKey().string(), "-noout", "-text_pub"}).output,
                HasSubstr("ED25519"));
}

TEST_F(StationIdentityTest, SignsWhatOpensslAccepts)
{
    const StationIdentity station = StationIdentity::openOrCreate(m_state);
    const Signature signature = station.sign(asBytes("a message"));
    std::ofstream(m_folder / "message") << "a message";
    std::ofstream(m_folder / "signature", std::ios::binary) << asText(signature);
    std::ofstream(m_folder / "public.pem") << station.publicPem();
    const ProcessResult result =
        openssl({"pkeyutl", "-verify", "-pubin", "-inkey", (m_folder / "public.pem").string(), "-rawin",
                 "-in", (m_folder / "message").string(), "-sigfile", (m_folder / "signature").string()});
    EXPECT_EQ(result.exitStatus, 0) << result.output;
    EXPECT_TRUE(station.publicKey().verify(asBytes("a message"), signature));
    EXPECT_FALSE(station.publicKey().verify(asBytes("a massage"), signature));
    EXPECT_FALSE(station.publicKey().verify(asBytes("a message"), ByteView(signature).first(63)));
}

// RFC 8032 section 7.1, test 2.
TEST_F(StationIdentityTest, VerifiesTheSignatureOfTheStandard)
{
    const StationKey key =
        StationKey::fromPem("-----BEGIN PUBLIC KEY-----\n"
                            "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=\n"
                            "-----END PUBLIC KEY-----\n",
                            "the key of RFC 8032");
    const std::vector<std::byte> signature =
        fromHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    EXPECT_TRUE(key.verify(fromHex("72"), signature));
    EXPECT_FALSE(key.verify(fromHex("73"), signature));
}

TEST_F(StationIdentityTest, IsOneWhenManyProcessesStartAtOnce)
{
    constexpr int kProcesses = 8;
    std::vector<pid_t> children;
    for (int i = 0; i < kProcesses; ++i) {
        const pid_t child = ::fork();
        if (child == 0) {
            try {
                const std::string id = StationIdentity::openOrCreate(m_state).id();
                std::ofstream(m_folder / ("id-" + std::to_string(i))) << id;
                ::_exit(0);
            } catch (...) {
                ::_exit(1);
            }
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    const std::string id = StationIdentity::openOrCreate(m_state).id();
    for (int i = 0; i < kProcesses; ++i) {
        EXPECT_EQ(readTextFile(m_folder / ("id-" + std::to_string(i))), id);
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(m_state.keys())) {
        EXPECT_EQ(entry.path().filename(), "station.pem");
    }
}

TEST_F(StationIdentityTest, RefusesAKeyThatOthersMayHaveRead)
{
    StationIdentity::openOrCreate(m_state);
    fs::permissions(m_state.stationKey(), fs::perms::group_read, fs::perm_options::add);
    expectError(ErrorCode::Conflict, "chmod 600", [&] { StationIdentity::openOrCreate(m_state); });
}

TEST_F(StationIdentityTest, RefusesAFileThatHoldsNoEd25519Key)
{
    makeFolders(m_state.keys(), 0700);
    const std::string path = m_state.stationKey().string();
    const auto refused = [&] {
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
        expectError(ErrorCode::Corrupt, "station.pem", [&] { StationIdentity::openOrCreate(m_state); });
        fs::remove(path);
    };
    std::ofstream(path) << "hello";
    refused();
    std::ofstream(path).close();
    refused();
    ASSERT_EQ(openssl({"genpkey", "-algorithm", "X25519", "-out", path}).exitStatus, 0);
    refused();
    // An encrypted key must not make the program ask for a passphrase.
    ASSERT_EQ(
        openssl({"genpkey", "-algorithm", "ED25519", "-aes256", "-pass", "pass:open sesame", "-out", path})
            .exitStatus,
        0);
    refused();
}

TEST_F(StationIdentityTest, KnowsAPublicKeyWhenItSeesOne)
{
    const StationIdentity station = StationIdentity::openOrCreate(m_state);
    const StationKey key = StationKey::fromPem(station.publicPem(), "the export's key");
    EXPECT_TRUE(key == station.publicKey());
    EXPECT_EQ(key.id(), station.id());
    for (const std::string& text : {std::string(), std::string("hello"), std::string(100000, 'x'),
                                    readTextFile(m_state.stationKey())}) {
        expectError(ErrorCode::Corrupt, "the export's key",
                    [&] { StationKey::fromPem(text, "the export's key"); });
    }
}

} // namespace bindery::db::test
