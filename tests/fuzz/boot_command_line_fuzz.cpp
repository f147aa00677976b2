// SPDX-License-Identifier: Apache-2.0
// Fuzzes the edit of kernel command lines: refused with BadImage, or the model gives the text back as it was,
// the edit leaves one placeholder where it says and is not changed by a second one.
#include "base/error.h"
#include "staging/boot_files.h"
#include "staging/command_line.h"
#include "staging/command_line_edit.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace
{

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    using namespace bindery::staging;
    static const BootProfile& profile = bootProfileOf("raspbian", "13", "armhf", {});
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        require(CommandLine(text, "fuzzed").text() == text);
        const EditedCommandLine first = editedCommandLine(text, "fuzzed", profile);
        require(first.text.find(kLuksUuidPlaceholder) == first.uuidOffset);
        require(first.text.rfind(kLuksUuidPlaceholder) == first.uuidOffset);
        require(first.said.empty() == (first.text == text));
        const EditedCommandLine second = editedCommandLine(first.text, "fuzzed", profile);
        require(second.text == first.text && second.said.empty());
    } catch (const Error& error) {
        require(error.code() == ErrorCode::BadImage);
    }
    return 0;
}
