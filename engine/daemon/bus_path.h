// SPDX-License-Identifier: Apache-2.0
// A name as the last element of a D-Bus path: what is no letter or digit is _XX (hex).
// Threads: free function.
#pragma once

#include <string>
#include <string_view>

namespace bindery::daemon
{

inline std::string busPath(std::string_view folder, std::string_view name)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string path(folder);
    path += '/';
    for (const char each : name) {
        const auto byte = static_cast<unsigned char>(each);
        const bool isPlain =
            (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
        if (isPlain) {
            path += each;
        } else {
            path += '_';
            path += kHex[byte >> 4U];
            path += kHex[byte & 0xfU];
        }
    }
    return path;
}

} // namespace bindery::daemon
