// SPDX-License-Identifier: Apache-2.0
// The unit's end of the bind protocol (messages.h). A station whose certificate is not signed by a pinned key
// is never told more than a TLS greeting. Dates of certificates are ignored, for a Pi has no clock at its
// first boot: freshness comes from the station's nonce. Errors: Busy when the station cannot be reached or
// breaks off (try again); Conflict when its key is not the site's; Corrupt when it talks nonsense; those of
// the module for the signature; InvalidArgument for an address. Threads: one object belongs to one thread.
#pragma once

#include "bind/bind_desk.h"
#include "bind/messages.h"
#include "bind/site.h"
#include "module/security_module.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace bindery::bind
{

struct StationAddress {
    std::string host; ///< name or number
    std::uint16_t port = 0;
};
/// "10.0.2.2:7443", "[fe80::1]:7443", "bench.local:7443"
StationAddress stationAddressOf(std::string_view text);

class BindClient
{
public:
    BindClient(StationAddress station, SitePins pins, std::chrono::milliseconds timeout);

    /// One connection: hello, challenge, the act signed by `module`, the ruling.
    Ruling tell(const Hello& hello, Act act, const HeaderReport& header, module::SecurityModule& module);
    /// Why the unit cannot go on; signed where the module can.
    Ruling fail(const Hello& hello, const FailureReport& failure, module::SecurityModule* module);

private:
    StationAddress m_station;
    SitePins m_pins;
    std::chrono::milliseconds m_timeout;
};

} // namespace bindery::bind
