// SPDX-License-Identifier: Apache-2.0
#include "cli/line_json.h"

#include "base/error.h"
#include "cli/output.h"

namespace bindery::cli
{

namespace
{

Json diskJson(const device::DiskSeen& disk)
{
    return {{"node", disk.node.string()},   {"port", disk.port ? Json(disk.port->text) : Json(nullptr)},
            {"size", disk.size.count()},    {"disk_seq", orNull(disk.diskSeq)},
            {"read_only", disk.isReadOnly}, {"model", orNull(disk.model)},
            {"serial", orNull(disk.serial)}};
}

struct ToJson {
    Json operator()(const line::SlotChanged& event) const
    {
        return {{"event", "slot"},
                {"slot", event.slot.value},
                {"state", line::nameOf(event.status.state)},
                {"reason", event.status.reason},
                {"cure", event.status.cure},
                {"card_present", event.status.cardPresent},
                {"acknowledged", event.status.acknowledged},
                {"failures_in_a_row", event.status.failuresInARow},
                {"disk", event.disk ? diskJson(*event.disk) : Json(nullptr)},
                {"content", orNull(event.content)},
                {"serial", orNull(event.serial)},
                {"attempt", orNull(event.attempt)}};
    }
    Json operator()(const line::StrangerChanged& event) const
    {
        return {{"event", "unknown_port"}, {"present", event.isThere}, {"disk", diskJson(event.disk)}};
    }
    Json operator()(const line::CardProgressed& event) const
    {
        return {{"event", "progress"},
                {"slot", event.slot.value},
                {"step", card::nameOf(event.progress.step)},
                {"written", event.progress.written},
                {"to_write", event.progress.toWrite},
                {"verified", event.progress.verified},
                {"to_verify", event.progress.toVerify},
                {"milliseconds_left", event.timeLeft ? Json(event.timeLeft->count()) : Json(nullptr)}};
    }
    Json operator()(const line::AttemptEnded& event) const
    {
        const line::AttemptReport& report = event.report;
        return {{"event", "attempt"},
                {"slot", event.slot.value},
                {"attempt", report.attempt},
                {"serial", report.serial},
                {"path", report.path},
                {"result", db::textOf(report.result)},
                {"reason", report.reason ? Json(traitsOf(*report.reason).name) : Json(nullptr)},
                {"message", report.message.empty() ? Json(nullptr) : Json(report.message)},
                {"recorded", report.recorded},
                {"luks_uuid", report.card ? Json(report.card->identity.luksUuid.text()) : Json(nullptr)}};
    }
    Json operator()(const line::OrderCounted& event) const
    {
        return {{"event", "order"},       {"order", event.order},     {"passed", event.passed},
                {"failed", event.failed}, {"running", event.running}, {"target", orNull(event.target)}};
    }
    Json operator()(const line::LineChanged& event) const
    {
        return {{"event", "line"},
                {"state", line::nameOf(event.status.state)},
                {"reason", event.status.reason},
                {"cure", event.status.cure}};
    }
    Json operator()(const line::ActRefused& event) const
    {
        return {{"event", "refused"}, {"act", event.act}, {"reason", event.reason}};
    }
    Json operator()(const line::LineStopping& event) const
    {
        return {{"event", "stopping"}, {"reason", event.reason}};
    }
};

} // namespace

Json lineEventJson(const line::LineEvent& event)
{
    return std::visit(ToJson{}, event);
}

} // namespace bindery::cli
