// SPDX-License-Identifier: Apache-2.0
// Letters as the firmware and FAT compare them. Threads: free function.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace bindery::staging
{

inline std::string lowerAscii(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return lower;
}

} // namespace bindery::staging
