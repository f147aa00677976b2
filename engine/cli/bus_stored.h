// SPDX-License-Identifier: Apache-2.0
// What is on record, as the daemon tells it (org.bindery.Records1): what it leaves out is unknown, times are
// UTC microseconds. Errors: Corrupt for facts that the contract does not allow. Threads: free functions.
#pragma once

#include "base/json.h"
#include "db/records.h"

namespace bindery::cli
{

db::StoredOrder storedOrderOf(const Json& facts);
/// Without the path of its card, which the daemon keeps to itself.
db::StoredAttempt storedAttemptOf(const Json& facts);
db::StoredUnit storedUnitOf(const Json& facts);
db::StoredKeyslot storedKeyslotOf(const Json& facts, const std::string& serial);
db::StoredEvent storedEventOf(const Json& facts);

} // namespace bindery::cli
