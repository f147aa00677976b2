// SPDX-License-Identifier: Apache-2.0
// Fuzzes the reading of recipes: refused with BadImage, or read to what a manifest can hold.
#include "base/error.h"
#include "golden/manifest.h"
#include "golden/recipe.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    try {
        const golden::Recipe recipe =
            golden::parseRecipe({reinterpret_cast<const char*>(data), size}, "fuzzed");
        if (!golden::isImageName(recipe.name) || !golden::isSha256Hex(recipe.digest)) {
            std::abort();
        }
        for (const golden::RecipePatch& patch : recipe.patches) {
            if (patch.placeholder.size() != golden::fieldLength(patch.field)) {
                std::abort();
            }
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::BadImage) {
            std::abort();
        }
    }
    return 0;
}
