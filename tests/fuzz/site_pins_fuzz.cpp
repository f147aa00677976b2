// SPDX-License-Identifier: Apache-2.0
// Reads arbitrary bytes as pins of a site, and as the address of a station: refused, or sound.
#include "base/error.h"
#include "bind/bind_client.h"
#include "bind/site.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

namespace
{

void require(bool sound)
{
    if (!sound) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const bind::SitePins pins = bind::pinsOf(text);
        require(!pins.empty() && pins.size() <= 8);
        require(std::set<Digest>(pins.begin(), pins.end()).size() == pins.size());
        require(bind::pinsOf(bind::pinsText(pins)) == pins);
    } catch (const Error& error) {
        require(error.code() == ErrorCode::Corrupt);
    }
    try {
        const bind::StationAddress station = bind::stationAddressOf(text);
        require(station.port != 0 && !station.host.empty() && station.host.size() <= 253);
        require(station.host.find_first_of("[]/ \n") == std::string::npos);
    } catch (const Error& error) {
        require(error.code() == ErrorCode::InvalidArgument);
    }
    return 0;
}
