// SPDX-License-Identifier: Apache-2.0
// One connection of one unit, from the greeting to the ruling. Threads: one connection per thread.
#pragma once

#include "base/sha256.h"
#include "bind/locked_desk_internal.h"
#include "bind/tls_stream_internal.h"

#include <string>

namespace bindery::bind
{

/// Never throws: what goes wrong is told to the desk. The hello must come within the time that the stream has
/// now; the rest until `ended`.
void serveUnit(TlsStream& stream, const std::string& peer, const Digest& certificate, LockedDesk& desk,
               Deadline ended) noexcept;

} // namespace bindery::bind
