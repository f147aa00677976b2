// SPDX-License-Identifier: Apache-2.0
// Fuzzes station.toml: refused with InvalidArgument and a place, or read to what a station can use.
#include "base/error.h"
#include "daemon/settings.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    try {
        const daemon::Settings settings =
            daemon::parseSettings({reinterpret_cast<const char*>(data), size}, "fuzzed");
        if (settings.station.name.empty() || !settings.station.stateFolder.is_absolute() ||
            settings.station.signOutAfter.count() < 0 || settings.station.checkpointEvery < 1 ||
            settings.line.stallLimit.count() < 5000 || settings.bench.port == 0) {
            std::abort();
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidArgument ||
            std::string_view(error.what()).substr(0, 7) != "fuzzed:") {
            std::abort();
        }
    }
    return 0;
}
