// SPDX-License-Identifier: Apache-2.0
#include "daemon/records_object.h"

#include "base/file.h"
#include "base/process.h"
#include "daemon/dictionary.h"
#include "daemon/passed_file.h"
#include "db/attempt_json.h"
#include "db/attempt_table.h"
#include "db/audit_export.h"
#include "db/bind_json.h"
#include "db/bind_records.h"
#include "db/order_json.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace bindery::daemon
{

namespace
{

namespace fs = std::filesystem;

constexpr std::uint32_t kMostAttempts = 10'000;
constexpr std::size_t kWritersAtOnce = 4;
constexpr std::chrono::seconds kPackPatience{600};

db::AttemptFilter filterOf(Wishes wishes, std::uint32_t limit, const line::Station& station)
{
    db::AttemptFilter filter;
    filter.serial = wishes.text("serial");
    filter.order = wishes.text("order");
    filter.slot = wishes.text("slot");
    if (const auto result = wishes.text("result")) {
        try {
            filter.result = db::attemptResultOf(*result);
        } catch (const Error&) {
            throw Error(ErrorCode::InvalidArgument, "\"" + *result + "\" is no result of an attempt");
        }
    }
    if (const auto golden = wishes.text("golden")) {
        filter.goldenId = station.store().find(*golden).id;
    }
    filter.startedFromMicros = wishes.number("from");
    filter.startedToMicros = wishes.number("to");
    wishes.requireEmpty();
    filter.limit = std::clamp<std::uint32_t>(limit, 1, kMostAttempts);
    return filter;
}

/// With times as numbers, which programs compare.
Json attemptFacts(const db::StoredAttempt& attempt)
{
    Json facts = db::attemptJson(attempt);
    facts["started"] = attempt.started.utcMicros;
    facts["ended"] = attempt.ended ? Json(attempt.ended->utcMicros) : Json(nullptr);
    facts.erase("path"); // of the station's own devices, for nobody else
    return facts;
}

Json keyslotFacts(const db::StoredKeyslot& slot)
{
    return {{"attempt", slot.attempt},           {"number", slot.number},
            {"purpose", slot.purpose},           {"state", slot.state},
            {"exposure", orNull(slot.exposure)}, {"changed", slot.changedUtcMicros}};
}

Json stepFacts(const db::StoredBindStep& stored)
{
    Json facts = {{"step", stored.step.step},
                  {"time", stored.utcMicros},
                  {"attempt", stored.attempt},
                  {"module_status", stored.step.status},
                  {"message", stored.step.message}};
    if (stored.parts) {
        facts["module_kind"] = stored.parts->moduleKind;
        facts["module_serial"] = stored.parts->moduleSerial;
        facts["pi_serial"] = stored.parts->piSerial;
        facts["pi_model"] = stored.parts->piModel;
    }
    return facts;
}

Json eventFacts(const db::StoredEvent& event)
{
    return {{"seq", event.seq},          {"time", event.utcMicros},
            {"actor", event.actor},      {"action", event.action},
            {"subject", event.subject},  {"payload", event.payload},
            {"hash", toHex(event.hash)}, {"prev_hash", toHex(event.previousHash)}};
}

std::vector<db::StoredBindStep> bindStepsOf(db::Records& records, const std::string& serial)
{
    try {
        return db::BindRecords(records).find(serial).steps;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound) {
            throw;
        }
        return {};
    }
}

Json unitFacts(db::Records& records, const std::string& serial)
{
    const std::optional<db::StoredUnit> unit = records.findUnit(serial);
    if (!unit) {
        throw Error(ErrorCode::NotFound, "the records hold no unit \"" + serial + "\"");
    }
    db::AttemptFilter filter;
    filter.serial = serial;
    filter.limit = kMostAttempts;
    Json facts = {{"serial", unit->serial},
                  {"order", unit->order},
                  {"state", unit->state},
                  {"serial_state", unit->serialState},
                  {"last_attempt", orNull(unit->lastAttempt)},
                  {"attempts", Json::array()},
                  {"keyslots", Json::array()},
                  {"binds", Json::array()},
                  {"events", Json::array()}};
    for (const db::StoredAttempt& attempt : records.findAttempts(filter)) {
        facts["attempts"].push_back(attemptFacts(attempt));
    }
    for (const db::StoredKeyslot& slot : records.keyslots(serial)) {
        facts["keyslots"].push_back(keyslotFacts(slot));
    }
    for (const db::StoredBindStep& step : bindStepsOf(records, serial)) {
        facts["binds"].push_back(stepFacts(step));
    }
    for (const db::StoredEvent& event : records.unitHistory(serial)) {
        facts["events"].push_back(eventFacts(event));
    }
    return facts;
}

void writeWhole(const UniqueFd& target, ByteView content)
{
    if (::ftruncate(target.get(), 0) != 0) {
        throw Error(ErrorCode::WriteFailed, "target: it cannot be emptied");
    }
    writeFully(target.get(), 0, content, "target");
    flushFile(target.get(), "target");
}

/// A folder of the state that goes with it.
class ScratchFolder
{
public:
    explicit ScratchFolder(const fs::path& below) : m_path(below / "export-XXXXXX")
    {
        std::string name = m_path.string();
        if (::mkdtemp(name.data()) == nullptr) {
            throwErrno(codeOfFileErrno(errno), "no folder for the export can be made in " + below.string(),
                       errno);
        }
        m_path = name;
    }
    ~ScratchFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

void copyFile(const fs::path& from, const UniqueFd& target)
{
    const UniqueFd source = openFile(from, O_RDONLY);
    if (::ftruncate(target.get(), 0) != 0) {
        throw Error(ErrorCode::WriteFailed, "target: it cannot be emptied");
    }
    std::vector<std::byte> part(mib(1).count());
    const std::uint64_t size = fs::file_size(from);
    for (std::uint64_t at = 0; at < size;) {
        const ByteSpan piece(part.data(), std::min<std::uint64_t>(part.size(), size - at));
        if (!readFully(source.get(), at, piece, from)) {
            throw Error(ErrorCode::Internal, from.string() + " became shorter while it was read");
        }
        writeFully(target.get(), at, piece, "target");
        at += piece.size();
    }
    flushFile(target.get(), "target");
}

} // namespace

RecordsObject::RecordsObject(Desk& desk, Jobs& jobs)
    : AdaptorInterfaces(desk.bus, kStationPath), m_desk(desk), m_jobs(jobs)
{
    registerAdaptor();
}

RecordsObject::~RecordsObject()
{
    unregisterAdaptor();
}

void RecordsObject::FindAttempts(sdbus::Result<Dictionaries>&& result,
                                 std::map<std::string, sdbus::Variant> filter, uint32_t limit)
{
    m_desk.gate.serve(getObject(), {Right::Audit, "Records1.FindAttempts"}, std::move(result),
                      [this, filter, limit](const Acting& /*who*/) {
                          Json attempts = Json::array();
                          for (const db::StoredAttempt& attempt : m_desk.station.records().findAttempts(
                                   filterOf({filter, "filter"}, limit, m_desk.station))) {
                              attempts.push_back(attemptFacts(attempt));
                          }
                          return dictionariesOf(attempts);
                      });
}

void RecordsObject::Unit(sdbus::Result<std::map<std::string, sdbus::Variant>>&& result, std::string serial)
{
    m_desk.gate.serve(getObject(), {Right::Audit, "Records1.Unit"}, std::move(result),
                      [this, serial](const Acting& /*who*/) {
                          return dictionaryOf(unitFacts(m_desk.station.records(), serial));
                      });
}

void RecordsObject::Orders(sdbus::Result<Dictionaries>&& result)
{
    m_desk.gate.serve(getObject(), {Right::Audit, "Records1.Orders"}, std::move(result),
                      [this](const Acting& /*who*/) {
                          Json orders = Json::array();
                          for (const db::StoredOrder& order : m_desk.station.records().orders()) {
                              Json facts = db::orderJson(order);
                              facts["created"] = order.createdUtcMicros;
                              orders.push_back(std::move(facts));
                          }
                          return dictionariesOf(orders);
                      });
}

void RecordsObject::Account(sdbus::Result<std::map<std::string, int64_t>>&& result, std::string order)
{
    m_desk.gate.serve(
        getObject(), {Right::Audit, "Records1.Account"}, std::move(result),
        [this, order](const Acting& /*who*/) {
            const db::Records& records = m_desk.station.records();
            if (!records.findOrder(order)) {
                throw Error(ErrorCode::NotFound, "there is no order \"" + busText(order) + "\"");
            }
            const db::Reconciliation counts = records.reconcile(order);
            return std::map<std::string, int64_t>{{"issued", counts.issued},
                                                  {"passed", counts.passed},
                                                  {"written_unverified", counts.writtenUnverified},
                                                  {"scrapped", counts.scrapped},
                                                  {"void", counts.voided},
                                                  {"reserved", counts.reserved},
                                                  {"attempts", counts.attempts},
                                                  {"running", counts.running}};
        });
}

void RecordsObject::ExportTable(sdbus::Result<>&& result, std::map<std::string, sdbus::Variant> filter,
                                std::string format, sdbus::UnixFd target)
{
    m_desk.gate.serveLater(
        getObject(), {Right::Audit, "Records1.ExportTable"}, std::move(result),
        [this, filter, format, target](const Acting& /*who*/, const Answer& answer) {
            if (format != "csv" && format != "jsonl") {
                throw Error(ErrorCode::InvalidArgument,
                            "format must be csv or jsonl, not \"" + format + "\"");
            }
            UniqueFd file = passedFile(target, PassedFor::Writing, "target");
            const std::vector<db::StoredAttempt> attempts = m_desk.station.records().findAttempts(
                filterOf({filter, "filter"}, kMostAttempts, m_desk.station));
            write(std::move(file),
                  format == "csv" ? db::attemptsCsv(attempts) : db::attemptsJsonLines(attempts), answer);
        });
}

void RecordsObject::write(UniqueFd target, std::string text, const Answer& answer)
{
    if (m_writers.size() >= kWritersAtOnce) {
        throw Error(ErrorCode::Busy,
                    std::to_string(kWritersAtOnce) +
                        " tables are being written already: wait until one of them is there");
    }
    const std::uint64_t number = m_nextWriter++;
    m_writers[number] =
        std::jthread([this, number, answer, text = std::move(text), target = std::move(target)] {
            std::optional<Error> failure;
            try {
                writeWhole(target, asBytes(text));
            } catch (const Error& error) {
                failure = error;
            } catch (const std::exception& error) {
                failure = Error(ErrorCode::Internal, error.what());
            }
            m_desk.loop.post([this, number, answer, failure] {
                m_writers.erase(number);
                if (failure) {
                    answer->returnError(busError(*failure));
                } else {
                    answer->returnResults();
                }
            });
        });
}

void RecordsObject::ExportAudit(sdbus::Result<sdbus::ObjectPath>&& result,
                                std::map<std::string, sdbus::Variant> filter, sdbus::UnixFd target)
{
    m_desk.gate.serve(
        getObject(), {Right::Export, "Records1.ExportAudit"}, std::move(result),
        [this, filter, target](const Acting& who) {
            Wishes wishes(filter, "filter");
            db::ExportFilter wanted;
            wanted.order = wishes.text("order");
            wanted.serial = wishes.text("serial");
            wanted.fromMicros = wishes.number("from");
            wanted.toMicros = wishes.number("to");
            wishes.requireEmpty();
            const auto file = std::make_shared<UniqueFd>(passedFile(target, PassedFor::Writing, "target"));
            return m_jobs.start(
                {"export", wanted.order.value_or("everything on record"), who.badge},
                [&station = m_desk.station, wanted, file](JobReport& report,
                                                          const std::stop_token& stop) -> JobEnd {
                    report.at("signing and writing the export", 0, 0);
                    const ScratchFolder scratch(station.runFolder());
                    const fs::path folder = scratch.path() / "bindery-audit";
                    const db::ExportSummary summary =
                        db::exportAudit(station.records(), station.identity(), folder, wanted);
                    report.at("packing it", 0, 0);
                    const fs::path archive = scratch.path() / "export.tar";
                    const ProcessResult packed =
                        runProgram({"tar", "--create", "--file", archive.string(), "--owner=0", "--group=0",
                                    "--directory", scratch.path().string(), folder.filename().string()},
                                   kPackPatience, stop);
                    if (packed.exitStatus != 0) {
                        throw Error(ErrorCode::WriteFailed, "the export cannot be packed: " + packed.output);
                    }
                    copyFile(archive, *file);
                    return {std::to_string(summary.events) + " events, " + std::to_string(summary.attempts) +
                                " attempts, " + std::to_string(summary.units) + " units",
                            "bindery-audit"};
                });
        });
}

} // namespace bindery::daemon
