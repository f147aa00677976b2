// SPDX-License-Identifier: Apache-2.0
// Rows of media inside a running transaction.
#pragma once

#include "db/records_internal.h"

namespace bindery::db
{

/// With texts that the records can hold: what a reader says of itself may be anything.
MediumSeen cleaned(const MediumSeen& seen);
/// The row of a cleaned() medium, made or brought up to date.
std::int64_t rememberMedium(Records::State& state, const MediumSeen& seen,
                            const std::optional<std::string>& slot);
/// For payloads: all but the path.
Json mediumJson(std::int64_t id, const MediumSeen& seen);

} // namespace bindery::db
