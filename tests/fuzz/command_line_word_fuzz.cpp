// SPDX-License-Identifier: Apache-2.0
// Fuzzes the kernel's command line: no word, or one of bounded printable text.
#include "unit/command_line_word.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto word =
        bindery::unit::commandLineWord({reinterpret_cast<const char*>(data), size}, "bindery.station");
    if (word && (word->empty() || word->size() > 256 ||
                 std::any_of(word->begin(), word->end(), [](char c) { return c <= ' ' || c > '~'; }))) {
        std::abort();
    }
    return 0;
}
