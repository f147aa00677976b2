// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "cli/console.h"
#include "cli/program.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace bindery::test
{

namespace
{

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr uid_t kNobody = 65534;

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

Arguments wordsOf(const std::string& text)
{
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), std::istream_iterator<std::string>()};
}

/// The verbs that `bindery --help` lists.
std::vector<std::string> listedVerbs()
{
    std::vector<std::string> verbs;
    bool inList = false;
    for (const std::string& line : linesOf(runBindery({"--help"}).out)) {
        inList = line == "Verbs" || (inList && !line.empty());
        if (inList && line.size() > 2 && line[0] == ' ' && line[2] != ' ') {
            verbs.push_back(line.substr(2, line.find("  ", 2) - 2));
        }
    }
    return verbs;
}

/// The same of the tree: "golden stage", ...
std::vector<std::string> verbsOf(const Json& tree, const std::string& words)
{
    std::vector<std::string> verbs;
    for (const Json& verb : tree.at("verbs")) {
        const std::string name = words + verb.at("name").get<std::string>();
        const std::vector<std::string> deeper = verbsOf(verb, name + " ");
        if (deeper.empty()) {
            verbs.push_back(name);
        }
        verbs.insert(verbs.end(), deeper.begin(), deeper.end());
    }
    return verbs;
}

ProgramRun expectUsageError(const std::string& command, const std::string& part)
{
    const ProgramRun run = runBindery(wordsOf(command));
    EXPECT_EQ(run.status, 2) << command << "\n" << run.err;
    EXPECT_THAT(run.err, StartsWith("bindery: "));
    EXPECT_THAT(run.err, HasSubstr(part)) << command;
    EXPECT_THAT(run.out, IsEmpty()) << command;
    return run;
}

} // namespace

TEST(Help, ListsTheVerbsOfTheStation)
{
    EXPECT_THAT(listedVerbs(),
                ::testing::ElementsAre(
                    "golden stage", "golden list", "golden show", "golden prove", "golden approve",
                    "golden verify", "golden remove", "provision", "station status", "station sign-in",
                    "station sign-out", "station learn", "station forget", "station doctor", "line run",
                    "line check", "line status", "line watch", "line use", "line leave", "line start",
                    "line cancel", "line acknowledge", "line allow", "line serial", "line pause",
                    "line resume", "line reopen", "line out-of-service", "line check-slot", "inspect",
                    "verify", "order new", "order list", "order show", "order release", "order open",
                    "order pause", "order approve-first-article", "order close", "order serials add",
                    "bind site init", "bind site join", "bind site show", "bind serve", "bind confirm",
                    "bind arm", "bind disarm", "bind bench", "bind status", "bind simulate-module create",
                    "bind simulate-module fault", "bind simulate-module show",
                    "bind simulate-module bind-permanently", "unit scrap", "unit release-reprovision",
                    "unit quarantine", "unit rma", "unit retire", "unit take-out-part", "key escrow-export",
                    "records list", "records show", "records export", "audit export", "audit verify",
                    "audit check", "db check", "db backup", "slots list", "slots learn", "slots forget",
                    "slots reopen", "slots out-of-service", "person add", "person list", "person retire",
                    "person set-pin", "person set-language", "doctor"));
}

TEST(HelpTree, HoldsTheVerbsThatTheHelpLists)
{
    const ProgramRun run = runBindery({"help-tree"});
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(verbsOf(parseJson(run.out, "help-tree"), ""), listedVerbs());
}

TEST(HelpTree, TellsTheWordsThatAnOptionTakes)
{
    const Json tree = parseJson(runBindery({"help-tree"}).out, "help-tree");
    const Json& verbs = tree.at("verbs");
    const auto provision = std::find_if(verbs.begin(), verbs.end(),
                                        [](const Json& verb) { return verb.at("name") == "provision"; });
    ASSERT_NE(provision, verbs.end());
    const Json& options = provision->at("options");
    const auto fill = std::find_if(options.begin(), options.end(), [](const Json& option) {
        return option.at("names") == Json::array({"--fill"});
    });
    ASSERT_NE(fill, options.end());
    EXPECT_EQ(fill->at("value"), "FILL");
    EXPECT_THAT(fill->at("choices"), ::testing::UnorderedElementsAre("discard", "random", "zero", "none"));
}

TEST(Help, OfEveryListedVerbExistsWithAnExampleAndFits80Columns)
{
    for (const std::string& verb : listedVerbs()) {
        Arguments words = wordsOf(verb);
        words.emplace_back("--help");
        const ProgramRun run = runBindery(words);
        EXPECT_EQ(run.status, 0) << verb;
        EXPECT_THAT(run.out, StartsWith("Usage: bindery " + verb));
        EXPECT_THAT(run.out, HasSubstr("\n  bindery " + verb)) << "no example";
        for (const std::string& line : linesOf(run.out)) {
            EXPECT_LE(cli::displayWidth(line), 80U) << verb << ": " << line;
        }
    }
}

TEST(Help, NamesNoVerbThatIsMissing)
{
    const std::vector<std::string> verbs = listedVerbs();
    std::vector<std::string> texts{runBindery({"--help"}).out};
    for (const std::string& verb : verbs) {
        Arguments words = wordsOf(verb);
        words.emplace_back("--help");
        texts.push_back(runBindery(words).out);
    }
    for (const std::string& text : texts) {
        for (std::size_t at = text.find("  bindery "); at != std::string::npos;
             at = text.find("  bindery ", at + 1)) {
            const std::string command = text.substr(at + 10, text.find('\n', at) - at - 10);
            EXPECT_TRUE(std::any_of(verbs.begin(), verbs.end(),
                                    [&](const std::string& verb) { return command.rfind(verb, 0) == 0; }) ||
                        command.rfind("VERB", 0) == 0)
                << command;
        }
    }
}

TEST(Usage, VersionIsSaid)
{
    const ProgramRun run = runBindery({"--version"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, ::testing::MatchesRegex("bindery [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(Usage, AMissingVerbIsNamedAsSuch)
{
    EXPECT_THAT(expectUsageError("", "a verb is missing").err, HasSubstr("bindery --help"));
    EXPECT_THAT(expectUsageError("golden", "a verb is missing").err, HasSubstr("bindery golden --help"));
}

TEST(Usage, UnknownWordsAreNamed)
{
    expectUsageError("bake", "there is no verb \"bake\"");
    expectUsageError("golden bake", "there is no verb \"bake\"");
    expectUsageError("golden list --wet", "\"--wet\" was not expected");
    expectUsageError("inspect one two", "\"two\" was not expected");
}

TEST(Usage, MissingArgumentsAreNamed)
{
    expectUsageError("golden stage image.img", "--recipe");
    expectUsageError("golden show", "NAME");
    expectUsageError("provision --golden pi", "--to");
    expectUsageError("provision --to a.img", "--golden");
    expectUsageError("inspect", "PATH");
}

TEST(Usage, ValuesThatCannotBeAreRefusedWithWhatCan)
{
    expectUsageError("provision --golden pi --to a.img --size 4parsecs", "4GiB");
    expectUsageError("provision --golden pi --to a.img --verify some", "full");
    expectUsageError("provision --golden pi --to a.img --ssh-keys old", "first-boot");
    expectUsageError("provision --golden pi --to a.img --fill shred", "random");
    expectUsageError("records list --result good", "written_unverified");
    expectUsageError("records list --limit 0", "--limit");
    expectUsageError("records list --limit -3", "--limit");
    expectUsageError("records list --since yesterday", "2026-07-29");
    expectUsageError("records list --since 2026-02-31", "2026-02-31");
    expectUsageError("audit export trail --from 1d --to 2d", "not before");
    expectUsageError("doctor --log-level loud", "warning");
}

TEST(Usage, AnEmptyStateFolderIsNoFolder)
{
    const ProgramRun run = runBindery({"golden", "list", "--state", ""});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr("--state names no folder"));
    EXPECT_EQ(runBindery({"golden", "list", "--state="}).status, 2);
}

TEST(Usage, OneSerialForEachCard)
{
    expectUsageError("provision --golden pi --to a.img b.img --serial S-1", "1 serials for 2 cards");
}

TEST(Usage, SecretsNeedACertificateAndAVerify)
{
    expectUsageError("provision --golden pi --to a.img --export-secrets s.pem", "--to-certificate");
    expectUsageError("provision --golden pi --to a.img --to-certificate c.pem", "--export-secrets");
    expectUsageError(
        "provision --golden pi --to a.img --export-secrets s.pem --to-certificate c.pem --verify none",
        "passed a verify");
}

TEST(Usage, ErrorsAreJsonOnStandardOutputWhenAsked)
{
    const ProgramRun run = runBindery({"golden", "show", "--json"});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, IsEmpty());
    const Json error = parseJson(run.out, "output").at("error");
    EXPECT_EQ(error.at("code"), "InvalidArgument");
    EXPECT_THAT(error.at("message").get<std::string>(), HasSubstr("NAME"));
    EXPECT_THAT(error.at("cure").get<std::string>(), HasSubstr("bindery golden show --help"));
}

TEST(Errors, AreALineAndTheOperatorsSentence)
{
    const TempFolder folder;
    const ProgramRun run = runBindery({"inspect", (folder / "nothing.img").string()});
    EXPECT_EQ(run.status, 1);
    const std::vector<std::string> lines = linesOf(run.err);
    ASSERT_EQ(lines.size(), 2U) << run.err;
    EXPECT_THAT(lines[0], StartsWith("bindery: "));
    EXPECT_THAT(lines[0], HasSubstr("nothing.img"));
    EXPECT_EQ(lines[1], "         There is no such thing. Check the name.");
}

TEST(Errors, CannotSteerATerminal)
{
    const ProgramRun run = runBindery({"golden", "show", "\033[31mred"}, {"/nonexistent"});
    EXPECT_THAT(run.err, Not(HasSubstr("\033")));
}

TEST(Errors, AreToldWhenStandardOutputIsFull)
{
    ProgramSetting setting;
    setting.outFile = "/dev/full";
    const ProgramRun run = runBindery({"--version"}, setting);
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.err, HasSubstr("writing the output"));
}

TEST(Output, ToAReaderThatWentAwayIsNoError)
{
    ProgramSetting setting;
    setting.closeReader = true;
    const ProgramRun run = runBindery({"--help"}, setting);
    EXPECT_EQ(run.status, 0) << run.err;
}

TEST(StateFolder, IsNotMadeByVerbsThatOnlyLook)
{
    const TempFolder folder;
    const ProgramSetting setting{folder / "state"};
    for (const char* command : {"golden list",
                                "golden show pi",
                                "golden approve pi",
                                "golden remove pi",
                                "golden verify pi",
                                "records list",
                                "records show S-1",
                                "records export attempts.csv",
                                "audit check",
                                "audit export trail",
                                "db check",
                                "db backup copy",
                                "verify card.img",
                                "person list",
                                "person retire x",
                                "person set-pin x",
                                "person set-language x de",
                                "unit scrap x --reason y",
                                "slots reopen 1 --reason y",
                                "bind site show",
                                "bind serve",
                                "bind confirm --module m --pi p",
                                "bind status",
                                "key escrow-export u --reason y --to f",
                                "unit quarantine x --reason y",
                                "unit take-out-part pi x --reason y",
                                "line check --good a.img",
                                "provision --golden pi --to a.img"}) {
        const ProgramRun run = runBindery(wordsOf(command), setting);
        EXPECT_EQ(run.status, 1) << command;
        EXPECT_THAT(run.err, HasSubstr("there is no state folder " + (folder / "state").string())) << command;
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "state"));
}

TEST(StateFolder, OfOthersThanRootIsBelowXdgStateHome)
{
    const TempFolder folder;
    ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
    ProgramSetting setting;
    setting.user = kNobody;
    setting.environment["HOME"] = "/home/operator";
    const ProgramRun home = runBindery({"golden", "list"}, setting);
    setting.environment["XDG_STATE_HOME"] = folder.path().string();
    const ProgramRun xdg = runBindery({"golden", "list"}, setting);
    setting.environment["XDG_STATE_HOME"] = "relative";
    const ProgramRun relative = runBindery({"golden", "list"}, setting);
    EXPECT_THAT(home.err, HasSubstr("/home/operator/.local/state/bindery:"));
    EXPECT_THAT(xdg.err, HasSubstr((folder / "bindery").string()));
    EXPECT_THAT(relative.err, HasSubstr("/home/operator/.local/state/bindery:"));
}

TEST(Doctor, NamesWhatIsMissingAndItsCure)
{
    const TempFolder folder;
    const ProgramRun good = runBindery({"doctor", "--json"}, {folder / "state"});
    EXPECT_EQ(good.status, 0) << good.out;
    EXPECT_FALSE(std::filesystem::exists(folder / "state"));

    std::ofstream(folder / "file") << "no folder";
    const ProgramRun bad = runBindery({"doctor", "--json"}, {folder / "file"});
    EXPECT_EQ(bad.status, 1) << bad.out;
    const Json report = parseJson(bad.out, "output");
    EXPECT_EQ(report.at("good"), false);
    bool named = false;
    for (const Json& finding : report.at("findings")) {
        named = named || (finding.at("name") == "state folder" && finding.at("state") == "missing" &&
                          finding.at("cure").is_string());
        EXPECT_TRUE(finding.at("state") == "good" || !finding.at("found").get<std::string>().empty());
    }
    EXPECT_TRUE(named) << bad.out;
}

TEST(Doctor, FindsThatThisProgramCannotBeDumped)
{
    const Json report = parseJson(runBindery({"doctor", "--json"}, {"/tmp"}).out, "output");
    for (const Json& finding : report.at("findings")) {
        if (finding.at("name") == "core dumps") {
            EXPECT_EQ(finding.at("state"), "good") << finding;
            return;
        }
    }
    FAIL() << "core dumps are not looked at";
}

} // namespace bindery::test
