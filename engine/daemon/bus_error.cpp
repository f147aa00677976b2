// SPDX-License-Identifier: Apache-2.0
#include "daemon/bus_error.h"

#include "daemon/dictionary.h"

#include <string>

namespace bindery::daemon
{

sdbus::Error busError(const Error& error)
{
    return {"org.bindery.Error." + std::string(traitsOf(error.code()).name), busText(error.what())};
}

} // namespace bindery::daemon
