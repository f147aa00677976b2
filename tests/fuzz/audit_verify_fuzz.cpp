// SPDX-License-Identifier: Apache-2.0
// Reads arbitrary bytes as an export. The input is a list of files: a letter from M to W for the name, the
// length in two bytes, the content. Files that the input does not give are taken from a small good export.
// First the whole verifier sees them, then (past the signature, which stops it early) the checker of event
// lines by itself.
#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "db/audit_export.h"
#include "db/event_lines_internal.h"
#include "db/export_files_internal.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace
{

using namespace bindery;

constexpr std::array<std::string_view, 11> kNames{
    "events.jsonl",  "attempts.csv", "units.csv",   "keys.csv",   "binds.csv", "checkpoint.json",
    "manifest.json", "manifest.sig", "station.pem", "README.txt", "SHA256SUMS"};

class MemoryFiles : public db::ExportFiles
{
public:
    std::map<std::string, std::string, std::less<>> files;

    std::vector<std::string> names() const override
    {
        std::vector<std::string> names;
        for (const auto& [name, content] : files) {
            names.push_back(name);
        }
        return names;
    }
    std::unique_ptr<std::istream> open(std::string_view name) const override
    {
        const auto found = files.find(name);
        return found == files.end() ? nullptr : std::make_unique<std::istringstream>(found->second);
    }
};

const MemoryFiles& goodExport()
{
    static const MemoryFiles good = [] {
        const test::TempFolder folder;
        const db::StateFolder state(folder / "state");
        const db::StationIdentity station = db::StationIdentity::openOrCreate(state);
        const SimulatedClock clock;
        db::Records records = db::Records::open(state, station, clock);
        records.ensureStandingOrder();
        records.nextSerial(db::kStandingOrder, "station");
        exportAudit(records, station, folder / "export");
        MemoryFiles files;
        for (const std::string_view name : kNames) {
            files.files[std::string(name)] = readTextFile(folder / "export" / name);
        }
        return files;
    }();
    return good;
}

void checkLines(const std::string& text)
{
    std::istringstream stream(text);
    db::LineReader reader(stream);
    db::EventLines lines(true);
    std::string line;
    while (reader.next(line)) {
        if (lines.take(line)) {
            break;
        }
    }
    lines.finish({});
    db::firstSeqOf(line);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t kHeader = 3;
    MemoryFiles files = goodExport();
    bool changed = false;
    std::string_view input(reinterpret_cast<const char*>(data), size);
    while (input.size() >= kHeader) {
        const auto at = [&](std::size_t i) { return static_cast<unsigned char>(input[i]); };
        const std::string name(kNames.at(at(0) % kNames.size()));
        const std::size_t length = std::min<std::size_t>(at(1) * 256U + at(2), input.size() - kHeader);
        const std::string content(input.substr(kHeader, length));
        input.remove_prefix(kHeader + length);
        changed = changed || files.files[name] != content;
        files.files[name] = content;
        checkLines(content);
    }
    try {
        const bool good = !db::verifyExport(files, std::nullopt).defect;
        if (good == changed) {
            std::abort(); // a changed export was taken for a good one, or the other way round
        }
    } catch (const Error&) {
        std::abort(); // a defect of the export is a value
    }
    return 0;
}
