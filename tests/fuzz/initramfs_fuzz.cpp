// SPDX-License-Identifier: Apache-2.0
// Fuzzes the reading of an initramfs: refused with BadImage, or read to entries that can be looked up.
#include "base/error.h"
#include "staging/initramfs.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    try {
        const staging::Initramfs initramfs({reinterpret_cast<const std::byte*>(data), size});
        for (const auto& [path, entry] : initramfs.entries()) {
            const staging::InitramfsEntry* found = initramfs.find(path);
            if (found != nullptr && found->isFile() && found->digest.size() != 64) {
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
