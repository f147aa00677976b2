// SPDX-License-Identifier: Apache-2.0
// Frames of the bind protocol over any stream of bytes: one letter ('J' JSON, 'S' secret), the length in 3
// bytes big-endian, the content. A secret goes from and into wiped memory only. Errors: Corrupt for a frame
// that is not the expected one, too long, empty, or no JSON, found before its content is read or kept; those
// of the stream. Threads: one stream belongs to one thread.
#pragma once

#include "base/bytes.h"
#include "base/json.h"
#include "base/secret_buffer.h"

#include <cstddef>
#include <string_view>

namespace bindery::bind
{

/// Longest secret in a frame.
constexpr std::size_t kMaxSecret = 512;

class ByteStream
{
public:
    virtual ~ByteStream() = default;
    /// Fills `out`. Errors: Busy when the other end is gone or too slow; Cancelled when stopped.
    virtual void read(ByteSpan out) = 0;
    virtual void write(ByteView bytes) = 0;
};

/// `what` names the message in errors. Errors: InvalidArgument for a message that is too long.
void writeMessage(ByteStream& stream, const Json& message, std::string_view what);
Json readMessage(ByteStream& stream, std::string_view what);
/// Errors: InvalidArgument for an empty or too long secret.
void writeSecret(ByteStream& stream, const SecretBuffer& secret);
SecretBuffer readSecret(ByteStream& stream);

} // namespace bindery::bind
