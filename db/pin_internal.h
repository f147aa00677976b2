// SPDX-License-Identifier: Apache-2.0
// How a PIN is kept: as a text that it can be checked against and that is slow to guess it from,
// "$scrypt$ln=15,r=8,p=1$SALT$DIGEST" with both in base64. Errors never tell anything of the PIN:
// InvalidArgument for one that is too short or long; Corrupt for a text that is none; Internal. Threads: free
// functions. Source: RFC 7914 (scrypt).
#pragma once

#include "base/secret_buffer.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace bindery::db
{

inline constexpr std::size_t kShortestPin = 4;
inline constexpr std::size_t kLongestPin = 64; ///< characters

/// Errors: InvalidArgument unless it is 4 to 64 characters, none of them a control character.
void checkPinText(const SecretBuffer& pin);
/// With a salt of its own. Takes some tenths of a second and 32 MiB.
std::string keptPin(const SecretBuffer& pin);
/// In constant time. As slow as keptPin().
bool fitsPin(const SecretBuffer& pin, std::string_view kept);

} // namespace bindery::db
