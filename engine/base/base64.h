// SPDX-License-Identifier: Apache-2.0
// Base64 (RFC 4648 section 4, with padding, no line breaks).
#pragma once

#include "base/bytes.h"
#include "base/secret_buffer.h"

#include <string>
#include <string_view>
#include <vector>

namespace bindery
{

std::string toBase64(ByteView bytes);
/// Errors: InvalidArgument.
std::vector<std::byte> fromBase64(std::string_view text);
/// The encoded form of a secret is a secret. Its size is that of the text, without a terminator.
SecretBuffer secretToBase64(const SecretBuffer& secret);

} // namespace bindery
