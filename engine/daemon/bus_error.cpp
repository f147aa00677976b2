// SPDX-License-Identifier: Apache-2.0
#include "daemon/bus_error.h"

#include "daemon/dictionary.h"

#include <string>
#include <string_view>

namespace bindery::daemon
{

namespace
{

sdbus::Error named(std::string_view name, std::string_view text)
{
    constexpr std::size_t kLongest = 4096; // what a caller said may be part of it
    return {"org.bindery.Error." + std::string(name),
            text.size() <= kLongest ? busText(text) : busText(text.substr(0, kLongest)) + " ..."};
}

} // namespace

sdbus::Error busError(const Error& error)
{
    return named(traitsOf(error.code()).name, error.what());
}

sdbus::Error notAuthorized(const Error& error)
{
    return named("NotAuthorized", error.what());
}

} // namespace bindery::daemon
