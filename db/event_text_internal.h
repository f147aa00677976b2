// SPDX-License-Identifier: Apache-2.0
// The canonical text of an audit event, which is what the chain hashes, and its line in an export.
#pragma once

#include "db/records.h"

#include <string>

namespace bindery::db
{

/// RFC 8785 of {action, actor, payload, seq, subject, time}. The payload must be canonical already.
std::string canonicalEvent(const StoredEvent& event);
/// SHA-256(previousHash || canonicalEvent).
Digest chainHash(const Digest& previousHash, std::string_view canonicalEvent);
/// RFC 8785 of the event with hash and prev_hash, without the line feed.
std::string exportLine(const StoredEvent& event);

Digest digestFromHex(std::string_view hex);
/// From a database blob. Errors: Corrupt when it is not 32 bytes.
Digest digestFromBytes(ByteView bytes);

} // namespace bindery::db
