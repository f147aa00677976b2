// SPDX-License-Identifier: Apache-2.0
// Fuzzes unit.conf: refused with Corrupt, or read to what a unit can use.
#include "base/error.h"
#include "unit/unit_config.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    try {
        const unit::UnitConfig config =
            unit::parseUnitConfig({reinterpret_cast<const char*>(data), size}, "fuzzed");
        const bool simulated = config.module == "simulated";
        if (config.module.empty() || config.moduleWait.count() < 1 || config.moduleWait.count() > 3600 ||
            (simulated && !config.simulatedModule.is_absolute())) {
            std::abort();
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt) {
            std::abort();
        }
    }
    return 0;
}
