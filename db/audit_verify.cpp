// SPDX-License-Identifier: Apache-2.0
#include "db/audit_verify.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "db/audit_tables_internal.h"
#include "db/event_lines_internal.h"
#include "db/export_files_internal.h"
#include "db/export_format_internal.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace bindery::db
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kSmallFile = std::size_t{4} << 20U;

class FolderFiles : public ExportFiles
{
public:
    explicit FolderFiles(fs::path folder) : m_folder(std::move(folder)) {}

    std::vector<std::string> names() const override
    {
        std::vector<std::string> names;
        for (const fs::directory_entry& entry : fs::directory_iterator(m_folder)) {
            names.push_back(entry.path().filename().string());
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    std::unique_ptr<std::istream> open(std::string_view name) const override
    {
        const fs::path path = m_folder / name;
        if (!fs::is_regular_file(fs::symlink_status(path))) {
            return nullptr;
        }
        auto stream = std::make_unique<std::ifstream>(path, std::ios::binary);
        if (!*stream) {
            throw Error(ErrorCode::NeedsRoot, path.string() + " cannot be read by this user");
        }
        return stream;
    }

private:
    fs::path m_folder;
};

/// A file of a few kilobytes; longer ones are read so far and thus differ.
std::string wholeText(std::istream& stream)
{
    std::string text(kSmallFile, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// Compares a file with the text it must have, line by line.
class TextComparison
{
public:
    TextComparison(std::string_view file, const std::string& expected)
        : m_file(file), m_expected(linesOf(expected))
    {
    }

    std::optional<Defect> run(LineReader& reader) const
    {
        std::string line;
        for (std::size_t i = 0; i < m_expected.size(); ++i) {
            if (!reader.next(line)) {
                return defect(i, DefectKind::Cut, "the end is missing, from here on");
            }
            if (line != m_expected[i]) {
                return differing(i, line, reader);
            }
            if (!reader.endedWithLineFeed()) {
                return defect(i, DefectKind::Cut, "the end is missing, from within this line on");
            }
        }
        if (reader.next(line)) {
            return defect(m_expected.size(), DefectKind::Edited, "something was added here");
        }
        return std::nullopt;
    }

private:
    std::optional<Defect> differing(std::size_t i, const std::string& line, LineReader& reader) const
    {
        if (!reader.endedWithLineFeed() && m_expected[i].compare(0, line.size(), line) == 0) {
            return defect(i, DefectKind::Cut, "the end is missing, from within this line on");
        }
        const auto later =
            std::find(m_expected.begin() + static_cast<std::ptrdiff_t>(i) + 1, m_expected.end(), line);
        if (later != m_expected.end()) {
            std::string rest;
            while (reader.next(rest)) {
                if (rest == m_expected[i]) {
                    return defect(i, DefectKind::Reordered, "the line that belongs here stands further down");
                }
            }
            return defect(i, DefectKind::Missing, "the line that belongs here is missing");
        }
        const auto earlier = m_expected.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(m_expected.begin(), earlier, line) != earlier) {
            return defect(i, DefectKind::Edited, "an earlier line stands here a second time");
        }
        return defect(i, DefectKind::Edited, "the line was edited: the events say otherwise");
    }

    std::optional<Defect> defect(std::size_t index, DefectKind kind, const char* message) const
    {
        return Defect{std::string(m_file), index + 1, kind, message};
    }

    std::string_view m_file;
    std::vector<std::string> m_expected;
};

struct Manifest {
    FileDigests files;
    std::string station;
    bool filtered = false;
};

/// Errors: Corrupt.
Manifest manifestOf(const std::string& text)
{
    if (text.empty() || text.back() != '\n') {
        throw Error(ErrorCode::Corrupt, "its end is missing");
    }
    const Json json = parseJson(std::string_view(text).substr(0, text.size() - 1), kManifestFile);
    Manifest manifest;
    try {
        if (json.at("format").get<std::int64_t>() != kExportFormat) {
            throw Error(ErrorCode::Corrupt,
                        "format " + canonicalJson(json.at("format")) + " is not one this program knows");
        }
        for (const Json& file : json.at("files")) {
            manifest.files[file.at("name").get<std::string>()] = {file.at("sha256").get<std::string>(),
                                                                  file.at("size").get<std::uint64_t>()};
        }
        manifest.station = json.at("station").get<std::string>();
        manifest.filtered = !json.at("filter").empty();
    } catch (const Json::exception&) {
        throw Error(ErrorCode::Corrupt, "it is not the manifest of an export");
    }
    if (canonicalJson(json) + "\n" != text) {
        throw Error(ErrorCode::Corrupt, "it is not written the way the station writes it");
    }
    return manifest;
}

class Verifier
{
public:
    Verifier(const ExportFiles& files, const std::optional<std::string>& stationPem)
        : m_files(files), m_given(stationPem)
    {
    }

    VerifiedExport run()
    {
        m_result.keyWasGiven = m_given.has_value();
        using Step = std::optional<Defect> (Verifier::*)();
        for (const Step step :
             {&Verifier::checkKey, &Verifier::checkSignature, &Verifier::checkManifest, &Verifier::checkNames,
              &Verifier::checkStationFile, &Verifier::checkCheckpoint, &Verifier::checkEvents,
              &Verifier::checkTables, &Verifier::checkReadme, &Verifier::checkSums}) {
            m_result.defect = (this->*step)();
            if (m_result.defect) {
                break;
            }
        }
        return m_result;
    }

private:
    static std::optional<Defect> defect(std::string_view file, std::uint64_t line, DefectKind kind,
                                        std::string message)
    {
        return Defect{std::string(file), line, kind, std::move(message)};
    }

    static std::optional<Defect> missing(std::string_view file)
    {
        return defect(file, 0, DefectKind::Missing, "the file is missing");
    }

    std::optional<std::string> text(std::string_view name) const
    {
        const std::unique_ptr<std::istream> stream = m_files.open(name);
        return stream ? std::optional(wholeText(*stream)) : std::nullopt;
    }

    std::optional<Defect> checkKey()
    {
        if (m_given) {
            m_key.emplace(StationKey::fromPem(*m_given, "the given key"));
            m_result.station = m_key->id();
        }
        const std::optional<std::string> pem = text(kStationFile);
        if (!pem) {
            return missing(kStationFile);
        }
        m_stationPem = *pem;
        try {
            StationKey key = StationKey::fromPem(*pem, kStationFile);
            if (m_key && !(*m_key == key)) {
                return defect(kStationFile, 0, DefectKind::WrongKey,
                              "this is the key of station " + key.id() +
                                  ", the trusted one is that of station " + m_key->id());
            }
            m_result.station = key.id();
            m_key.emplace(std::move(key));
        } catch (const Error&) {
            return defect(kStationFile, 0, DefectKind::Edited, "it is not an Ed25519 public key any more");
        }
        return std::nullopt;
    }

    std::optional<Defect> checkSignature()
    {
        const std::optional<std::string> manifest = text(kManifestFile);
        if (!manifest) {
            return missing(kManifestFile);
        }
        const std::optional<std::string> signature = text(kSignatureFile);
        if (!signature) {
            return missing(kSignatureFile);
        }
        m_manifestText = *manifest;
        m_signatureText = *signature;
        constexpr std::size_t kSize = sizeof(Signature);
        if (signature->size() != kSize) {
            return defect(kSignatureFile, 0, signature->size() < kSize ? DefectKind::Cut : DefectKind::Edited,
                          "a signature has 64 bytes, this one has " + std::to_string(signature->size()));
        }
        if (m_key->verify(asBytes(*manifest), asBytes(*signature))) {
            return std::nullopt;
        }
        return blameForSignature();
    }

    /// The signature does not hold. SHA256SUMS is not signed, but it tells who was changed by accident or
    /// clumsily.
    std::optional<Defect> blameForSignature() const
    {
        const std::string sums = text(kSumsFile).value_or("");
        const auto sumHolds = [&](std::string_view name, const std::string& content) {
            return sums.find(Sha256::hexOf(asBytes(content)) + "  " + std::string(name) + "\n") !=
                   std::string::npos;
        };
        if (m_manifestText.empty() || m_manifestText.back() != '\n') {
            return defect(kManifestFile, 1, DefectKind::Cut, "its end is missing");
        }
        try {
            const Manifest manifest = manifestOf(m_manifestText);
            const auto listed = manifest.files.find(kStationFile);
            if (sumHolds(kManifestFile, m_manifestText) && listed != manifest.files.end() &&
                listed->second.sha256 != Sha256::hexOf(asBytes(m_stationPem))) {
                return defect(kStationFile, 0, DefectKind::WrongKey,
                              "this is not the key that signed the manifest: it was replaced");
            }
        } catch (const Error& error) {
            return defect(kManifestFile, 1, DefectKind::Edited, error.what());
        }
        if (!sumHolds(kManifestFile, m_manifestText)) {
            return defect(kManifestFile, 1, DefectKind::Edited, "it is not what the station signed");
        }
        if (!sumHolds(kSignatureFile, m_signatureText)) {
            return defect(kSignatureFile, 0, DefectKind::Edited,
                          "it is not the station's signature any more");
        }
        return defect(kSignatureFile, 0, DefectKind::WrongKey,
                      "the manifest was signed by another key than that of station " + m_key->id());
    }

    std::optional<Defect> checkManifest()
    {
        try {
            m_manifest = manifestOf(m_manifestText);
        } catch (const Error& error) {
            return defect(kManifestFile, 1, DefectKind::Malformed, error.what());
        }
        if (m_manifest.station != m_key->id()) {
            return defect(kManifestFile, 1, DefectKind::WrongKey,
                          "it names station " + m_manifest.station + ", the key is that of station " +
                              m_key->id());
        }
        const bool same =
            m_manifest.files.size() == kDigestedFiles.size() &&
            std::all_of(kDigestedFiles.begin(), kDigestedFiles.end(), [&](std::string_view name) {
                return m_manifest.files.find(name) != m_manifest.files.end();
            });
        if (!same) {
            return defect(kManifestFile, 1, DefectKind::Malformed, "it does not list the files of an export");
        }
        return std::nullopt;
    }

    std::optional<Defect> checkNames()
    {
        std::set<std::string, std::less<>> wanted{std::string(kManifestFile), std::string(kSignatureFile),
                                                  std::string(kSumsFile)};
        for (const auto& [name, digest] : m_manifest.files) {
            wanted.insert(name);
        }
        for (const std::string& name : wanted) {
            if (!m_files.open(name)) {
                return missing(name);
            }
        }
        for (const std::string& name : m_files.names()) {
            if (wanted.count(name) == 0) {
                return defect(name, 0, DefectKind::ExtraFile, "the station did not export this");
            }
        }
        return std::nullopt;
    }

    const FileDigest& listed(std::string_view name) const { return m_manifest.files.find(name)->second; }

    std::optional<Defect> checkStationFile()
    {
        if (Sha256::hexOf(asBytes(m_stationPem)) != listed(kStationFile).sha256) {
            return defect(kStationFile, 0, DefectKind::Edited,
                          "the key is the same, but not the text around it");
        }
        return std::nullopt;
    }

    std::optional<Defect> checkCheckpoint()
    {
        const std::string content = *text(kCheckpointFile);
        const bool asExported = Sha256::hexOf(asBytes(content)) == listed(kCheckpointFile).sha256;
        if (!asExported && (content.empty() || content.back() != '\n')) {
            return defect(kCheckpointFile, 1, DefectKind::Cut, "its end is missing");
        }
        try {
            m_checkpoint =
                Checkpoint::parse(std::string_view(content).substr(0, content.size() - 1), kCheckpointFile);
        } catch (const Error& error) {
            return defect(kCheckpointFile, 1, asExported ? DefectKind::Malformed : DefectKind::Edited,
                          error.what());
        }
        if (!asExported) {
            return defect(kCheckpointFile, 1, DefectKind::Edited, "it is not what the station exported");
        }
        if (m_checkpoint.station != m_key->id() ||
            !m_key->verify(asBytes(m_checkpoint.signedText()), m_checkpoint.signature)) {
            return defect(kCheckpointFile, 1, DefectKind::WrongKey,
                          "it was not signed by the key of station " + m_key->id());
        }
        m_result.utcMicros = m_checkpoint.utcMicros;
        return std::nullopt;
    }

    std::optional<Defect> checkEvents()
    {
        const std::unique_ptr<std::istream> stream = m_files.open(kEventsFile);
        LineReader reader(*stream);
        EventLines lines(m_manifest.filtered);
        std::string line;
        while (reader.next(line)) {
            const std::optional<LineFault> fault = lines.take(line);
            if (fault && !reader.endedWithLineFeed()) {
                return defect(kEventsFile, reader.number(), DefectKind::Cut,
                              "the end is missing, from within this line on");
            }
            if (fault) {
                return fault->lineIsMissing ? lookedFor(lines.expected(), *fault, reader)
                                            : defect(kEventsFile, fault->line, fault->kind, fault->message);
            }
            if (lines.event()) {
                m_tables.see(*lines.event());
            }
        }
        if (const std::optional<LineFault> fault = lines.finish(m_checkpoint)) {
            return defect(kEventsFile, fault->line, fault->kind, fault->message);
        }
        if (!reader.endedWithLineFeed()) {
            return defect(kEventsFile, reader.number(), DefectKind::Cut, "the last line feed is missing");
        }
        if (reader.digest() != listed(kEventsFile).sha256) {
            return defect(kEventsFile, 0, DefectKind::WrongDigest, "it is not what the station exported");
        }
        m_result.events = lines.events();
        m_result.eventsLeftOut = lines.leftOut();
        m_result.attempts = static_cast<std::int64_t>(m_tables.attempts().rows().size());
        m_result.passed = m_tables.passed();
        return std::nullopt;
    }

    /// The event that belongs here is further down, or nowhere.
    static std::optional<Defect> lookedFor(std::int64_t seq, const LineFault& fault, LineReader& reader)
    {
        std::string line;
        while (reader.next(line)) {
            if (firstSeqOf(line) == seq) {
                return defect(kEventsFile, fault.line, DefectKind::Reordered,
                              fault.message + ", but stands in line " + std::to_string(reader.number()));
            }
        }
        return defect(kEventsFile, fault.line, DefectKind::Missing, fault.message + ", but is missing");
    }

    std::optional<Defect> checkText(std::string_view name, const std::string& expected)
    {
        const std::unique_ptr<std::istream> stream = m_files.open(name);
        LineReader reader(*stream);
        return TextComparison(name, expected).run(reader);
    }

    std::optional<Defect> checkTables()
    {
        for (const auto& [name, table] :
             {std::pair{kAttemptsFile, &m_tables.attempts()}, std::pair{kUnitsFile, &m_tables.units()},
              std::pair{kKeysFile, &m_tables.keys()}, std::pair{kBindsFile, &m_tables.binds()}}) {
            if (std::optional<Defect> found = checkText(name, table->csv())) {
                return found;
            }
            if (digestOf(name) != listed(name).sha256) {
                return defect(name, 0, DefectKind::WrongDigest, "it is not what the station exported");
            }
        }
        return std::nullopt;
    }

    std::string digestOf(std::string_view name) const
    {
        const std::unique_ptr<std::istream> stream = m_files.open(name);
        LineReader reader(*stream);
        std::string line;
        while (reader.next(line)) {
        }
        return reader.digest();
    }

    std::optional<Defect> checkReadme()
    {
        if (digestOf(kReadmeFile) == listed(kReadmeFile).sha256) {
            return std::nullopt;
        }
        const std::string own(readmeText());
        if (Sha256::hexOf(asBytes(own)) == listed(kReadmeFile).sha256) {
            if (std::optional<Defect> found = checkText(kReadmeFile, own)) {
                found->message = "the text was changed here";
                return found;
            }
        }
        return defect(kReadmeFile, 0, DefectKind::Edited, "it is not what the station exported");
    }

    std::optional<Defect> checkSums()
    {
        FileDigests files = m_manifest.files;
        files[std::string(kManifestFile)].sha256 = Sha256::hexOf(asBytes(m_manifestText));
        files[std::string(kSignatureFile)].sha256 = Sha256::hexOf(asBytes(m_signatureText));
        std::optional<Defect> found = checkText(kSumsFile, sumsText(files));
        if (found && found->kind == DefectKind::Edited) {
            found->message = "the line was edited: the manifest says otherwise";
        }
        return found;
    }

    const ExportFiles& m_files;
    const std::optional<std::string>& m_given;
    VerifiedExport m_result;
    std::optional<StationKey> m_key;
    std::string m_stationPem;
    std::string m_manifestText;
    std::string m_signatureText;
    Manifest m_manifest;
    Checkpoint m_checkpoint;
    AuditTables m_tables;
};

} // namespace

std::string_view textOf(DefectKind kind)
{
    switch (kind) {
    case DefectKind::Edited:
        return "edited";
    case DefectKind::Missing:
        return "missing";
    case DefectKind::Reordered:
        return "reordered";
    case DefectKind::Cut:
        return "cut";
    case DefectKind::WrongKey:
        return "wrong key";
    case DefectKind::WrongDigest:
        return "wrong digest";
    case DefectKind::ExtraFile:
        return "extra file";
    case DefectKind::Malformed:
        return "malformed";
    }
    return "malformed";
}

LineReader::LineReader(std::istream& stream) : m_stream(stream) {}

bool LineReader::next(std::string& line)
{
    line.clear();
    std::streambuf& buffer = *m_stream.rdbuf();
    constexpr int kEnd = std::char_traits<char>::eof();
    int c = buffer.sbumpc();
    if (c == kEnd) {
        return false;
    }
    m_lineFeed = false;
    for (; c != kEnd; c = buffer.sbumpc()) {
        if (c == '\n') {
            m_lineFeed = true;
            break;
        }
        line += static_cast<char>(c);
        if (line.size() == kLongestLine) {
            break;
        }
    }
    ++m_number;
    m_sha.update(asBytes(line));
    if (m_lineFeed) {
        m_sha.update(asBytes("\n"));
    }
    return true;
}

std::string LineReader::digest()
{
    return toHex(m_sha.finish());
}

VerifiedExport verifyExport(const ExportFiles& files, const std::optional<std::string>& stationPem)
{
    return Verifier(files, stationPem).run();
}

VerifiedExport verifyExport(const fs::path& folder, const std::optional<std::string>& stationPem)
{
    if (!fs::is_directory(folder)) {
        throw Error(ErrorCode::NotFound, folder.string() + " is not a folder; name the folder of an export");
    }
    return verifyExport(FolderFiles(folder), stationPem);
}

} // namespace bindery::db
