// SPDX-License-Identifier: Apache-2.0
// Reads arbitrary bytes as JSON: refused, or its canonical text is read again as the same value with the same
// text.
#include "base/error.h"
#include "base/json.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::string canonical;
    Json value;
    try {
        value = parseJson(text, "input");
        canonical = canonicalJson(value);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt && error.code() != ErrorCode::InvalidArgument) {
            std::abort();
        }
        return 0;
    }
    const Json again = parseJson(canonical, "canonical text");
    if (again != value || canonicalJson(again) != canonical) {
        std::abort();
    }
    return 0;
}
