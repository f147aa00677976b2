// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/json.h"
#include "db/event_text_internal.h"

#include <algorithm>

namespace bindery::db
{

namespace
{

std::string quoted(const std::string& text)
{
    return canonicalJson(Json(text));
}

} // namespace

// Put together by hand, keys in their order: the payload is canonical text already, and re-reading it for
// every hash would triple the time a check of a million events takes.
std::string canonicalEvent(const StoredEvent& event)
{
    return R"({"action":)" + quoted(event.action) + R"(,"actor":)" + quoted(event.actor) + R"(,"payload":)" +
           event.payload + R"(,"seq":)" + std::to_string(event.seq) + R"(,"subject":)" +
           quoted(event.subject) + R"(,"time":)" + std::to_string(event.utcMicros) + "}";
}

std::string exportLine(const StoredEvent& event)
{
    return R"({"action":)" + quoted(event.action) + R"(,"actor":)" + quoted(event.actor) + R"(,"hash":")" +
           toHex(event.hash) + R"(","payload":)" + event.payload + R"(,"prev_hash":")" +
           toHex(event.previousHash) + R"(","seq":)" + std::to_string(event.seq) + R"(,"subject":)" +
           quoted(event.subject) + R"(,"time":)" + std::to_string(event.utcMicros) + "}";
}

Digest chainHash(const Digest& previousHash, std::string_view canonicalEvent)
{
    Sha256 sha;
    sha.update(previousHash);
    sha.update(asBytes(canonicalEvent));
    return sha.finish();
}

Digest digestFromBytes(ByteView bytes)
{
    Digest digest{};
    if (bytes.size() != digest.size()) {
        throw Error(ErrorCode::Corrupt,
                    "a hash has " + std::to_string(bytes.size()) + " bytes instead of 32");
    }
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

Digest digestFromHex(std::string_view hex)
{
    const std::vector<std::byte> bytes = fromHex(hex);
    // toHex writes lower case; an upper-case form would be a second text of the same value.
    if (bytes.size() != sizeof(Digest) || toHex(bytes) != hex) {
        throw Error(ErrorCode::Corrupt, "a hash is not 64 lower-case hex digits");
    }
    return digestFromBytes(bytes);
}

} // namespace bindery::db
