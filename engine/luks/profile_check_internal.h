// SPDX-License-Identifier: Apache-2.0
// Whether the metadata of a LUKS2 header are what we write: a header comes from a medium that others had in
// their hands, LUKS2 does not authenticate it, and its owner may have been tricked into a weaker cipher.
// Errors: Corrupt, naming the field, what it holds and what it must hold.
// Source: LUKS2 on-disk format 1.1.3, section 3.
#pragma once

#include "base/bytes.h"
#include "base/json.h"

namespace bindery::luks
{

/// More iterations than this, of a header from outside, are an attempt to keep us busy.
constexpr std::uint64_t kMaxIterations = 10'000'000;

/// One crypt segment at kHeaderSize under a cipher we know, one digest over it, keyslots whose areas are
/// encrypted and lie between the metadata and the data, no re-encryption and no unknown requirement.
void requireProfile(const Json& metadata);

/// Names the field that makes a header unusable, as far as its JSON can be read at all; else returns.
void explainRefusal(ByteView image);

} // namespace bindery::luks
