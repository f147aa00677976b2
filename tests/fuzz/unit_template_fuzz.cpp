// SPDX-License-Identifier: Apache-2.0
// Fuzzes the filling of templates: refused with InvalidArgument, or filled; text without a dollar comes out
// as it went in, and no text becomes longer than its fields make it.
#include "base/error.h"
#include "golden/unit_template.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const golden::UnitFields fields{{"serial", "SN-1"}, {"mac_eth0", "${unit.serial}"}};
    try {
        const std::string filled = golden::fillTemplate(text, fields, "fuzzed");
        const bool plain = text.find('$') == std::string_view::npos;
        if ((plain && filled != text) || filled.size() > text.size()) {
            std::abort(); // every field's text is shorter than its name in the template
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidArgument) {
            std::abort();
        }
    }
    return 0;
}
