// SPDX-License-Identifier: Apache-2.0
#include "unit/station_client.h"

#include "base/error.h"
#include "base/file.h"
#include "bind/bind_client.h"
#include "bind/site.h"

#include <chrono>
#include <utility>

namespace bindery::unit
{

namespace
{

constexpr std::chrono::milliseconds kTimeout{20'000};
constexpr Bytes kLargestPins = kib(16);

bind::BindClient clientOf(const std::optional<std::string>& address, const std::filesystem::path& pins)
{
    if (!address) {
        throw Error(ErrorCode::NotFound,
                    "no bench is named; put station=HOST:PORT into unit.conf or bindery.station=HOST:PORT on "
                    "the kernel's command line");
    }
    return {bind::stationAddressOf(*address),
            withContext(pins.string(), [&] { return bind::pinsOf(readTextFile(pins, kLargestPins)); }),
            kTimeout};
}

} // namespace

StationClient::StationClient(std::optional<std::string> address, std::filesystem::path pins)
    : m_address(std::move(address)), m_pins(std::move(pins))
{
}

bind::Ruling StationClient::tell(const bind::Hello& hello, bind::Act act, const bind::HeaderReport& header,
                                 module::SecurityModule& module)
{
    return clientOf(m_address, m_pins).tell(hello, act, header, module);
}

bind::Ruling StationClient::fail(const bind::Hello& hello, const bind::FailureReport& failure,
                                 module::SecurityModule& module)
{
    return clientOf(m_address, m_pins).fail(hello, failure, &module);
}

} // namespace bindery::unit
