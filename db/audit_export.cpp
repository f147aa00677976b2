// SPDX-License-Identifier: Apache-2.0
#include "db/audit_export.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/random.h"
#include "db/audit_tables_internal.h"
#include "db/event_text_internal.h"
#include "db/export_format_internal.h"
#include "db/records_internal.h"
#include "db/rename_new_internal.h"
#include "db/tree_head_internal.h"

#include <array>
#include <chrono>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>

namespace bindery::db
{

namespace fs = std::filesystem;

namespace
{

constexpr std::chrono::milliseconds kBusyTimeout{10'000};
constexpr std::size_t kBuffer = std::size_t{1} << 20U;

/// A new file of the export, with its digest.
class ExportFile
{
public:
    ExportFile(const fs::path& folder, std::string_view name)
        : m_path(folder / name), m_fd(openFile(m_path, O_WRONLY | O_CREAT | O_EXCL, 0644))
    {
    }

    void write(std::string_view text)
    {
        m_sha.update(asBytes(text));
        m_buffer += text;
        if (m_buffer.size() >= kBuffer) {
            flush();
        }
    }

    FileDigest finish()
    {
        flush();
        flushFile(m_fd.get(), m_path);
        return {toHex(m_sha.finish()), m_size};
    }

private:
    void flush()
    {
        writeFully(m_fd.get(), m_size, asBytes(m_buffer), m_path);
        m_size += m_buffer.size();
        m_buffer.clear();
    }

    fs::path m_path;
    UniqueFd m_fd;
    Sha256 m_sha;
    std::string m_buffer;
    std::uint64_t m_size = 0;
};

FileDigest writeWhole(const fs::path& folder, std::string_view name, std::string_view text)
{
    ExportFile file(folder, name);
    file.write(text);
    return file.finish();
}

/// Wanted, or not: by what the chain says of the event.
bool passes(const ExportFilter& filter, const StoredEvent& event)
{
    if ((filter.fromMicros && event.utcMicros < *filter.fromMicros) ||
        (filter.toMicros && event.utcMicros >= *filter.toMicros)) {
        return false;
    }
    if (!filter.order && !filter.serial) {
        return true;
    }
    const Json payload = parseJson(event.payload, "event " + std::to_string(event.seq));
    const auto says = [&](const char* key, const std::optional<std::string>& wanted) {
        const auto found = payload.find(key);
        return !wanted || (found != payload.end() && found->is_string() &&
                           found->get_ref<const std::string&>() == *wanted);
    };
    return says("order", filter.order) && says("unit", filter.serial);
}

Json filterJson(const ExportFilter& filter)
{
    Json json = Json::object();
    const auto add = [&](const char* key, const auto& value) {
        if (value) {
            json[key] = *value;
        }
    };
    add("from", filter.fromMicros);
    add("order", filter.order);
    add("to", filter.toMicros);
    add("unit", filter.serial);
    return json;
}

/// Writes events.jsonl, checking the chain on the way.
class EventWriter
{
public:
    EventWriter(ExportFile& file, const ExportFilter& filter, AuditTables& tables)
        : m_file(file), m_filter(filter), m_tables(tables)
    {
    }

    void add(const StoredEvent& event)
    {
        const std::string text = canonicalEvent(event);
        if (event.seq != m_tree.size() + 1 || event.previousHash != m_previous ||
            event.hash != chainHash(m_previous, text)) {
            throw Error(ErrorCode::Corrupt, "the chain breaks at event " + std::to_string(event.seq) +
                                                ", nothing was exported; run bindery db check");
        }
        const Digest leaf = leafHash(text);
        m_tree.append(leaf);
        m_previous = event.hash;
        if (passes(m_filter, event)) {
            closeGap();
            m_file.write(exportLine(event) + "\n");
            m_tables.see(event);
            ++m_events;
            return;
        }
        if (!m_cover) {
            m_cover.emplace(event.seq - 1);
            m_gap.first = event.seq;
        }
        m_cover->append(leaf);
        m_gap.last = event.seq;
        m_gap.hash = event.hash;
        ++m_leftOut;
    }

    void finish(const Checkpoint& checkpoint)
    {
        closeGap();
        if (m_tree.size() != checkpoint.size || m_tree.head() != checkpoint.treeHead ||
            m_previous != checkpoint.lastHash) {
            throw Error(ErrorCode::Corrupt, "the events do not lead to the signed checkpoint, nothing was "
                                            "exported; run bindery db check");
        }
    }

    std::int64_t events() const { return m_events; }
    std::int64_t leftOut() const { return m_leftOut; }

private:
    void closeGap()
    {
        if (m_cover) {
            m_gap.subtrees = m_cover->subtrees();
            m_file.write(gapLine(m_gap) + "\n");
            m_cover.reset();
        }
    }

    ExportFile& m_file;
    const ExportFilter& m_filter;
    AuditTables& m_tables;
    TreeHead m_tree;
    Digest m_previous{};
    std::optional<RunCover> m_cover;
    Gap m_gap;
    std::int64_t m_events = 0;
    std::int64_t m_leftOut = 0;
};

ExportSummary writeFiles(Records& records, const StationIdentity& station, const fs::path& folder,
                         const ExportFilter& filter)
{
    ExportSummary summary;
    summary.checkpoint = records.checkpoint();
    AuditTables tables;
    FileDigests files;
    {
        ExportFile file(folder, kEventsFile);
        EventWriter writer(file, filter, tables);
        // A connection of its own: the line goes on recording meanwhile.
        const fs::path path = records.state().database();
        const SQLite::Database view = connect(path, Access::ReadOnly, kBusyTimeout);
        translated(path, [&] {
            visitStoredEvents(view, 1, [&](const StoredEvent& event) {
                if (event.seq <= summary.checkpoint.size) {
                    writer.add(event);
                }
                return event.seq < summary.checkpoint.size;
            });
        });
        writer.finish(summary.checkpoint);
        files[std::string(kEventsFile)] = file.finish();
        summary.events = writer.events();
        summary.eventsLeftOut = writer.leftOut();
    }
    const auto add = [&](std::string_view name, std::string_view text) {
        files[std::string(name)] = writeWhole(folder, name, text);
    };
    add(kAttemptsFile, tables.attempts().csv());
    add(kUnitsFile, tables.units().csv());
    add(kKeysFile, tables.keys().csv());
    add(kBindsFile, tables.binds().csv());
    add(kCheckpointFile, summary.checkpoint.line() + "\n");
    add(kStationFile, station.publicPem());
    add(kReadmeFile, readmeText());

    Json list = Json::array();
    for (const auto& [name, digest] : files) {
        list.push_back({{"name", name}, {"sha256", digest.sha256}, {"size", digest.size}});
    }
    const std::string manifest = canonicalJson({{"files", std::move(list)},
                                                {"filter", filterJson(filter)},
                                                {"format", kExportFormat},
                                                {"station", station.id()},
                                                {"time", summary.checkpoint.utcMicros}}) +
                                 "\n";
    add(kManifestFile, manifest);
    add(kSignatureFile, asText(station.sign(asBytes(manifest))));
    writeWhole(folder, kSumsFile, sumsText(files));
    summary.attempts = static_cast<std::int64_t>(tables.attempts().rows().size());
    summary.units = static_cast<std::int64_t>(tables.units().rows().size());
    return summary;
}

} // namespace

ExportSummary exportAudit(Records& records, const StationIdentity& station, const fs::path& folder,
                          const ExportFilter& filter)
{
    fs::path target = folder.lexically_normal();
    if (!target.has_filename()) {
        target = target.parent_path();
    }
    if (fs::exists(fs::symlink_status(target))) {
        throw Error(ErrorCode::Conflict, target.string() + " exists; choose another name for the export");
    }
    const std::optional<StationKey> known = records.stationKey();
    if (!known || !(*known == station.publicKey())) {
        throw Error(ErrorCode::Conflict,
                    "these records belong to another station than the key that would sign them");
    }
    std::array<std::byte, 8> unique{};
    fillRandom(unique);
    const fs::path temporary = target.string() + ".new-" + toHex(unique);
    makeFolders(target.parent_path());
    makeFolders(temporary);
    try {
        ExportSummary summary = writeFiles(records, station, temporary, filter);
        flushFolder(temporary);
        renameNew(temporary, target);
        return summary;
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(temporary, ignored);
        throw;
    }
}

} // namespace bindery::db
