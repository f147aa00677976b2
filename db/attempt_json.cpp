// SPDX-License-Identifier: Apache-2.0
#include "db/attempt_json.h"

#include "base/clock.h"

namespace bindery::db
{

namespace
{

template <typename T>
Json textOrNull(const std::optional<T>& value)
{
    return value ? Json(textOf(*value)) : Json(nullptr);
}

Json uuidOrNull(const std::optional<Uuid>& value)
{
    return value ? Json(value->text()) : Json(nullptr);
}

Json timeOrNull(const std::optional<Moment>& value)
{
    return value ? Json(isoTime(value->utcMicros)) : Json(nullptr);
}

} // namespace

Json attemptJson(const StoredAttempt& attempt)
{
    return {{"attempt", attempt.id},
            {"serial", attempt.serial},
            {"order", attempt.order},
            {"golden_id", attempt.goldenId},
            {"actor", attempt.actor},
            {"slot", orNull(attempt.slot)},
            {"path", attempt.medium.path},
            {"size", attempt.medium.size.count()},
            {"is_block_device", attempt.medium.isBlockDevice},
            {"started", isoTime(attempt.started.utcMicros)},
            {"ended", timeOrNull(attempt.ended)},
            {"result", textOrNull(attempt.result)},
            {"reason", orNull(attempt.reason)},
            {"message", orNull(attempt.message)},
            {"bytes_written", attempt.bytesWritten ? Json(attempt.bytesWritten->count()) : Json(nullptr)},
            {"step_milliseconds", Json(attempt.stepMillis)},
            {"verify_intended", textOf(attempt.verifyIntended)},
            {"verify", textOrNull(attempt.verify)},
            {"found", textOrNull(attempt.medium.found)},
            {"fill_intended", textOf(attempt.fillIntended)},
            {"fill", textOrNull(attempt.fill)},
            {"luks_uuid", uuidOrNull(attempt.luksUuid)},
            {"file_system_uuid", uuidOrNull(attempt.fileSystemUuid)},
            {"disk_signature", orNull(attempt.diskSignature)},
            {"supersedes", orNull(attempt.supersedes)},
            {"superseded_by", orNull(attempt.supersededBy)},
            {"change_reason", orNull(attempt.changeReason)},
            {"tool_version", attempt.toolVersion}};
}

Json unitJson(const StoredUnit& unit, const std::vector<StoredAttempt>& attempts,
              const std::vector<StoredKeyslot>& keyslots, const std::vector<StoredEvent>& events)
{
    Json attemptList = Json::array();
    for (const StoredAttempt& attempt : attempts) {
        attemptList.push_back(attemptJson(attempt));
    }
    Json keyslotList = Json::array();
    for (const StoredKeyslot& slot : keyslots) {
        keyslotList.push_back({{"attempt", slot.attempt},
                               {"number", slot.number},
                               {"purpose", slot.purpose},
                               {"state", slot.state},
                               {"exposure", orNull(slot.exposure)},
                               {"changed", isoTime(slot.changedUtcMicros)}});
    }
    Json eventList = Json::array();
    for (const StoredEvent& event : events) {
        eventList.push_back({{"seq", event.seq},
                             {"time", isoTime(event.utcMicros)},
                             {"actor", event.actor},
                             {"action", event.action},
                             {"subject", event.subject},
                             {"payload", parseJson(event.payload, "event " + std::to_string(event.seq))},
                             {"hash", toHex(event.hash)},
                             {"prev_hash", toHex(event.previousHash)}});
    }
    return {{"unit",
             {{"serial", unit.serial},
              {"order", unit.order},
              {"state", unit.state},
              {"serial_state", unit.serialState},
              {"last_attempt", orNull(unit.lastAttempt)}}},
            {"attempts", std::move(attemptList)},
            {"keyslots", std::move(keyslotList)},
            {"events", std::move(eventList)}};
}

} // namespace bindery::db
