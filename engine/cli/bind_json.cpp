// SPDX-License-Identifier: Apache-2.0
#include "cli/bind_json.h"

#include "base/clock.h"
#include "cli/output.h"

namespace bindery::cli
{

namespace
{

Json textOrNull(const std::string& text)
{
    return text.empty() ? Json(nullptr) : Json(text);
}

Json partsJson(const std::optional<db::UnitParts>& parts)
{
    if (!parts) {
        return nullptr;
    }
    return {{"pi_serial", parts->piSerial},
            {"pi_model", parts->piModel},
            {"pi_revision", parts->piRevision},
            {"macs", parts->macs},
            {"boot_medium", parts->bootMedium},
            {"module_kind", parts->moduleKind},
            {"module_model", parts->moduleModel},
            {"module_serial", parts->moduleSerial},
            {"module_firmware", parts->moduleFirmware}};
}

Json stepJson(const db::StoredBindStep& stored)
{
    const db::BindStep& step = stored.step;
    return {{"step", step.step},
            {"time", isoTime(stored.utcMicros)},
            {"attempt", textOrNull(stored.attempt)},
            {"module_status", textOrNull(step.status)},
            {"message", textOrNull(step.message)},
            {"keyslots", step.keyslots},
            {"profile_digest", textOrNull(step.headerDigest)},
            {"token_digest", textOrNull(step.tokenDigest)},
            {"signed", !step.signature.empty()},
            {"parts", partsJson(stored.parts)}};
}

Json lastStepJson(const std::vector<db::StoredBindStep>& steps)
{
    if (steps.empty()) {
        return nullptr;
    }
    const db::StoredBindStep& last = steps.back();
    return {{"step", last.step.step},
            {"time", isoTime(last.utcMicros)},
            {"message", textOrNull(last.step.message)}};
}

Json recoveryJson(const std::optional<db::BindRecords::Escrow>& escrow)
{
    if (!escrow) {
        return nullptr;
    }
    return {{"keyslot", escrow->keyslot},
            {"certificate_sha256", escrow->certificateDigest},
            {"state", escrow->state},
            {"attempt", escrow->attempt}};
}

} // namespace

Json bindSummaryJson(const db::BindStatus& status, const std::optional<db::BindRecords::Escrow>& escrow)
{
    return {{"state", status.unit.state},          {"secret_held", status.secretHeld},
            {"parts", partsJson(status.parts)},    {"last_step", lastStepJson(status.steps)},
            {"exposure", orNull(status.exposure)}, {"recovery", recoveryJson(escrow)}};
}

Json bindUnitJson(const db::BindStatus& status, const std::optional<db::BindRecords::Escrow>& escrow)
{
    return {{"serial", status.unit.serial},
            {"order", status.unit.order},
            {"attempt", status.attempt},
            {"luks_uuid", status.luksUuid.text()},
            {"bind", bindSummaryJson(status, escrow)}};
}

Json bindHistoryJson(const db::BindStatus& status, const std::optional<db::BindRecords::Escrow>& escrow)
{
    Json steps = Json::array();
    for (const db::StoredBindStep& step : status.steps) {
        steps.push_back(stepJson(step));
    }
    Json keyslots = Json::array();
    for (const db::KeyslotChange& change : status.keyslots) {
        keyslots.push_back({{"number", change.number},
                            {"attempt", change.attempt},
                            {"purpose", change.purpose},
                            {"state", change.state},
                            {"exposure", orNull(change.exposure)},
                            {"reason", textOrNull(change.reason)},
                            {"actor", change.actor},
                            {"time", isoTime(change.utcMicros)}});
    }
    Json parts = Json::array();
    for (const db::StoredPart& part : status.genealogy) {
        parts.push_back({{"kind", part.kind},
                         {"serial", part.serial},
                         {"from", isoTime(part.fittedFrom)},
                         {"to", part.fittedTo ? Json(isoTime(*part.fittedTo)) : Json(nullptr)},
                         {"reason", orNull(part.reason)}});
    }
    return {{"unit", bindUnitJson(status, escrow)},
            {"steps", std::move(steps)},
            {"keyslots", std::move(keyslots)},
            {"parts", std::move(parts)}};
}

Json benchEventJson(const line::BenchEvent& event)
{
    return {{"event", event.kind},
            {"unit", event.unit},
            {"luks_uuid", event.luksUuid},
            {"pi_serial", event.piSerial},
            {"module_kind", event.moduleKind},
            {"module_serial", event.moduleSerial},
            {"message", event.message},
            {"time", isoTime(event.utcMicros)}};
}

} // namespace bindery::cli
