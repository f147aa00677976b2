// SPDX-License-Identifier: Apache-2.0
// Fuzzes the reading of manifests: refused with Corrupt, or read to what writes back as the same.
// The id is made to fit, for no fuzzer guesses a SHA-256.
#include "base/error.h"
#include "golden/manifest.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace
{

using namespace bindery;

void makeIdFit(Json& json)
{
    const auto digestOf = [&](const char* part) {
        const Json::json_pointer place(std::string("/") + part + "/sha256");
        const Json found = json.contains(place) ? json.at(place) : Json();
        return found.is_string() ? found.get<std::string>() : std::string();
    };
    if (json.is_object()) {
        json["id"] = golden::goldenId(digestOf("boot"), digestOf("recipe"), digestOf("root"));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        Json json = parseJson({reinterpret_cast<const char*>(data), size}, "fuzzed");
        makeIdFit(json);
        const golden::Manifest manifest = golden::manifestFromJson(json);
        const Json written = golden::toJson(manifest);
        if (canonicalJson(written) != canonicalJson(json) || golden::manifestFromJson(written) != manifest) {
            std::abort();
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt) {
            std::abort();
        }
    }
    return 0;
}
