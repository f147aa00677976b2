// SPDX-License-Identifier: Apache-2.0
#include "device/loop_over_file.h"

#include <fstream>
#include <system_error>

namespace bindery::device
{

namespace fs = std::filesystem;

std::optional<std::string> loopOverFile(const fs::path& file)
{
    std::error_code ignored;
    for (fs::directory_iterator entry("/sys/block", ignored), end; !ignored && entry != end;
         entry.increment(ignored)) {
        std::string backing;
        if (std::ifstream attribute(entry->path() / "loop/backing_file"); std::getline(attribute, backing)) {
            std::error_code unequal;
            if (fs::equivalent(backing, file, unequal)) {
                return "/dev/" + entry->path().filename().string();
            }
        }
    }
    return std::nullopt;
}

} // namespace bindery::device
