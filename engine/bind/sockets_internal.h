// SPDX-License-Identifier: Apache-2.0
// Sockets of the bind protocol: listening, accepting, reaching a station. All are non-blocking. Errors: Busy,
// NeedsRoot, InvalidArgument as bind_server.h and bind_client.h. Threads: free functions.
#pragma once

#include "base/unique_fd.h"
#include "bind/bind_client.h"
#include "bind/tls_stream_internal.h"

#include <cstdint>
#include <string>

namespace bindery::bind
{

UniqueFd listenAt(const std::string& address, std::uint16_t port);
std::uint16_t portOf(int listening);

struct Accepted {
    UniqueFd socket;  ///< -1: nobody was there after all
    std::string host; ///< "10.0.2.15"
    std::string peer; ///< "10.0.2.15 port 41234"
};
/// Errors: Busy when the process or the system has no room for another socket.
Accepted acceptFrom(int listening);

/// Tries each of its addresses until `deadline`.
UniqueFd reach(const StationAddress& station, Deadline deadline);

} // namespace bindery::bind
