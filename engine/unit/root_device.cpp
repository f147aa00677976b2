// SPDX-License-Identifier: Apache-2.0
#include "unit/root_device.h"

#include "base/error.h"
#include "base/file.h"

#include <optional>
#include <system_error>
#include <vector>

namespace bindery::unit
{

namespace
{

namespace fs = std::filesystem;

std::vector<fs::path> entriesOf(const fs::path& folder)
{
    std::vector<fs::path> entries;
    std::error_code gone;
    for (fs::directory_iterator at(folder, gone), end; !gone && at != end; at.increment(gone)) {
        entries.push_back(at->path());
    }
    return entries;
}

/// Empty for a device that went meanwhile.
std::string mappingName(const fs::path& device)
{
    try {
        const std::string text = readTextFile(device / "dm/name", kib(4));
        return text.substr(0, text.find('\n'));
    } catch (const Error&) {
        return {};
    }
}

std::optional<fs::path> belowMapping(const fs::path& systemRoot)
{
    for (const fs::path& device : entriesOf(systemRoot / "sys/block")) {
        if (device.filename().string().rfind("dm-", 0) != 0 || mappingName(device) != kRootMapping) {
            continue;
        }
        const std::vector<fs::path> below = entriesOf(device / "slaves");
        if (below.size() == 1) {
            return systemRoot / "dev" / below.front().filename();
        }
    }
    return std::nullopt;
}

} // namespace

fs::path findRootDevice(const std::string& named, const fs::path& systemRoot)
{
    if (!named.empty()) {
        return named;
    }
    if (const auto below = belowMapping(systemRoot)) {
        return *below;
    }
    const fs::path labelled = systemRoot / "dev/disk/by-label" / kRootLabel;
    std::error_code missing;
    if (fs::exists(labelled, missing)) {
        return fs::canonical(labelled, missing);
    }
    throw Error(ErrorCode::NotFound, std::string("no encrypted root: neither a mapping ") + kRootMapping +
                                         " nor a partition labelled " + kRootLabel +
                                         "; name the partition with --device");
}

} // namespace bindery::unit
