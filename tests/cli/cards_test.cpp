// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "base/file.h"
#include "base/process.h"
#include "cli/card_fixture.h"
#include "cli/console.h"
#include "db/bind_records.h"
#include "golden/disk_images.h"
#include "golden/run_checked.h"
#include "line/attempt_lock.h"
#include "line/station.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <regex>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery::test
{

namespace
{

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr uid_t kNobody = 65534;

/// What openssl alone reads out of an envelope.
Json openEnvelope(const std::filesystem::path& envelope, const std::filesystem::path& certificate)
{
    std::filesystem::path key = certificate;
    key.replace_extension(".key");
    return parseJson(runChecked({"openssl", "cms", "-decrypt", "-inform", "PEM", "-in", envelope.string(),
                                 "-inkey", key.string(), "-recip", certificate.string()}),
                     "the envelope");
}

/// The name of a card image file that cannot be made.
std::filesystem::path tooLong(const std::filesystem::path& folder)
{
    return folder / (std::string(300, 'x') + ".img");
}

void flipByte(const std::filesystem::path& path, std::uint64_t offset)
{
    const UniqueFd file = openFile(path, O_RDWR);
    std::array<std::byte, 1> byte{};
    readFully(file.get(), offset, byte, path);
    byte[0] ^= std::byte{0x10};
    writeFully(file.get(), offset, byte, path);
}

std::string withoutEscapes(const std::string& text)
{
    return std::regex_replace(text, std::regex("\033\\[[0-9;]*[A-Za-z]"), "");
}

} // namespace

using Provision = CardProgram;

TEST_F(Provision, GivesSerialsOfTheStandingOrderAndGoesOnCounting)
{
    const Json result =
        json({"provision", "--golden", "pi", "--to", in("a.img").string(), in("b.img").string()});
    EXPECT_EQ(result.at("order"), "adhoc");
    EXPECT_EQ(result.at("cards").at(0).at("serial"), "ADHOC-000001");
    EXPECT_EQ(result.at("cards").at(1).at("serial"), "ADHOC-000002");
    EXPECT_EQ(result.at("summary").at("passed"), 2);
    EXPECT_EQ(makeCard("c.img").at("serial"), "ADHOC-000003");
}

TEST_F(Provision, TakesSerialsInTheOrderOfTheCards)
{
    const Json result = json({"provision", "--golden", "pi", "--to", in("a.img").string(),
                              in("b.img").string(), "--serial", "S-2", "S-1", "--size", "96MiB"});
    EXPECT_EQ(result.at("cards").at(0).at("serial"), "S-2");
    EXPECT_EQ(result.at("cards").at(1).at("serial"), "S-1");
    EXPECT_EQ(std::filesystem::file_size(in("a.img")), mib(96).count());
}

TEST_F(Provision, MixedResultsExitWith1AndTheGoodCardIsGood)
{
    const ProgramRun ran =
        run({"provision", "--golden", "pi", "--to", in("a.img").string(), tooLong(in("")).string()});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.out, HasSubstr("1 passed, 1 failed"));
    EXPECT_THAT(ran.out, HasSubstr("put the card aside"));
    EXPECT_EQ(run({"verify", in("a.img").string()}).status, 0);
}

TEST_F(Provision, WithoutVerifyEndsAsWrittenUnverified)
{
    const Json result =
        json({"provision", "--golden", "pi", "--to", in("a.img").string(), "--verify", "none"});
    EXPECT_EQ(result.at("cards").at(0).at("result"), "written_unverified");
    EXPECT_EQ(result.at("cards").at(0).at("verify"), "none");
    EXPECT_EQ(result.at("summary").at("passed"), 0);
}

TEST_F(Provision, RefusesBeforeAnythingIsTouched)
{
    makeCard("old.img");
    const std::filesystem::path fresh = in("fresh.img");
    const auto refused = [&](Arguments more, int status, const std::string& part) {
        Arguments arguments{"provision", "--to", fresh.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const ProgramRun ran = run(arguments);
        EXPECT_EQ(ran.status, status) << ran.err;
        EXPECT_THAT(ran.err, HasSubstr(part));
        EXPECT_FALSE(std::filesystem::exists(fresh));
    };
    refused({in("old.img").string(), "--golden", "pi"}, 3, "--overwrite");
    refused({"--golden", "pi", "--size", "4MiB"}, 3, "use a larger card");
    refused({"--golden", "pie"}, 1, "pie");
    refused({"--golden", "pi", "--order", "4711"}, 1, "4711");
    refused({fresh.string(), "--golden", "pi"}, 2, "named twice");
    refused({"--golden", "pi", "--size", "1000000001"}, 2, "multiple of 4096");
    refused({"--golden", "pi", "--serial", "no spaces"}, 2, "no spaces");
}

TEST_F(Provision, NeedsAnApprovedImage)
{
    makeSystemImage(in("other.img"), in("work"), mib(20));
    ASSERT_EQ(
        run({"golden", "stage", in("other.img").string(), "--recipe", "generic", "--name", "other"}).status,
        0);
    const ProgramRun ran = run({"provision", "--golden", "other", "--to", in("a.img").string()});
    EXPECT_EQ(ran.status, 3);
    EXPECT_THAT(ran.err, HasSubstr("bindery golden approve other"));
}

TEST_F(Provision, RecordsTheBadgeOfWhoActs)
{
    makeCard("a.img", {"--actor", "op-3"});
    EXPECT_EQ(json({"records", "list"}).at("attempts").at(0).at("actor"), "op-3");
}

TEST_F(Provision, ToAPipeHasNoEscapeCodesAndALinePerChange)
{
    const ProgramRun ran = run({"provision", "--golden", "pi", "--to", in("a.img").string()});
    EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("\033")));
    EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("\r")));
    EXPECT_THAT(ran.err, HasSubstr("a.img ADHOC-000001: passed after 0:0"));
    EXPECT_THAT(ran.out, HasSubstr("ADHOC-000001  passed"));
}

TEST_F(Provision, WithJsonSaysNothingElseToAPipe)
{
    const ProgramRun ran = run({"provision", "--golden", "pi", "--to", in("a.img").string(), "--json"});
    EXPECT_EQ(ran.status, 0);
    EXPECT_THAT(ran.err, IsEmpty());
    EXPECT_NO_THROW(parseJson(ran.out, "output"));
}

TEST_F(Provision, OnATerminalDrawsLinesThatFitAndEndsWithTheTable)
{
    for (const unsigned short columns : std::initializer_list<unsigned short>{80, 120, 40}) {
        ProgramSetting terminal = setting();
        terminal.terminalColumns = columns;
        terminal.environment["TERM"] = "xterm";
        const ProgramRun ran = runBindery({"provision", "--golden", "pi", "--to", in("a.img").string(),
                                           in("b.img").string(), "--overwrite"},
                                          terminal);
        EXPECT_EQ(ran.status, 0) << ran.out;
        EXPECT_THAT(ran.out, HasSubstr("\033[")) << "nothing was drawn";
        EXPECT_THAT(ran.out, HasSubstr("▸ ")) << "no step was shown";
        const std::size_t table = ran.out.rfind("2 passed");
        ASSERT_NE(table, std::string::npos);
        std::string picture = withoutEscapes(ran.out);
        std::replace(picture.begin(), picture.end(), '\r', '\n');
        for (std::size_t at = 0; at < picture.size();) {
            const std::size_t end = std::min(picture.find('\n', at), picture.size());
            const std::string line = picture.substr(at, end - at);
            if (line.find("▸") != std::string::npos || line.rfind("Total", 0) == 0) {
                EXPECT_LT(cli::displayWidth(line), columns) << line;
            }
            at = end + 1;
        }
    }
}

TEST_F(Provision, ShowsNoColourWhereNoneIsWanted)
{
    ProgramSetting terminal = setting();
    terminal.terminalColumns = 80;
    terminal.environment["TERM"] = "xterm";
    terminal.environment["NO_COLOR"] = "1";
    const ProgramRun ran =
        runBindery({"provision", "--golden", "pi", "--to", in("a.img").string()}, terminal);
    EXPECT_FALSE(std::regex_search(ran.out, std::regex("\033\\[[0-9;]*m"))) << ran.out;
}

using Secrets = CardProgram;

TEST_F(Secrets, AreOpenedByOpensslAloneAndOpenTheCard)
{
    makeCertificate("rsa", {"-newkey", "rsa:2048"});
    makeCertificate("ec", {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"});
    for (const std::string kind : {"rsa", "ec"}) {
        const std::filesystem::path card = in(kind + ".img");
        const std::filesystem::path envelope = in(kind + ".secrets");
        const Json made = makeCard(kind + ".img", {"--export-secrets", envelope.string(), "--to-certificate",
                                                   in(kind + ".pem").string()});
        struct stat status {
        };
        ASSERT_EQ(::stat(envelope.c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777U, 0600U);

        const Json list = openEnvelope(envelope, in(kind + ".pem"));
        ASSERT_EQ(list.size(), 1U);
        EXPECT_EQ(list.at(0).at("serial"), made.at("serial"));
        EXPECT_EQ(list.at(0).at("path"), card.string());
        EXPECT_EQ(list.at(0).at("luks_uuid"), made.at("luks_uuid"));
        EXPECT_EQ(list.at(0).at("keyslot"), 0);
        const std::vector<std::byte> secret = fromBase64(list.at(0).at("secret").get<std::string>());
        EXPECT_EQ(secret.size(), 32U);

        const Json inspected = json({"inspect", card.string()});
        const std::uint64_t offset = inspected.at("luks").at("offset").get<std::uint64_t>();
        runChecked({"dd", "if=" + card.string(), "of=" + in("luks").string(), "bs=1M",
                    "skip=" + std::to_string(offset >> 20U)});
        replaceFile(in("key"), secret, 0600);
        EXPECT_THAT(runChecked({"cryptsetup", "open", "--test-passphrase", "--verbose", "--key-file",
                                in("key").string(), in("luks").string()}),
                    HasSubstr("Key slot 0 unlocked"));
    }
}

TEST_F(Secrets, OpenTheCardForVerifyFromAFileAndFromStandardInput)
{
    makeCertificate("rsa", {"-newkey", "rsa:2048"});
    makeCard("a.img", {"--export-secrets", in("s").string(), "--to-certificate", in("rsa.pem").string()});
    const std::vector<std::byte> secret =
        fromBase64(openEnvelope(in("s"), in("rsa.pem")).at(0).at("secret").get<std::string>());
    replaceFile(in("key"), secret, 0600);
    EXPECT_EQ(run({"verify", in("a.img").string(), "--key-file", in("key").string()}).status, 0);
    ProgramSetting piped = setting();
    piped.input = asText(secret);
    EXPECT_EQ(runBindery({"verify", in("a.img").string(), "--key-file", "-"}, piped).status, 0);
    piped.input.back() = static_cast<char>(piped.input.back() ^ 1);
    EXPECT_EQ(runBindery({"verify", in("a.img").string(), "--key-file", "-"}, piped).status,
              2); // the key is wrong, not the card
    piped.input.clear();
    EXPECT_EQ(runBindery({"verify", in("a.img").string(), "--key-file", "-"}, piped).status, 2);
}

TEST_F(Secrets, AreNeverInWhatTheProgramSays)
{
    makeCertificate("rsa", {"-newkey", "rsa:2048"});
    const ProgramRun ran =
        run({"provision", "--golden", "pi", "--to", in("a.img").string(), "--export-secrets",
             in("s").string(), "--to-certificate", in("rsa.pem").string(), "--log-level", "debug"});
    const std::string secret = openEnvelope(in("s"), in("rsa.pem")).at(0).at("secret").get<std::string>();
    const std::string said = ran.out + ran.err + run({"records", "show", "ADHOC-000001", "--json"}).out +
                             run({"inspect", in("a.img").string(), "--json"}).out;
    EXPECT_THAT(said, Not(HasSubstr(secret)));
    EXPECT_THAT(said, Not(HasSubstr(toHex(fromBase64(secret)))));
}

TEST_F(Secrets, LeaveARecordWithTheCertificate)
{
    makeCertificate("rsa", {"-newkey", "rsa:2048"});
    makeCard("a.img", {"--export-secrets", in("s").string(), "--to-certificate", in("rsa.pem").string()});
    std::string fingerprint =
        runChecked({"openssl", "x509", "-in", in("rsa.pem").string(), "-noout", "-fingerprint", "-sha256"});
    fingerprint = fingerprint.substr(fingerprint.find('=') + 1);
    fingerprint.erase(
        std::remove_if(fingerprint.begin(), fingerprint.end(), [](char c) { return c == ':' || c == '\n'; }),
        fingerprint.end());
    std::transform(fingerprint.begin(), fingerprint.end(), fingerprint.begin(),
                   [](char c) { return static_cast<char>(std::tolower(c)); });
    const Json events = json({"records", "show", "ADHOC-000001"}).at("events");
    EXPECT_EQ(events.back().at("action"), "secret.exported");
    EXPECT_EQ(events.back().at("payload").at("certificate_sha256"), fingerprint);
}

TEST_F(Secrets, AreRefusedBeforeAnyCardIsTouched)
{
    makeCertificate("rsa", {"-newkey", "rsa:2048"});
    makeCertificate("small", {"-newkey", "rsa:1024"});
    makeCertificate("ed", {"-newkey", "ed25519"});
    makeCertificate("signing", {"-newkey", "rsa:2048", "-addext", "keyUsage=digitalSignature"});
    replaceFile(in("taken"), asBytes("older secrets"));
    const auto refused = [&](const std::filesystem::path& file, const std::string& certificate, int status,
                             const std::string& part) {
        const ProgramRun ran =
            run({"provision", "--golden", "pi", "--to", in("a.img").string(), "--export-secrets",
                 file.string(), "--to-certificate", in(certificate).string()});
        EXPECT_EQ(ran.status, status) << ran.err;
        EXPECT_THAT(ran.err, HasSubstr(part));
        EXPECT_FALSE(std::filesystem::exists(in("a.img")));
    };
    refused(in("s"), "small.pem", 2, "1024 bits");
    refused(in("s"), "ed.pem", 2, "ED25519");
    refused(in("s"), "signing.pem", 2, "keyEncipherment");
    refused(in("s"), "rsa.key", 2, "private key");
    refused(in("s"), "system.img", 1, "larger than");
    refused(in("s"), "missing.pem", 1, "missing.pem");
    refused(in("taken"), "rsa.pem", 3, "exists already");
    refused(in("no-folder") / "s", "rsa.pem", 1, "no-folder");
    refused(in("a.img"), "rsa.pem", 2, "both as a card and as the file");
    EXPECT_EQ(readTextFile(in("taken")), "older secrets");
    EXPECT_THAT(json({"records", "list"}).at("attempts"), IsEmpty());
}

TEST_F(Secrets, OfCardsThatDidNotPassStay)
{
    makeCertificate("rsa", {"-newkey", "rsa:2048"});
    const Json result =
        json({"provision", "--golden", "pi", "--to", tooLong(in("")).string(), "--export-secrets",
              in("s").string(), "--to-certificate", in("rsa.pem").string()},
             1);
    EXPECT_EQ(result.at("secrets").at("cards"), 0);
    EXPECT_EQ(result.at("secrets").at("file"), nullptr);
    EXPECT_FALSE(std::filesystem::exists(in("s")));
}

TEST_F(Secrets, LeftWithoutTheirMasterKeyAreFoundByDoctor)
{
    makeCard("a.img");
    EXPECT_EQ(run({"doctor"}).status, 0);
    std::filesystem::remove(state() / "keys" / "master");
    const ProgramRun ran = run({"doctor"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.out, HasSubstr("keys/master is gone"));
}

using VerifyVerb = CardProgram;

TEST_F(VerifyVerb, ExitsWith4AndNamesTheFirstBadByte)
{
    makeCard("a.img");
    const Json card = json({"inspect", in("a.img").string()});
    const std::uint64_t offset = card.at("luks").at("offset").get<std::uint64_t>() + mib(16).count() + 1024;
    flipByte(in("a.img"), offset);
    const ProgramRun ran = run({"verify", in("a.img").string()});
    EXPECT_EQ(ran.status, 4);
    EXPECT_THAT(ran.out, ::testing::ContainsRegex("root +1 of [0-9]+ blocks differ, the first at byte"));
    const Json report = json({"verify", in("a.img").string()}, 4);
    EXPECT_EQ(report.at("passed"), false);
    EXPECT_EQ(report.at("regions").back().at("first_bad").get<std::uint64_t>() / 4096, offset / 4096);
}

TEST_F(VerifyVerb, SaysThatACardIsNotOfThisStation)
{
    makeCard("a.img");
    std::filesystem::rename(state(), in("state-of-another"));
    std::filesystem::create_directory(state());
    const ProgramRun ran = run({"verify", in("a.img").string()});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.err, HasSubstr("no record of a card"));
}

using Inspect = CardProgram;

TEST_F(Inspect, NeedsNoStateFolderAndNoRights)
{
    const Json made = makeCard("a.img");
    ASSERT_EQ(::chmod(in("").c_str(), 0755), 0);
    ASSERT_EQ(::chmod(in("a.img").c_str(), 0644), 0);
    ProgramSetting other{in("none")};
    other.user = kNobody;
    const ProgramRun ran = runBindery({"inspect", in("a.img").string(), "--json"}, other);
    ASSERT_EQ(ran.status, 0) << ran.err << ran.out;
    const Json card = parseJson(ran.out, "output");
    EXPECT_EQ(card.at("kind"), "bindery_card");
    EXPECT_EQ(card.at("luks").at("uuid"), made.at("luks_uuid"));
    EXPECT_EQ(card.at("passport").at("serial"), made.at("serial"));
    EXPECT_EQ(card.at("record"), nullptr);
    EXPECT_EQ(card.at("record_problem"), nullptr);
    EXPECT_FALSE(std::filesystem::exists(in("none")));
}

TEST_F(Inspect, SaysWhenTheRecordsMayNotBeRead)
{
    if (::getuid() != 0) {
        ASSERT_EQ(::chmod(state().c_str(), 0), 0);
    }
    makeCard("a.img");
    ASSERT_EQ(::chmod(in("").c_str(), 0755), 0);
    ASSERT_EQ(::chmod(in("a.img").c_str(), 0644), 0);
    ProgramSetting other = setting();
    other.user = kNobody;
    const Json card = parseJson(runBindery({"inspect", in("a.img").string(), "--json"}, other).out, "output");
    EXPECT_EQ(card.at("record"), nullptr);
    EXPECT_THAT(card.at("record_problem").get<std::string>(), HasSubstr("Permission denied"));
}

TEST_F(Inspect, ShowsWhatTheRecordsSay)
{
    const Json made = makeCard("a.img");
    const Json record = json({"inspect", in("a.img").string()}).at("record");
    EXPECT_EQ(record.at("attempt"), made.at("attempt"));
    EXPECT_EQ(record.at("result"), "passed");
    EXPECT_EQ(record.at("unit_state"), "written");
    const ProgramRun text = run({"inspect", in("a.img").string()});
    EXPECT_THAT(text.out, HasSubstr("a card made by Bindery, not bound yet"));
    EXPECT_THAT(text.out, HasSubstr(made.at("luks_uuid").get<std::string>()));
}

TEST_F(Inspect, FindsTheHeaderByItsSecondCopy)
{
    makeCard("a.img");
    const Json whole = json({"inspect", in("a.img").string()}).at("luks");
    runChecked({"dd", "if=/dev/zero", "of=" + in("a.img").string(), "bs=4096", "count=1", "conv=notrunc",
                "seek=" + std::to_string(whole.at("offset").get<std::uint64_t>() / 4096)});
    EXPECT_EQ(json({"inspect", in("a.img").string()}).at("luks"), whole);
}

TEST_F(Inspect, TakesASystemImageForWhatItIs)
{
    EXPECT_EQ(json({"inspect", in("system.img").string()}).at("kind"), "disk");
}

using GoldenVerbs = CardProgram;

TEST_F(GoldenVerbs, StagingTheSameAgainGivesTheSame)
{
    const Json again =
        json({"golden", "stage", in("system.img").string(), "--recipe", "generic", "--name", "pi"});
    EXPECT_EQ(again.at("staged_before"), true);
    EXPECT_EQ(again.at("golden_image").at("state"), "approved");
    EXPECT_EQ(again.at("golden_image").at("approved_by"), "s-17");
    EXPECT_EQ(json({"golden", "list"}).at("golden_images").size(), 1U);
}

TEST_F(GoldenVerbs, ApprovalIsRefusedTwice)
{
    const ProgramRun ran = run({"golden", "approve", "pi"});
    EXPECT_EQ(ran.status, 3);
    EXPECT_THAT(ran.err, HasSubstr("approved already, by s-17"));
}

TEST_F(GoldenVerbs, ApprovalThatTheStoreDidNotFollowIsTakenUp)
{
    makeSystemImage(in("other.img"), in("work"), mib(20));
    const Json staged =
        json({"golden", "stage", in("other.img").string(), "--recipe", "generic", "--name", "other"});
    {
        const SystemClock clock;
        line::Station station(state(), clock);
        station.records().recordApproved(staged.at("golden_image").at("id"), "s-17");
    }
    EXPECT_EQ(json({"golden", "show", "other"}).at("golden_image").at("state"), "staged");
    EXPECT_EQ(run({"provision", "--golden", "other", "--to", in("a.img").string()}).status, 3);
    EXPECT_EQ(json({"golden", "approve", "other", "--actor", "s-18"}).at("golden_image").at("approved_by"),
              "s-17");
}

TEST_F(GoldenVerbs, AnImageThatIsNotRecordedIsNotApproved)
{
    makeSystemImage(in("other.img"), in("work"), mib(20));
    const Json staged =
        json({"golden", "stage", in("other.img").string(), "--recipe", "generic", "--name", "other"});
    {
        const SystemClock clock;
        line::Station station(state(), clock);
        station.records().recordRemoved(staged.at("golden_image").at("id"), "s-17");
    }
    EXPECT_EQ(json({"golden", "show", "other"}).at("golden_image").at("state"), "unrecorded");
    EXPECT_EQ(run({"golden", "approve", "other"}).status, 3);
    // staging again heals it
    EXPECT_EQ(json({"golden", "stage", in("other.img").string(), "--recipe", "generic", "--name", "other"})
                  .at("staged_before"),
              false);
    EXPECT_EQ(run({"golden", "approve", "other"}).status, 0);
}

TEST_F(GoldenVerbs, RemoveIsRefusedWhileAnAttemptUsesIt)
{
    const std::string id = json({"golden", "show", "pi"}).at("golden_image").at("id");
    const SystemClock clock;
    line::Station station(state(), clock);
    db::NewAttempt attempt;
    attempt.goldenId = id;
    attempt.actor = "s-17";
    attempt.medium.path = "/dev/null";
    attempt.toolVersion = line::toolVersion();
    const line::AttemptLock lock = line::AttemptLock::openLocked(
        station.runFolder(), [&] { return station.records().openAttempt(attempt).id; });
    const ProgramRun ran = run({"golden", "remove", "pi"});
    EXPECT_EQ(ran.status, 3);
    EXPECT_THAT(ran.err, HasSubstr("in use by attempt"));
    EXPECT_EQ(run({"golden", "verify", "pi"}).status, 0);
}

TEST_F(GoldenVerbs, RemovedImagesAreGoneAndStayOnRecord)
{
    makeCard("a.img");
    const ProgramRun kept = run({"golden", "remove", "pi"});
    EXPECT_EQ(kept.status, 3);
    EXPECT_THAT(kept.err, HasSubstr("can only be verified while it is here"));
    EXPECT_EQ(run({"golden", "remove", "pi", "--force"}).status, 0);
    EXPECT_THAT(json({"golden", "list"}).at("golden_images"), IsEmpty());
    EXPECT_EQ(json({"records", "list"}).at("attempts").size(), 1U);
    EXPECT_EQ(run({"provision", "--golden", "pi", "--to", in("b.img").string()}).status, 1);
}

TEST_F(GoldenVerbs, VerifyFindsADamagedRoot)
{
    const std::string folder =
        json({"golden", "show", "pi"}).at("golden_image").at("name").get<std::string>() + "@" +
        json({"golden", "show", "pi"}).at("golden_image").at("digest12").get<std::string>();
    flipByte(state() / "golden" / folder / "root.ext4", 1024 + 56); // in the superblock
    const ProgramRun ran = run({"golden", "verify", "pi"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.err, HasSubstr("root.ext4"));
}

TEST_F(GoldenVerbs, NoImageIsLeftOfASourceThatIsNone)
{
    std::ofstream(in("noise.img")) << std::string(100'000, 'n');
    const ProgramRun ran = run({"golden", "stage", in("noise.img").string(), "--recipe", "generic"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.err, HasSubstr("noise.img"));
    EXPECT_EQ(json({"golden", "list"}).at("golden_images").size(), 1U);
}

TEST_F(GoldenVerbs, AnUnknownRecipeIsRefusedWithThoseThereAre)
{
    const ProgramRun ran = run({"golden", "stage", in("system.img").string(), "--recipe", "pastry"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.err, HasSubstr("generic"));
}

using RecordVerbs = CardProgram;

TEST_F(RecordVerbs, ListFiltersAndLimits)
{
    makeCard("a.img", {"--serial", "S-1"});
    makeCard("b.img", {"--serial", "S-2"});
    run({"provision", "--golden", "pi", "--to", tooLong(in("")).string()});
    const auto count = [&](const Arguments& filter) {
        Arguments arguments{"records", "list"};
        arguments.insert(arguments.end(), filter.begin(), filter.end());
        return json(arguments).at("attempts").size();
    };
    EXPECT_EQ(count({}), 3U);
    EXPECT_EQ(count({"--result", "passed"}), 2U);
    EXPECT_EQ(count({"--serial", "S-1"}), 1U);
    EXPECT_EQ(count({"--golden", "pi"}), 3U);
    EXPECT_EQ(count({"--order", "4711"}), 0U);
    EXPECT_EQ(count({"--since", "1h"}), 3U);
    EXPECT_EQ(count({"--since", "2999-01-01"}), 0U);
    EXPECT_EQ(count({"--limit", "1"}), 1U);
    EXPECT_EQ(json({"records", "list", "--limit", "1"}).at("attempts").at(0).at("result"), "failed");
}

TEST_F(RecordVerbs, ShowTakesASerialOrAnAttempt)
{
    const Json made = makeCard("a.img", {"--serial", "S-1"});
    const Json bySerial = json({"records", "show", "S-1"});
    EXPECT_EQ(bySerial, json({"records", "show", made.at("attempt").get<std::string>()}));
    EXPECT_EQ(bySerial.at("unit").at("state"), "written");
    EXPECT_EQ(bySerial.at("keyslots").at(0).at("state"), "tested");
    const ProgramRun unknown = run({"records", "show", "S-9"});
    EXPECT_EQ(unknown.status, 1);
    EXPECT_THAT(unknown.err, HasSubstr("S-9"));
}

using AuditVerbs = CardProgram;

TEST_F(AuditVerbs, ATamperedExportIsRefusedWithFileLineAndKind)
{
    makeCard("a.img");
    ASSERT_EQ(run({"audit", "export", in("trail").string()}).status, 0);
    std::filesystem::copy_file(in("trail") / "station.pem", in("station.pem"));
    EXPECT_EQ(run({"audit", "verify", in("trail").string(), "--key", in("station.pem").string()}).status, 0);
    const ProgramRun trusting = run({"audit", "verify", in("trail").string()});
    EXPECT_EQ(trusting.status, 0);
    EXPECT_THAT(trusting.out, HasSubstr("The key came with the export"));

    std::string events = readTextFile(in("trail") / "events.jsonl");
    events.replace(events.rfind("passed"), 6, "failed");
    replaceFile(in("trail") / "events.jsonl", asBytes(events));
    const ProgramRun tampered =
        run({"audit", "verify", in("trail").string(), "--key", in("station.pem").string()});
    EXPECT_EQ(tampered.status, 1);
    EXPECT_THAT(tampered.out, ::testing::ContainsRegex("events.jsonl, line [0-9]+: edited"));
}

TEST_F(AuditVerbs, SayHowToGetThePublicKeyAndTakeNoPrivateOne)
{
    const ProgramRun exported = run({"audit", "export", in("trail").string()});
    ASSERT_EQ(exported.status, 0);
    EXPECT_THAT(exported.out, HasSubstr("openssl pkey -pubout -out PUBLIC.pem -in "));
    const std::string own = (state() / "keys" / "station.pem").string();
    const ProgramRun refused = run({"audit", "verify", in("trail").string(), "--key", own});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr(own + " holds a private key"));
    runChecked({"openssl", "pkey", "-pubout", "-out", in("public.pem").string(), "-in", own});
    EXPECT_EQ(run({"audit", "verify", in("trail").string(), "--key", in("public.pem").string()}).status, 0);
}

TEST_F(AuditVerbs, ExportRefusesWhatItDoesNotKnow)
{
    EXPECT_EQ(run({"audit", "export", in("trail").string(), "--order", "4711"}).status, 1);
    EXPECT_EQ(run({"audit", "export", in("trail").string(), "--serial", "S-9"}).status, 1);
    EXPECT_FALSE(std::filesystem::exists(in("trail")));
}

TEST_F(AuditVerbs, ExportMakesNoFoldersAboveItsOwn)
{
    const ProgramRun ran = run({"audit", "export", (in("no") / "such" / "trail").string()});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.err, HasSubstr("there is no folder " + (in("no") / "such").string()));
    EXPECT_FALSE(std::filesystem::exists(in("no")));
    EXPECT_EQ(run({"audit", "export", (in("trail") / "").string()}).status, 0) << "a slash at its end";
}

TEST_F(AuditVerbs, CheckClaimsNoMoreThanItLookedAt)
{
    makeCard("a.img");
    const ProgramRun quick = run({"db", "check"});
    EXPECT_EQ(quick.status, 0);
    EXPECT_THAT(quick.out, HasSubstr("The end of the chain holds:"));
    EXPECT_THAT(quick.out, HasSubstr("bindery db check --full"));
    EXPECT_THAT(quick.out, Not(HasSubstr("All holds")));
    EXPECT_EQ(json({"db", "check"}).at("full"), false);
    EXPECT_THAT(run({"db", "check", "--full"}).out, HasSubstr("All holds:"));
    EXPECT_EQ(json({"db", "check", "--full"}).at("full"), true);
    EXPECT_THAT(run({"audit", "check"}).out, HasSubstr("All holds:"));
}

TEST_F(AuditVerbs, CheckFindsAChangedRow)
{
    makeCard("a.img");
    EXPECT_EQ(run({"audit", "check"}).status, 0);
    EXPECT_EQ(run({"db", "check", "--full"}).status, 0);
    const std::string database = (state() / "records.sqlite").string();
    const ProcessResult trigger = runProgram(
        {"sqlite3", database, "SELECT sql FROM sqlite_master WHERE name = 'audit_event_no_update'"},
        std::chrono::seconds(10));
    runChecked(
        {"sqlite3", database,
         "DROP TRIGGER audit_event_no_update; UPDATE audit_event SET actor = 'nobody' WHERE seq = 3; " +
             trigger.output + ";"});
    const ProgramRun ran = run({"audit", "check"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.out, HasSubstr("event 3"));
}

TEST_F(AuditVerbs, ABackupIsAPrivateCopyThatIsNeverOverwritten)
{
    ASSERT_EQ(run({"db", "backup", in("copy").string()}).status, 0);
    struct stat status {
    };
    ASSERT_EQ(::stat(in("copy").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(run({"db", "backup", in("copy").string()}).status, 3);
}

using Descriptors = CardProgram;

TEST_F(Descriptors, ThatAreClosedAtTheStartEndInNoCard)
{
    ProgramSetting closed = setting();
    closed.closeDescriptors = true;
    EXPECT_EQ(runBindery({"provision", "--golden", "pi", "--to", in("a.img").string()}, closed).status, 0);
    EXPECT_EQ(run({"verify", in("a.img").string()}).status, 0);
}

class JsonOutputs : public CardProgram
{
protected:
    /// As if a unit with this card had asked for its secret.
    void comeToTheBench(const std::string& serial) const
    {
        const SystemClock clock;
        line::Station station(state(), clock);
        db::UnitParts parts;
        parts.piSerial = "P-1";
        parts.piModel = "Raspberry Pi 4 Model B Rev 1.5";
        parts.macs = {"02:00:5e:10:00:09"};
        parts.moduleKind = "simulated";
        parts.moduleModel = "simulated-1";
        parts.moduleSerial = "M-1";
        parts.modulePublicKey = {std::byte{1}, std::byte{2}};
        db::BindStep step;
        step.step = "authorised";
        step.status = "bound development";
        step.headerDigest = std::string(64, 'a');
        step.keyslots = {0, 2};
        step.signature = {std::byte{3}};
        db::BindRecords(station.records())
            .recordAuthorised(station.records().findUnit(serial)->lastAttempt.value(), parts, step, "sup-1");
    }
};

TEST_F(JsonOutputs, FitTheirSchemas)
{
    std::filesystem::create_directory(in("outputs"));
    int number = 0;
    const auto keep = [&](const std::string& schema, const Arguments& arguments, int status = 0) {
        Arguments words = arguments;
        words.emplace_back("--json");
        const ProgramRun ran = run(words);
        EXPECT_EQ(ran.status, status) << schema << ran.out << ran.err;
        replaceFile(in("outputs") / (schema + "." + std::to_string(++number)), asBytes(ran.out));
    };
    makeCertificate("rsa", {"-newkey", "rsa:2048"});
    const std::string card = in("a.img").string();
    keep("golden-stage",
         {"golden", "stage", in("system.img").string(), "--recipe", "generic", "--name", "pi"});
    keep("golden-list", {"golden", "list"});
    keep("golden-show", {"golden", "show", "pi"});
    keep("error", {"golden", "approve", "pi"}, 3);
    keep("golden-verify", {"golden", "verify", "pi"});
    keep("provision",
         {"provision", "--golden", "pi", "--to", card, tooLong(in("")).string(), "--export-secrets",
          in("s").string(), "--to-certificate", in("rsa.pem").string()},
         1);
    keep("provision", {"provision", "--golden", "pi", "--to", in("b.img").string(), "--verify", "none"});
    replaceFile(in("units.csv"), asBytes("serial\nU-1\nU-2\n"));
    for (const char* name : {"u-1.img", "u-2.img"}) {
        keep("provision",
             {"provision", "--golden", "pi", "--units", in("units.csv").string(), "--to", in(name).string()});
    }
    keep("inspect", {"inspect", card});
    keep("inspect", {"inspect", in("system.img").string()});
    keep("inspect", {"inspect", in("rsa.pem").string()}, 0);
    keep("verify", {"verify", card});
    flipByte(card, mib(9).count());
    keep("verify", {"verify", card}, 4);
    keep("records-list", {"records", "list"});
    keep("records-show", {"records", "show", "ADHOC-000001"});
    keep("records-show", {"records", "show", "ADHOC-000002"});
    keep("audit-check", {"audit", "check"});
    keep("audit-export", {"audit", "export", in("trail").string()});
    keep("audit-verify", {"audit", "verify", in("trail").string()});
    std::filesystem::remove(in("trail") / "units.csv");
    keep("audit-verify", {"audit", "verify", in("trail").string()}, 1);
    keep("db-check", {"db", "check"});
    keep("db-backup", {"db", "backup", in("copy").string()});
    keep("slots-learn", {"slots", "learn", "1", "--port", "udev:virtual/1"});
    keep("slots-list", {"slots", "list"});
    keep("person-act", {"person", "add", "sup-1", "--name", "Sven Berg", "--role", "supervisor"});
    keep("person-act", {"person", "add", "op-7", "--actor", "sup-1"});
    keep("person-act", {"person", "set-language", "op-7", "de", "--actor", "sup-1"});
    keep("person-act", {"person", "retire", "op-7", "--actor", "sup-1"});
    keep("person-list", {"person", "list"});
    keep("slots-act", {"slots", "out-of-service", "1", "--reason", "dust"});
    keep("slots-list", {"slots", "list"});
    keep("slots-act", {"slots", "reopen", "1", "--reason", "wiped", "--actor", "sup-1"});
    keep("slots-forget", {"slots", "forget", "1"});
    keep("line-check", {"line", "check", "--good", in("u-1.img").string(), "--bad", card});
    keep("line-check", {"line", "check", "--bad", in("system.img").string()}, 4);
    keep("unit-act", {"unit", "release-reprovision", "U-1", "--reason", "spoiled", "--actor", "sup-1"});
    keep("unit-act", {"unit", "scrap", "U-2", "--reason", "dropped"});
    keep("provision", {"provision", "--golden", "pi", "--to", in("e.img").string(), "--serial", "E-1",
                       "--escrow", in("rsa.pem").string()});
    keep("inspect", {"inspect", in("e.img").string()});
    keep("key-escrow-export", {"key", "escrow-export", "E-1", "--reason", "RMA", "--to",
                               in("rma.pem").string(), "--actor", "sup-1"});
    keep("bind-site", {"bind", "site", "init"});
    keep("bind-site", {"bind", "site", "show"});
    keep("bind-confirm", {"bind", "confirm", "--module", "M-1", "--pi", "P-1"});
    keep("bind-status", {"bind", "status"});
    keep("bind-unit", {"bind", "status", "E-1"});
    const std::string module = in("module.bin").string();
    keep("simulated-module", {"bind", "simulate-module", "create", module, "--serial", "SIM-1"});
    keep("simulated-module", {"bind", "simulate-module", "show", module});
    comeToTheBench("E-1");
    keep("bind-status", {"bind", "status"});
    keep("bind-unit", {"bind", "status", "E-1"});
    keep("inspect", {"inspect", in("e.img").string()});
    keep("unit-take-out-part",
         {"unit", "take-out-part", "module", "M-1", "--reason", "reader broken", "--actor", "sup-1"});
    keep("bind-unit", {"bind", "status", "E-1"});
    keep("unit-act", {"unit", "quarantine", "E-1", "--reason", "seal broken"});
    {
        RunningBindery bench({"bind", "serve", "--listen", "127.0.0.1:0", "--policy", "open", "--json"},
                             setting());
        const std::string listening = bench.lineWith("listening");
        replaceFile(in("outputs") / "bind-event.listening", asBytes(listening));
        const char* const stranger =
            "import socket, sys\n"
            "with socket.create_connection(('127.0.0.1', int(sys.argv[1]))) as bench:\n"
            "    bench.sendall(b'GET / HTTP/1.0\\r\\n\\r\\n')\n"
            "    while bench.recv(4096):\n"
            "        pass\n";
        const auto port = parseJson(listening, "the first line").at("port").get<int>();
        runProgram({"python3", "-c", stranger, std::to_string(port)}, std::chrono::seconds(60));
        replaceFile(in("outputs") / "bind-event.rejected", asBytes(bench.lineWith("rejected")));
        EXPECT_EQ(bench.end(SIGTERM).status, 0);
    }
    keep("doctor", {"doctor"});
    replaceFile(in("serials.txt"), asBytes("P-1\nP-2\n"));
    keep("order-act",
         {"order", "new", "4711", "--golden", "pi", "--serials", "list", "--target", "2", "--fill", "zero",
          "--size-at-most", "64GiB", "--yield-limit", "90", "--escrow", in("rsa.pem").string()});
    keep("order-serials-add", {"order", "serials", "add", "4711", in("serials.txt").string()});
    keep("order-act", {"order", "release", "4711"});
    keep("order-act", {"order", "open", "4711"});
    keep("order-list", {"order", "list"});
    keep("order-show", {"order", "show", "4711"});
    keep("error", {"order", "close", "4711"}, 3);
    keep("order-close", {"order", "close", "4711", "--void-unused", "cut short"});
    keep("records-export", {"records", "export", in("attempts.csv").string()});
    keep("golden-remove", {"golden", "remove", "pi", "--force"});
    keep("golden-stage",
         {"golden", "stage", in("system.img").string(), "--recipe", "generic", "--name", "pi"});
    keep("golden-approve", {"golden", "approve", "pi"});
    keep("error", {"golden", "show", "pie"}, 1);
    keep("error", {"golden", "show"}, 2);

    const char* judge =
        "import json, pathlib, sys\n"
        "import jsonschema\n"
        "schemas = pathlib.Path(sys.argv[1])\n"
        "seen = set()\n"
        "for output in sorted(pathlib.Path(sys.argv[2]).iterdir()):\n"
        "    name = output.name.split('.')[0]\n"
        "    schema = json.loads((schemas / f'{name}.json').read_text())\n"
        "    jsonschema.Draft202012Validator.check_schema(schema)\n"
        "    resolver = jsonschema.RefResolver(schemas.as_uri() + '/', schema)\n"
        "    jsonschema.Draft202012Validator(schema, "
        "resolver=resolver).validate(json.loads(output.read_text()))\n"
        "    seen.add(name)\n"
        "shared = {'attempt', 'golden-image', 'order', 'person', 'reconciliation', 'bind-summary'}\n"
        "starts_a_machine = {'golden-prove'}\n" // tests/system/proofs/image_is_proved.py
        "of_the_daemon = {'station-status', 'station-sign-in', 'station-slot', 'line-status', 'line-act',\n"
        "    'line-check-slot', 'line-watch', 'bind-bench'}\n" // bus_test.cpp
        "left = {path.stem for path in schemas.glob('*.json') if not path.stem.startswith('bus-')}\n"
        "left -= seen | shared | starts_a_machine | of_the_daemon\n"
        "assert not left, f'no output was checked against {left}'\n";
    const ProcessResult judged = runProgram(
        {"python3", "-c", judge, schemaFolder().string(), in("outputs").string()}, std::chrono::seconds(60));
    EXPECT_EQ(judged.exitStatus, 0) << judged.output;
}

} // namespace bindery::test
