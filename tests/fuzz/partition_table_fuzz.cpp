// SPDX-License-Identifier: Apache-2.0
// Reads arbitrary bytes as a medium with a partition table: refused, or every partition on the medium.
#include "base/error.h"
#include "base/file.h"
#include "device/partition_table.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace bindery;
    const UniqueFd fd(::memfd_create("fuzz", MFD_CLOEXEC));
    const std::string path = "/proc/self/fd/" + std::to_string(fd.get());
    writeFully(fd.get(), 0, {reinterpret_cast<const std::byte*>(data), size}, path);
    try {
        for (const device::Partition& partition : device::readPartitionTable(path).partitions) {
            if (partition.extent.offset > size || partition.extent.length > size - partition.extent.offset) {
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
