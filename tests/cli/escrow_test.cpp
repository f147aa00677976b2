// SPDX-License-Identifier: Apache-2.0
// Recovery keys from the order to the RMA desk, where openssl and cryptsetup are all there is.
#include "base/file.h"
#include "base/process.h"
#include "card/card_header.h"
#include "cli/card_fixture.h"
#include "device/open_medium.h"
#include "golden/run_checked.h"

#include <algorithm>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

namespace bindery::test
{

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class EscrowProgram : public CardProgram
{
protected:
    static constexpr int kFailed = 1;
    static constexpr int kUsage = 2;
    static constexpr int kConflict = 3;
    static constexpr int kRights = 6;

    void SetUp() override
    {
        CardProgram::SetUp();
        makeCertificate("desk", {"-newkey", "rsa:2048"});
        expect(0, {"person", "add", "sup-1", "--role", "supervisor"});
    }
    std::string expect(int status, const Arguments& arguments) const
    {
        const ProgramRun ran = run(arguments);
        EXPECT_EQ(ran.status, status) << ::testing::PrintToString(arguments) << ran.out << ran.err;
        return ran.out + ran.err;
    }
    Arguments exportOf(const std::string& serial, const std::string& file,
                       const std::string& actor = "sup-1") const
    {
        return {"key",  "escrow-export",   serial,    "--reason", "RMA 2214",
                "--to", in(file).string(), "--actor", actor};
    }
    /// The header of the card's LUKS partition, as a bound card has it: the transport keyslot is gone.
    std::filesystem::path boundHeader(const std::string& card) const
    {
        const Json luks = json({"inspect", in(card).string()}).at("luks");
        luks::Header header = card::readHeader(*device::openForReading(in(card)), luks.at("offset"));
        header.destroyKeyslot(card::kTransportSlot);
        replaceFile(in(card + ".header"), header.image());
        return in(card + ".header");
    }
    static int cryptsetupOpens(const std::filesystem::path& header, const std::filesystem::path& key,
                               const std::string& slot)
    {
        return runProgram({"cryptsetup", "open", "--test-passphrase", "--key-slot", slot, "--key-file",
                           key.string(), header.string()},
                          std::chrono::seconds(60))
            .exitStatus;
    }
};

TEST_F(EscrowProgram, OpensABoundCardByOpensslAndCryptsetupAlone)
{
    expect(0, {"order", "new", "4711", "--golden", "pi", "--escrow", in("desk.pem").string()});
    std::filesystem::remove(in("desk.pem")); // it was taken by value
    expect(0, {"order", "release", "4711"});
    expect(0, {"order", "open", "4711"});
    EXPECT_THAT(expect(0, {"order", "show", "4711"}), HasSubstr("sealed to certificate"));
    const Json made = json({"provision", "--golden", "pi", "--order", "4711", "--to", in("a.img").string()});
    EXPECT_EQ(made.at("escrow").at("certificate_subject"), "CN=customer");
    const auto serial = made.at("cards").at(0).at("serial").get<std::string>();

    EXPECT_THAT(expect(0, exportOf(serial, "rma.pem")), HasSubstr("--key-slot 2"));
    runChecked({"openssl", "cms", "-decrypt", "-inform", "PEM", "-in", in("rma.pem").string(), "-inkey",
                in("desk.key").string(), "-out", in("recovery.key").string()});
    EXPECT_EQ(std::filesystem::file_size(in("recovery.key")), card::kCardSecretSize);
    const std::filesystem::path header = boundHeader("a.img");
    EXPECT_EQ(cryptsetupOpens(header, in("recovery.key"), "2"), 0);
    EXPECT_NE(cryptsetupOpens(header, in("recovery.key"), "0"), 0);
    replaceFile(in("other.key"), SecretBuffer::random(card::kCardSecretSize).view());
    EXPECT_NE(cryptsetupOpens(header, in("other.key"), "2"), 0);
    EXPECT_EQ(run({"verify", in("a.img").string(), "--key-file", in("recovery.key").string()}).status, 0);
}

TEST_F(EscrowProgram, ShowsInInspectRecordsAndExport)
{
    const Json card = makeCard("a.img", {"--escrow", in("desk.pem").string()});
    const auto serial = card.at("serial").get<std::string>();
    EXPECT_EQ(run({"verify", in("a.img").string()}).status, 0);
    const Json said = json({"inspect", in("a.img").string()});
    ASSERT_EQ(said.at("luks").at("keyslots").size(), 2U);
    EXPECT_EQ(said.at("luks").at("keyslots").at(1).at("purpose"), "recovery");
    EXPECT_EQ(said.at("luks").at("keyslots").at(1).at("priority"), "ignore");
    EXPECT_EQ(said.at("bind_state"), "transport_only");
    EXPECT_EQ(said.at("record").at("bind").at("recovery").at("state"), "escrowed");
    const Json keyslots = json({"records", "show", serial}).at("keyslots");
    ASSERT_EQ(keyslots.size(), 2U);
    EXPECT_EQ(keyslots.at(1).at("purpose"), "recovery");
    EXPECT_EQ(keyslots.at(1).at("state"), "tested");

    expect(0, exportOf(serial, "rma.pem"));
    EXPECT_EQ(json({"inspect", in("a.img").string()}).at("record").at("bind").at("recovery").at("state"),
              "released");
    expect(0, {"audit", "check"});
    expect(0, {"audit", "export", in("trail").string()});
    expect(0, {"audit", "verify", in("trail").string()});
    EXPECT_THAT(readTextFile(in("trail") / "events.jsonl"), HasSubstr("RMA 2214"));
}

TEST_F(EscrowProgram, GivesAKeyOutToASupervisorOnlyAndTakesNoFilesPlace)
{
    const auto serial =
        makeCard("a.img", {"--escrow", in("desk.pem").string()}).at("serial").get<std::string>();
    EXPECT_THAT(expect(kRights, exportOf(serial, "rma.pem", "op-7")), HasSubstr("supervisor"));
    EXPECT_FALSE(std::filesystem::exists(in("rma.pem")));
    EXPECT_THAT(expect(kUsage, {"key", "escrow-export", serial, "--to", in("rma.pem").string()}),
                HasSubstr("--reason"));
    replaceFile(in("taken.pem"), asBytes("another card's"));
    EXPECT_THAT(expect(kConflict, exportOf(serial, "taken.pem")), HasSubstr("name another file"));
    EXPECT_EQ(readTextFile(in("taken.pem")), "another card's");
    EXPECT_THAT(expect(kFailed, exportOf("S-0", "rma.pem")), HasSubstr("S-0"));
    const auto plain = makeCard("b.img").at("serial").get<std::string>();
    EXPECT_THAT(expect(kFailed, exportOf(plain, "rma.pem")), HasSubstr("has no recovery key"));

    expect(0, exportOf(serial, "rma.pem"));
    struct stat status {
    };
    ASSERT_EQ(::stat(in("rma.pem").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0600U);
    for (const auto& entry : std::filesystem::directory_iterator(in(""))) {
        EXPECT_THAT(entry.path().filename().string(), Not(HasSubstr(".new-")));
    }
}

TEST_F(EscrowProgram, RefusesCertificatesThatCannotServeBeforeACardIsTouched)
{
    makeCertificate("signing", {"-newkey", "ed25519"});
    const auto refused = [&](const std::string& file, const std::string& part) {
        EXPECT_THAT(expect(kUsage, {"provision", "--golden", "pi", "--to", in("a.img").string(), "--escrow",
                                    in(file).string()}),
                    HasSubstr(part));
        EXPECT_FALSE(std::filesystem::exists(in("a.img")));
        EXPECT_THAT(expect(kUsage, {"order", "new", "4711", "--escrow", in(file).string()}), HasSubstr(part));
        expect(kFailed, {"order", "show", "4711"});
    };
    refused("signing.pem", "ask for one with an RSA or EC key");
    refused("desk.key", "it holds a private key");
    EXPECT_EQ(json({"records", "list"}).at("attempts").size(), 0U);
    expect(kFailed, {"provision", "--golden", "pi", "--to", in("a.img").string(), "--escrow",
                     in("missing.pem").string()});
}

TEST_F(EscrowProgram, NeverLeavesARecoveryKeyInTheState)
{
    const auto serial =
        makeCard("a.img", {"--escrow", in("desk.pem").string()}).at("serial").get<std::string>();
    expect(0, exportOf(serial, "rma.pem"));
    runChecked({"openssl", "cms", "-decrypt", "-inform", "PEM", "-in", in("rma.pem").string(), "-inkey",
                in("desk.key").string(), "-out", in("recovery.key").string()});
    const std::string key = readTextFile(in("recovery.key"));
    for (const auto& entry : std::filesystem::recursive_directory_iterator(state())) {
        if (entry.is_regular_file() && entry.path().string().find("/golden/") == std::string::npos) {
            EXPECT_EQ(readTextFile(entry.path(), mib(64)).find(key), std::string::npos) << entry.path();
        }
    }
}

} // namespace bindery::test
