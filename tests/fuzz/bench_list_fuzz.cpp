// SPDX-License-Identifier: Apache-2.0
// Fuzzes the reading of bench lists: refused with Corrupt that names a line, or read to pairs that have both
// serials.
#include "base/error.h"
#include "line/bench.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    try {
        for (const auto& [module, pi] : line::benchListOf({reinterpret_cast<const char*>(data), size})) {
            const std::string both = module + pi;
            if (module.empty() || pi.empty() || both.find_first_of(",#\n") != std::string::npos) {
                std::abort();
            }
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt ||
            std::string_view(error.what()).find("line ") == std::string_view::npos) {
            std::abort();
        }
    }
    return 0;
}
