// SPDX-License-Identifier: Apache-2.0
// The bench over the network, as unit.conf or the kernel's command line names it and site.pins vouches for
// it. Both are looked at when the bench is first asked: a unit that needs no bench needs neither. Errors:
// NotFound with the cure when no bench is named or there are no pins; those of bind::BindClient. Threads:
// belongs to one thread.
#pragma once

#include "unit/station_link.h"

#include <filesystem>
#include <optional>
#include <string>

namespace bindery::unit
{

inline constexpr const char* kPinsFile = "/etc/bindery/site.pins";

class StationClient : public StationLink
{
public:
    StationClient(std::optional<std::string> address, std::filesystem::path pins);

    bind::Ruling tell(const bind::Hello& hello, bind::Act act, const bind::HeaderReport& header,
                      module::SecurityModule& module) override;
    bind::Ruling fail(const bind::Hello& hello, const bind::FailureReport& failure,
                      module::SecurityModule& module) override;

private:
    std::optional<std::string> m_address;
    std::filesystem::path m_pins;
};

} // namespace bindery::unit
