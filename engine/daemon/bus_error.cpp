// SPDX-License-Identifier: Apache-2.0
#include "daemon/bus_error.h"

#include "daemon/dictionary.h"

#include <string>
#include <string_view>

namespace bindery::daemon
{

sdbus::Error busError(const Error& error)
{
    constexpr std::size_t kLongest = 4096; // what a caller said may be part of it
    const std::string_view text = error.what();
    return {"org.bindery.Error." + std::string(traitsOf(error.code()).name),
            text.size() <= kLongest ? busText(text) : busText(text.substr(0, kLongest)) + " ..."};
}

} // namespace bindery::daemon
