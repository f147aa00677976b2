// SPDX-License-Identifier: Apache-2.0
// Reads arbitrary bytes as a module's token: refused as Corrupt, or written again with the same text.
#include "base/error.h"
#include "bind/module_token.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    try {
        const Json json = parseJson({reinterpret_cast<const char*>(data), size}, "input");
        const bind::ModuleToken token = bind::moduleTokenFromJson(json);
        const bool sound = canonicalJson(bind::toJson(token)) == canonicalJson(json) &&
                           bind::tokenDigestOf(token).size() == 64 && !token.lockedKey.empty();
        if (!sound) {
            std::abort();
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt) {
            std::abort();
        }
    }
    return 0;
}
