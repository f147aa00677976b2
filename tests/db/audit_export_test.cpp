// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "base/json.h"
#include "base/random.h"
#include "db/audit_export.h"
#include "db/audit_tables_internal.h"
#include "db/audit_verify.h"
#include "db/export_format_internal.h"
#include "db/station_fixture.h"
#include "support/expect_error.h"

#include <fstream>
#include <sstream>

namespace bindery::db::test
{

namespace fs = std::filesystem;
using ::bindery::test::expectError;
using ::testing::HasSubstr;
using ::testing::Not;

class AuditExport : public StationTest
{
protected:
    AuditExport()
    {
        prepare();
        makeUnit("UNIT-1", failed());
        m_first = makeUnit("UNIT-1", passed());
        records().createOrder({"ORDER-2", {}, {}, "B-", Json::object()}, kSupervisor);
        NewAttempt attempt = newAttempt();
        attempt.order = "ORDER-2";
        for (int i = 0; i < 3; ++i) {
            m_clock.advance(1'000'000);
            const OpenedAttempt opened = records().openAttempt(attempt);
            records().closeAttempt(opened.id, passed());
        }
        makeUnit("UNIT-2", passed());
    }

    fs::path exported(const ExportFilter& filter = {})
    {
        const fs::path folder = m_folder / ("export-" + std::to_string(m_count++));
        m_summary = exportAudit(records(), m_station, folder, filter);
        return folder;
    }

    static std::string read(const fs::path& path) { return readTextFile(path); }
    static void write(const fs::path& path, const std::string& text)
    {
        std::ofstream stream(path, std::ios::binary | std::ios::trunc);
        stream << text;
    }
    static std::vector<std::string> lines(const fs::path& path)
    {
        std::istringstream stream(read(path));
        std::vector<std::string> found;
        for (std::string line; std::getline(stream, line);) {
            found.push_back(line + "\n");
        }
        return found;
    }
    static void writeLines(const fs::path& path, const std::vector<std::string>& found)
    {
        std::string text;
        for (const std::string& line : found) {
            text += line;
        }
        write(path, text);
    }

    void expectGood(const fs::path& folder)
    {
        const VerifiedExport result = verifyExport(folder, m_station.publicPem());
        ASSERT_FALSE(result.defect) << result.defect->file << ":" << result.defect->line << " "
                                    << textOf(result.defect->kind) << " " << result.defect->message;
    }
    void expectDefect(const fs::path& folder, std::string_view file, std::uint64_t line, DefectKind kind)
    {
        expectDefect(verifyExport(folder, m_station.publicPem()), file, line, kind);
    }
    static void expectDefect(const VerifiedExport& result, std::string_view file, std::uint64_t line,
                             DefectKind kind)
    {
        ASSERT_TRUE(result.defect) << "nothing found in " << file;
        EXPECT_EQ(result.defect->file, file) << result.defect->message;
        EXPECT_EQ(result.defect->line, line) << result.defect->message;
        EXPECT_EQ(textOf(result.defect->kind), textOf(kind)) << result.defect->message;
    }
    /// Makes manifest, signature and sums anew over what is in the folder, as another station would.
    static void signAgain(const fs::path& folder, const StationIdentity& by)
    {
        Json manifest = parseJson(read(folder / kManifestFile), "manifest");
        manifest["station"] = by.id();
        for (Json& file : manifest["files"]) {
            const std::string content = read(folder / file["name"].get<std::string>());
            file["sha256"] = Sha256::hexOf(asBytes(content));
            file["size"] = content.size();
        }
        const std::string text = canonicalJson(manifest) + "\n";
        write(folder / kManifestFile, text);
        write(folder / kSignatureFile, std::string(asText(by.sign(asBytes(text)))));
        FileDigests files;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (name != kSumsFile) {
                files[name] = {Sha256::hexOf(asBytes(read(entry.path()))), 0};
            }
        }
        write(folder / kSumsFile, sumsText(files));
    }

    std::string m_first;
    ExportSummary m_summary;
    int m_count = 0;
};

TEST_F(AuditExport, IsFoundWhole)
{
    const fs::path folder = exported();
    const VerifiedExport result = verifyExport(folder, m_station.publicPem());
    ASSERT_FALSE(result.defect) << result.defect->message;
    EXPECT_TRUE(result.keyWasGiven);
    EXPECT_EQ(result.station, m_station.id());
    EXPECT_EQ(result.events, records().eventCount());
    EXPECT_EQ(result.eventsLeftOut, 0);
    EXPECT_EQ(result.attempts, 6);
    EXPECT_EQ(result.passed, 5);
    EXPECT_EQ(m_summary.events, result.events);
    EXPECT_EQ(m_summary.units, 5);
}

TEST_F(AuditExport, SaysWhenOnlyItsOwnKeyVouchesForIt)
{
    const VerifiedExport result = verifyExport(exported());
    EXPECT_FALSE(result.defect);
    EXPECT_FALSE(result.keyWasGiven);
}

TEST_F(AuditExport, HoldsNoPathAndNoNameOfAPerson)
{
    const fs::path folder = exported();
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        EXPECT_THAT(read(entry.path()), Not(HasSubstr("/dev/card3"))) << entry.path();
        EXPECT_THAT(read(entry.path()), Not(HasSubstr("Olga"))) << entry.path();
    }
}

TEST_F(AuditExport, IsAcceptedByOpensslAndSha256sum)
{
    const fs::path folder = exported();
    const ProcessResult signature = runProgram(
        {"openssl", "pkeyutl", "-verify", "-pubin", "-inkey", (folder / kStationFile).string(), "-rawin",
         "-in", (folder / kManifestFile).string(), "-sigfile", (folder / kSignatureFile).string()},
        std::chrono::seconds(30));
    EXPECT_EQ(signature.exitStatus, 0) << signature.output;
    const ProcessResult sums =
        runProgram({"env", "-C", folder.string(), "sha256sum", "--strict", "-c", "SHA256SUMS"},
                   std::chrono::seconds(30));
    EXPECT_EQ(sums.exitStatus, 0) << sums.output;
    EXPECT_THAT(sums.output, HasSubstr("manifest.sig: OK"));
    const ProcessResult files = runProgram({"ls", folder.string()}, std::chrono::seconds(30));
    EXPECT_EQ(files.output,
              "README.txt\nSHA256SUMS\nattempts.csv\nbinds.csv\ncheckpoint.json\nevents.jsonl\nkeys.csv\n"
              "manifest.json\nmanifest.sig\nstation.pem\nunits.csv\n");
}

TEST_F(AuditExport, IsRefusedByOpensslWhenTheManifestIsEdited)
{
    const fs::path folder = exported();
    std::string manifest = read(folder / kManifestFile);
    manifest[manifest.size() / 2] ^= 1;
    write(folder / kManifestFile, manifest);
    const ProcessResult signature = runProgram(
        {"openssl", "pkeyutl", "-verify", "-pubin", "-inkey", (folder / kStationFile).string(), "-rawin",
         "-in", (folder / kManifestFile).string(), "-sigfile", (folder / kSignatureFile).string()},
        std::chrono::seconds(30));
    EXPECT_NE(signature.exitStatus, 0);
}

TEST_F(AuditExport, HasAChainThatAnotherLanguageFollows)
{
    const fs::path folder = exported();
    const std::string program = R"(
import hashlib, json, sys
previous = bytes(32)
leaves = []
for line in open(sys.argv[1] + '/events.jsonl', encoding='utf-8', newline='\n'):
    event = json.loads(line)
    stated, before = event.pop('hash'), event.pop('prev_hash')
    assert before == previous.hex()
    text = json.dumps(event, sort_keys=True, separators=(',', ':'), ensure_ascii=False).encode()
    previous = hashlib.sha256(previous + text).digest()
    assert stated == previous.hex()
    leaves.append(hashlib.sha256(b'\0' + text).digest())
def head(d):
    if len(d) == 1: return d[0]
    k = 1
    while k * 2 < len(d): k *= 2
    return hashlib.sha256(b'\1' + head(d[:k]) + head(d[k:])).digest()
checkpoint = json.load(open(sys.argv[1] + '/checkpoint.json'))['checkpoint']
assert checkpoint['size'] == len(leaves)
assert checkpoint['last_hash'] == previous.hex()
assert checkpoint['tree_head'] == head(leaves).hex()
)";
    const fs::path script = m_folder / "follow.py";
    write(script, program);
    const ProcessResult result =
        runProgram({"python3", script.string(), folder.string()}, std::chrono::seconds(60));
    EXPECT_EQ(result.exitStatus, 0) << result.output;
}

TEST_F(AuditExport, HasTablesThatACsvReaderAgreesWith)
{
    AttemptOutcome outcome = failed();
    outcome.message = "he said \"no\", then\nleft; =1+1";
    makeUnit("UNIT-9", outcome);
    const fs::path folder = exported();
    const fs::path script = m_folder / "read.py";
    write(script,
          "import csv, sys\n"
          "rows = list(csv.DictReader(open(sys.argv[1] + '/attempts.csv', newline='', encoding='utf-8')))\n"
          "assert len(rows) == 7, len(rows)\n"
          "assert rows[-1]['message'] == 'he said \"no\", then\\nleft; =1+1', rows[-1]['message']\n"
          "assert rows[1]['result'] == 'passed' and rows[1]['unit'] == 'UNIT-1'\n"
          "assert rows[0]['ended'].endswith('Z')\n");
    const ProcessResult result =
        runProgram({"python3", script.string(), folder.string()}, std::chrono::seconds(60));
    EXPECT_EQ(result.exitStatus, 0) << result.output;
}

TEST_F(AuditExport, NeutralisesWhatASpreadsheetWouldRun)
{
    NewAttempt attempt = newAttempt("UNIT-9");
    attempt.medium.model = "=HYPERLINK(\"http://x\",\"y\")";
    attempt.medium.cardLot = "  +1";
    const OpenedAttempt opened = records().openAttempt(attempt);
    AttemptOutcome outcome = failed();
    outcome.message = "@SUM(A1)";
    records().closeAttempt(opened.id, outcome);
    const std::string csv = read(exported() / kAttemptsFile);
    EXPECT_THAT(csv, HasSubstr(R"csv("'=HYPERLINK(""http://x"",""y"")")csv"));
    EXPECT_THAT(csv, HasSubstr(",'  +1,"));
    EXPECT_THAT(csv, HasSubstr(",'@SUM(A1),"));
    for (const char* hostile : {"=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\xef\xbc\x9d\x31"}) {
        EXPECT_THAT(csvCell(hostile),
                    ::testing::AnyOf(::testing::StartsWith("'"), ::testing::StartsWith("\"'")));
    }
    EXPECT_EQ(csvCell("plain"), "plain");
    EXPECT_EQ(csvCell("2026-11-24T03:38:02.000000Z"), "2026-11-24T03:38:02.000000Z");
}

TEST_F(AuditExport, LeavesAnExistingTargetAlone)
{
    const fs::path folder = m_folder / "taken";
    fs::create_directory(folder);
    expectError(ErrorCode::Conflict, "taken exists", [&] { exportAudit(records(), m_station, folder); });
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(AuditExport, LeavesNothingBehindWhenItFails)
{
    closeRecords();
    ASSERT_EQ(
        sqlite(
            "DROP TRIGGER audit_event_no_update; UPDATE audit_event SET payload = replace(payload, 'UNIT-1', "
            "'UNIT-3') WHERE seq = 9")
            .exitStatus,
        0);
    RecordsOptions options;
    options.quickCheck = false;
    openRecords(options);
    const fs::path folder = m_folder / "out" / "export";
    expectError(ErrorCode::Corrupt, "event 9", [&] { exportAudit(records(), m_station, folder); });
    EXPECT_TRUE(fs::is_empty(m_folder / "out"));
}

TEST_F(AuditExport, IsSignedOnlyByTheStationOfTheRecords)
{
    const StationIdentity stranger = StationIdentity::openOrCreate(StateFolder(m_folder / "other"));
    expectError(ErrorCode::Conflict, "another station",
                [&] { exportAudit(records(), stranger, m_folder / "x"); });
}

// Filters

TEST_F(AuditExport, OfOneOrderProvesTheWholeChainWithoutShowingTheRest)
{
    ExportFilter filter;
    filter.order = "ORDER-2";
    const fs::path folder = exported(filter);
    expectGood(folder);
    EXPECT_THAT(read(folder / kEventsFile), Not(HasSubstr("UNIT-1")));
    EXPECT_THAT(read(folder / kAttemptsFile), Not(HasSubstr("UNIT-1")));
    EXPECT_EQ(m_summary.attempts, 3);
    EXPECT_EQ(m_summary.events + m_summary.eventsLeftOut, records().eventCount());
    const VerifiedExport result = verifyExport(folder, m_station.publicPem());
    EXPECT_EQ(result.eventsLeftOut, m_summary.eventsLeftOut);
}

TEST_F(AuditExport, OfOneUnitOrTimeIsFoundWhole)
{
    ExportFilter filter;
    filter.serial = "UNIT-1";
    expectGood(exported(filter));
    EXPECT_EQ(m_summary.units, 1);
    EXPECT_EQ(m_summary.attempts, 2);
    filter = {};
    filter.fromMicros = 1'700'000'000'000'000 + 3'000'000;
    filter.toMicros = 1'700'000'000'000'000 + 7'000'000;
    expectGood(exported(filter));
    EXPECT_GT(m_summary.eventsLeftOut, 0);
    filter = {};
    filter.serial = "NOBODY";
    expectGood(exported(filter));
    EXPECT_EQ(m_summary.events, 0);
}

TEST_F(AuditExport, ShowsAChangedGap)
{
    ExportFilter filter;
    filter.order = "ORDER-2";
    const fs::path folder = exported(filter);
    std::vector<std::string> found = lines(folder / kEventsFile);
    std::size_t gap = 0;
    while (found[gap].find("\"gap\"") == std::string::npos) {
        ++gap;
    }
    const std::vector<std::string> original = found;
    const auto edit = [&](const char* member) {
        found = original;
        const std::size_t at = found[gap].find(member) + std::string(member).size();
        found[gap][at] = found[gap][at] == 'f' ? 'e' : 'f';
        writeLines(folder / kEventsFile, found);
        expectDefect(folder, kEventsFile, gap + 1, DefectKind::Edited);
    };
    edit("\"subtrees\":[\"");
    edit("\"hash\":\"");
    found = original;
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(gap));
    writeLines(folder / kEventsFile, found);
    expectDefect(folder, kEventsFile, gap + 1, DefectKind::Missing);
}

// Tampering

TEST_F(AuditExport, ShowsAnEditedByteInEachLineOfTheEvents)
{
    const fs::path folder = exported();
    const std::vector<std::string> original = lines(folder / kEventsFile);
    std::uint64_t seed = 0;
    fillRandom(std::as_writable_bytes(std::span(&seed, 1)));
    SCOPED_TRACE("seed " + std::to_string(seed));
    for (std::size_t i = 0; i < original.size(); ++i) {
        std::vector<std::string> found = original;
        const std::size_t at = (seed + i * 7919) % (found[i].size() - 1);
        found[i][at] = found[i][at] == 'x' ? 'y' : 'x';
        SCOPED_TRACE("line " + std::to_string(i + 1) + " byte " + std::to_string(at));
        writeLines(folder / kEventsFile, found);
        expectDefect(folder, kEventsFile, i + 1, DefectKind::Edited);
    }
}

TEST_F(AuditExport, ShowsAnEventThatWasEditedAndHashedAnew)
{
    const fs::path folder = exported();
    std::vector<std::string> found = lines(folder / kEventsFile);
    for (const std::size_t victim : {std::size_t{0}, std::size_t{8}, found.size() - 1}) {
        std::vector<std::string> edited = found;
        Json event = parseJson(edited[victim], "event");
        const std::vector<std::byte> previous = fromHex(event["prev_hash"].get<std::string>());
        event["actor"] = "mallory";
        Json hashed = event;
        hashed.erase("hash");
        hashed.erase("prev_hash");
        Sha256 sha;
        sha.update(previous);
        sha.update(asBytes(canonicalJson(hashed)));
        event["hash"] = toHex(sha.finish());
        edited[victim] = canonicalJson(event) + "\n";
        writeLines(folder / kEventsFile, edited);
        expectDefect(folder, kEventsFile, victim + 1, DefectKind::Edited);
    }
}

TEST_F(AuditExport, ShowsADroppedLine)
{
    const fs::path folder = exported();
    const std::vector<std::string> original = lines(folder / kEventsFile);
    for (std::size_t i = 0; i + 1 < original.size(); ++i) {
        std::vector<std::string> found = original;
        found.erase(found.begin() + static_cast<std::ptrdiff_t>(i));
        writeLines(folder / kEventsFile, found);
        SCOPED_TRACE(i + 1);
        expectDefect(folder, kEventsFile, i + 1, DefectKind::Missing);
    }
}

TEST_F(AuditExport, ShowsSwappedLines)
{
    const fs::path folder = exported();
    const std::vector<std::string> original = lines(folder / kEventsFile);
    for (std::size_t i = 0; i + 1 < original.size(); ++i) {
        std::vector<std::string> found = original;
        std::swap(found[i], found[i + 1]);
        writeLines(folder / kEventsFile, found);
        SCOPED_TRACE(i + 1);
        expectDefect(folder, kEventsFile, i + 1, DefectKind::Reordered);
    }
}

TEST_F(AuditExport, ShowsARepeatedLine)
{
    const fs::path folder = exported();
    std::vector<std::string> found = lines(folder / kEventsFile);
    found.insert(found.begin() + 4, found[2]);
    writeLines(folder / kEventsFile, found);
    expectDefect(folder, kEventsFile, 5, DefectKind::Reordered);
}

TEST_F(AuditExport, ShowsACutTailOfTheEvents)
{
    const fs::path folder = exported();
    const std::vector<std::string> original = lines(folder / kEventsFile);
    std::vector<std::string> found = original;
    found.pop_back();
    writeLines(folder / kEventsFile, found);
    expectDefect(folder, kEventsFile, original.size(), DefectKind::Cut);
    found.push_back(original.back().substr(0, original.back().size() / 2));
    writeLines(folder / kEventsFile, found);
    expectDefect(folder, kEventsFile, original.size(), DefectKind::Cut);
    found.back() = original.back().substr(0, original.back().size() - 1);
    writeLines(folder / kEventsFile, found);
    expectDefect(folder, kEventsFile, original.size(), DefectKind::Cut);
    write(folder / kEventsFile, "");
    expectDefect(folder, kEventsFile, 1, DefectKind::Cut);
}

TEST_F(AuditExport, ShowsAnEditedByteInEveryOtherFile)
{
    const struct {
        std::string_view file;
        std::uint64_t line;
        DefectKind kind;
    } expected[] = {{kAttemptsFile, 3, DefectKind::Edited}, {kUnitsFile, 3, DefectKind::Edited},
                    {kKeysFile, 3, DefectKind::Edited},     {kReadmeFile, 3, DefectKind::Edited},
                    {kSumsFile, 3, DefectKind::Edited},     {kCheckpointFile, 1, DefectKind::Edited},
                    {kManifestFile, 1, DefectKind::Edited}, {kBindsFile, 1, DefectKind::Edited},
                    {kSignatureFile, 0, DefectKind::Edited}};
    const fs::path folder = exported();
    for (const auto& [file, line, kind] : expected) {
        const std::string original = read(folder / file);
        std::size_t begin = 0;
        for (std::uint64_t n = 1; n < line; ++n) {
            begin = original.find('\n', begin) + 1;
        }
        const std::size_t length = line == 0 ? original.size() : original.find('\n', begin) - begin;
        for (const std::size_t at : {begin, begin + length / 2, begin + length - 1}) {
            std::string edited = original;
            edited[at] = static_cast<char>(edited[at] ^ 1);
            write(folder / file, edited);
            SCOPED_TRACE(std::string(file) + " byte " + std::to_string(at));
            expectDefect(folder, file, line, kind);
        }
        write(folder / file, original);
    }
    expectGood(folder);
}

TEST_F(AuditExport, ShowsEveryFileThatWasCut)
{
    const fs::path folder = exported();
    for (const std::string_view file : {kAttemptsFile, kUnitsFile, kKeysFile, kBindsFile, kCheckpointFile,
                                        kManifestFile, kSignatureFile, kSumsFile}) {
        const std::string original = read(folder / file);
        write(folder / file, original.substr(0, original.size() - 2));
        const VerifiedExport result = verifyExport(folder, m_station.publicPem());
        ASSERT_TRUE(result.defect) << file;
        EXPECT_EQ(result.defect->file, file);
        EXPECT_EQ(textOf(result.defect->kind), "cut") << file;
        write(folder / file, original);
    }
}

TEST_F(AuditExport, ShowsADroppedAndASwappedLineOfATable)
{
    const fs::path folder = exported();
    const std::vector<std::string> original = lines(folder / kAttemptsFile);
    std::vector<std::string> found = original;
    found.erase(found.begin() + 2);
    writeLines(folder / kAttemptsFile, found);
    expectDefect(folder, kAttemptsFile, 3, DefectKind::Missing);
    found = original;
    std::swap(found[2], found[4]);
    writeLines(folder / kAttemptsFile, found);
    expectDefect(folder, kAttemptsFile, 3, DefectKind::Reordered);
    found = original;
    found.push_back(found.back());
    writeLines(folder / kAttemptsFile, found);
    expectDefect(folder, kAttemptsFile, original.size() + 1, DefectKind::Edited);
}

TEST_F(AuditExport, ShowsEveryMissingFile)
{
    const fs::path folder = exported();
    for (const char* name :
         {"events.jsonl", "attempts.csv", "units.csv", "keys.csv", "binds.csv", "checkpoint.json",
          "manifest.json", "manifest.sig", "station.pem", "README.txt", "SHA256SUMS"}) {
        fs::rename(folder / name, m_folder / "aside");
        expectDefect(folder, name, 0, DefectKind::Missing);
        fs::create_symlink(m_folder / "aside", folder / name);
        expectDefect(folder, name, 0, DefectKind::Missing);
        fs::remove(folder / name);
        fs::rename(m_folder / "aside", folder / name);
    }
    expectGood(folder);
}

TEST_F(AuditExport, ShowsAFileThatWasAdded)
{
    const fs::path folder = exported();
    write(folder / "zz.csv", "hello\n");
    expectDefect(folder, "zz.csv", 0, DefectKind::ExtraFile);
    fs::remove(folder / "zz.csv");
    fs::create_directory(folder / "more");
    expectDefect(folder, "more", 0, DefectKind::ExtraFile);
}

TEST_F(AuditExport, ShowsAReplacedKey)
{
    const fs::path folder = exported();
    const StationIdentity mallory = StationIdentity::openOrCreate(StateFolder(m_folder / "mallory"));
    write(folder / kStationFile, mallory.publicPem());
    expectDefect(folder, kStationFile, 0, DefectKind::WrongKey);
    expectDefect(verifyExport(folder), kStationFile, 0, DefectKind::WrongKey);
}

TEST_F(AuditExport, ShowsAKeyThatWasDamaged)
{
    const fs::path folder = exported();
    const std::string original = read(folder / kStationFile);
    std::string edited = original;
    edited[edited.find("MCow")] = '!';
    write(folder / kStationFile, edited);
    expectDefect(folder, kStationFile, 0, DefectKind::Edited);
    write(folder / kStationFile, original + "\n");
    expectDefect(folder, kStationFile, 0, DefectKind::Edited);
}

TEST_F(AuditExport, ShowsThatAnotherStationSignedIt)
{
    const fs::path folder = exported();
    const StationIdentity mallory = StationIdentity::openOrCreate(StateFolder(m_folder / "mallory"));
    write(folder / kStationFile, mallory.publicPem());
    signAgain(folder, mallory);
    expectDefect(folder, kStationFile, 0, DefectKind::WrongKey);
    expectDefect(verifyExport(folder), kCheckpointFile, 1, DefectKind::WrongKey);
    // Even with the true station.pem put back.
    write(folder / kStationFile, m_station.publicPem());
    const VerifiedExport result = verifyExport(folder, m_station.publicPem());
    ASSERT_TRUE(result.defect);
    EXPECT_TRUE(result.defect->kind == DefectKind::WrongKey) << result.defect->file << result.defect->message;
}

TEST_F(AuditExport, OfAnotherStationIsNotTakenForOurs)
{
    const fs::path folder = exported();
    const StationIdentity other = StationIdentity::openOrCreate(StateFolder(m_folder / "other"));
    expectDefect(verifyExport(folder, other.publicPem()), kStationFile, 0, DefectKind::WrongKey);
    expectError(ErrorCode::Corrupt, "the given key", [&] { verifyExport(folder, "nonsense"); });
    expectError(ErrorCode::NotFound, "not a folder", [&] { verifyExport(m_folder / "nowhere"); });
}

TEST_F(AuditExport, ShowsAnOlderCheckpointThatHidesTheTail)
{
    const fs::path early = exported();
    makeUnit("UNIT-9", passed());
    const fs::path late = exported();
    fs::copy_file(early / kEventsFile, late / kEventsFile, fs::copy_options::overwrite_existing);
    expectDefect(late, kEventsFile, lines(late / kEventsFile).size() + 1, DefectKind::Cut);
    fs::copy_file(early / kCheckpointFile, late / kCheckpointFile, fs::copy_options::overwrite_existing);
    expectDefect(late, kCheckpointFile, 1, DefectKind::Edited);
}

} // namespace bindery::db::test
