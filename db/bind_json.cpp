// SPDX-License-Identifier: Apache-2.0
#include "db/bind_json.h"

#include "base/clock.h"

namespace bindery::db
{

namespace
{

Json textOrNull(const std::string& text)
{
    return text.empty() ? Json(nullptr) : Json(text);
}

Json partsJson(const std::optional<UnitParts>& parts)
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

Json stepJson(const StoredBindStep& stored)
{
    const BindStep& step = stored.step;
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

Json lastStepJson(const std::vector<StoredBindStep>& steps)
{
    if (steps.empty()) {
        return nullptr;
    }
    const StoredBindStep& last = steps.back();
    return {{"step", last.step.step},
            {"time", isoTime(last.utcMicros)},
            {"message", textOrNull(last.step.message)}};
}

Json recoveryJson(const std::optional<BindRecords::Escrow>& escrow)
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

Json bindSummaryJson(const BindStatus& status, const std::optional<BindRecords::Escrow>& escrow)
{
    return {{"state", status.unit.state},          {"secret_held", status.secretHeld},
            {"parts", partsJson(status.parts)},    {"last_step", lastStepJson(status.steps)},
            {"exposure", orNull(status.exposure)}, {"recovery", recoveryJson(escrow)}};
}

Json bindUnitJson(const BindStatus& status, const std::optional<BindRecords::Escrow>& escrow)
{
    return {{"serial", status.unit.serial},
            {"order", status.unit.order},
            {"attempt", status.attempt},
            {"luks_uuid", status.luksUuid.text()},
            {"bind", bindSummaryJson(status, escrow)}};
}

Json bindHistoryJson(const BindStatus& status, const std::optional<BindRecords::Escrow>& escrow)
{
    Json steps = Json::array();
    for (const StoredBindStep& step : status.steps) {
        steps.push_back(stepJson(step));
    }
    Json keyslots = Json::array();
    for (const KeyslotChange& change : status.keyslots) {
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
    for (const StoredPart& part : status.genealogy) {
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

} // namespace bindery::db
