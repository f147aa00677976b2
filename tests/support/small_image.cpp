// SPDX-License-Identifier: Apache-2.0
#include "support/small_image.h"

#include "base/file.h"
#include "device/partition_table.h"

#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

namespace bindery::test
{

void writeSmallImage(const SmallGolden& golden, const std::filesystem::path& path)
{
    const std::string boot = readTextFile(golden.bootFile());
    const std::string root = readTextFile(golden.rootFile(), gib(1));
    const Extent bootExtent{mib(1).count(), boot.size()};
    const Extent rootExtent{roundUp(bootExtent.end(), mib(1).count()), root.size()};
    const Bytes size(rootExtent.end() + mib(1).count());

    const UniqueFd image = openFile(path, O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (::ftruncate(image.get(), static_cast<off_t>(size.count())) != 0) {
        throw std::runtime_error("ftruncate");
    }
    writeFully(image.get(), bootExtent.offset, asBytes(boot), path);
    writeFully(image.get(), rootExtent.offset, asBytes(root), path);
    device::PartitionTable table;
    table.id = "12345678";
    table.partitions = {{1, bootExtent, "0c", {}, true, {}}, {2, rootExtent, "83", {}, false, {}}};
    for (const device::TableWrite& write : device::makePartitionTable(table, size)) {
        writeFully(image.get(), write.offset, write.bytes, path);
    }
}

} // namespace bindery::test
