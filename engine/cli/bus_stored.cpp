// SPDX-License-Identifier: Apache-2.0
#include "cli/bus_stored.h"

#include "base/error.h"

#include <algorithm>

namespace bindery::cli
{

namespace
{

template <typename T>
std::optional<T> maybe(const Json& facts, const char* key)
{
    const auto found = facts.find(key);
    return found == facts.end() || found->is_null() ? std::nullopt : std::optional(found->get<T>());
}

/// A word that stands for a value of the records.
template <typename Value>
std::optional<Value> wordOf(const Json& facts, const char* key, Value (*valueOf)(std::string_view))
{
    const auto word = maybe<std::string>(facts, key);
    return word ? std::optional(valueOf(*word)) : std::nullopt;
}

std::optional<Uuid> uuidOf(const Json& facts, const char* key)
{
    const auto text = maybe<std::string>(facts, key);
    return text ? std::optional(Uuid::parse(*text)) : std::nullopt;
}

Moment momentOf(std::int64_t utcMicros)
{
    Moment moment;
    moment.utcMicros = utcMicros;
    return moment;
}

Digest digestOf(const std::string& hex)
{
    const std::vector<std::byte> bytes = fromHex(hex);
    Digest digest{};
    if (bytes.size() != digest.size()) {
        throw Error(ErrorCode::Corrupt,
                    "the station told a digest of " + std::to_string(bytes.size()) + " bytes");
    }
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

/// What is missing, or of another type, is the daemon's fault.
template <typename Read>
auto strictly(const char* what, Read read)
{
    try {
        return read();
    } catch (const Json::exception& error) {
        throw Error(ErrorCode::Corrupt, std::string("the station told ") + what +
                                            " that the contract does not allow: " + error.what());
    }
}

} // namespace

db::StoredOrder storedOrderOf(const Json& facts)
{
    return strictly("an order", [&] {
        db::StoredOrder order;
        order.order.number = facts.at("number").get<std::string>();
        order.order.goldenId = maybe<std::string>(facts, "golden_id");
        order.order.target = maybe<std::int64_t>(facts, "target");
        order.order.serialPrefix = facts.at("serial_prefix").get<std::string>();
        order.order.policy = facts.at("policy");
        order.order.serialScheme = db::serialSchemeOf(facts.at("serial_scheme").get<std::string>());
        order.order.firstArticle = db::firstArticleOf(facts.at("first_article").get<std::string>());
        order.state = facts.at("state").get<std::string>();
        order.order.state = db::orderStateOf(order.state);
        order.isActive = facts.at("active").get<bool>();
        order.passed = facts.at("passed").get<std::int64_t>();
        order.failed = facts.at("failed").get<std::int64_t>();
        order.running = facts.at("running").get<std::int64_t>();
        order.firstArticleBy = maybe<std::string>(facts, "first_article_by");
        order.createdBy = facts.at("created_by").get<std::string>();
        order.createdUtcMicros = facts.at("created").get<std::int64_t>();
        return order;
    });
}

db::StoredAttempt storedAttemptOf(const Json& facts)
{
    return strictly("an attempt", [&] {
        db::StoredAttempt attempt;
        attempt.id = facts.at("attempt").get<std::string>();
        attempt.serial = facts.at("serial").get<std::string>();
        attempt.order = facts.at("order").get<std::string>();
        attempt.goldenId = facts.at("golden_id").get<std::string>();
        attempt.actor = facts.at("actor").get<std::string>();
        attempt.slot = maybe<std::string>(facts, "slot");
        attempt.medium.size = Bytes(facts.at("size").get<std::uint64_t>());
        attempt.medium.isBlockDevice = facts.at("is_block_device").get<bool>();
        attempt.medium.found = wordOf(facts, "found", db::foundOf);
        attempt.started = momentOf(facts.at("started").get<std::int64_t>());
        if (const auto ended = maybe<std::int64_t>(facts, "ended")) {
            attempt.ended = momentOf(*ended);
        }
        attempt.result = wordOf(facts, "result", db::attemptResultOf);
        attempt.reason = maybe<std::string>(facts, "reason");
        attempt.message = maybe<std::string>(facts, "message");
        if (const auto written = maybe<std::uint64_t>(facts, "bytes_written")) {
            attempt.bytesWritten = Bytes(*written);
        }
        attempt.stepMillis = facts.at("step_milliseconds").get<std::map<std::string, std::int64_t>>();
        attempt.verifyIntended = db::verifyOf(facts.at("verify_intended").get<std::string>());
        attempt.verify = wordOf(facts, "verify", db::verifyOf);
        attempt.fillIntended = db::fillOf(facts.at("fill_intended").get<std::string>());
        attempt.fill = wordOf(facts, "fill", db::fillOf);
        attempt.luksUuid = uuidOf(facts, "luks_uuid");
        attempt.fileSystemUuid = uuidOf(facts, "file_system_uuid");
        attempt.diskSignature = maybe<std::string>(facts, "disk_signature");
        attempt.supersedes = maybe<std::string>(facts, "supersedes");
        attempt.supersededBy = maybe<std::string>(facts, "superseded_by");
        attempt.changeReason = maybe<std::string>(facts, "change_reason");
        attempt.toolVersion = facts.at("tool_version").get<std::string>();
        return attempt;
    });
}

db::StoredUnit storedUnitOf(const Json& facts)
{
    return strictly("a unit", [&] {
        return db::StoredUnit{facts.at("serial").get<std::string>(), facts.at("order").get<std::string>(),
                              facts.at("state").get<std::string>(),
                              facts.at("serial_state").get<std::string>(),
                              maybe<std::string>(facts, "last_attempt")};
    });
}

db::StoredKeyslot storedKeyslotOf(const Json& facts, const std::string& serial)
{
    return strictly("a keyslot", [&] {
        return db::StoredKeyslot{serial,
                                 facts.at("attempt").get<std::string>(),
                                 facts.at("number").get<int>(),
                                 facts.at("purpose").get<std::string>(),
                                 facts.at("state").get<std::string>(),
                                 maybe<std::string>(facts, "exposure"),
                                 facts.at("changed").get<std::int64_t>()};
    });
}

db::StoredEvent storedEventOf(const Json& facts)
{
    return strictly("an event", [&] {
        db::StoredEvent event;
        event.seq = facts.at("seq").get<std::int64_t>();
        event.utcMicros = facts.at("time").get<std::int64_t>();
        event.actor = facts.at("actor").get<std::string>();
        event.action = facts.at("action").get<std::string>();
        event.subject = facts.at("subject").get<std::string>();
        event.payload = facts.at("payload").get<std::string>();
        event.hash = digestOf(facts.at("hash").get<std::string>());
        event.previousHash = digestOf(facts.at("prev_hash").get<std::string>());
        return event;
    });
}

} // namespace bindery::cli
