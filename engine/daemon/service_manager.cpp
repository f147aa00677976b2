// SPDX-License-Identifier: Apache-2.0
#include "daemon/service_manager.h"

#include <cstdint>

#include <systemd/sd-daemon.h>

namespace bindery::daemon
{

void ServiceManager::ready()
{
    static_cast<void>(::sd_notify(0, "READY=1"));
}

void ServiceManager::status(const std::string& text)
{
    if (text != m_status) {
        m_status = text;
        static_cast<void>(::sd_notify(0, ("STATUS=" + text).c_str()));
    }
}

void ServiceManager::stopping()
{
    static_cast<void>(::sd_notify(0, "STOPPING=1"));
}

void ServiceManager::alive()
{
    static_cast<void>(::sd_notify(0, "WATCHDOG=1"));
}

std::optional<std::chrono::milliseconds> ServiceManager::watchdogInterval()
{
    std::uint64_t micros = 0;
    if (::sd_watchdog_enabled(0, &micros) <= 0) {
        return std::nullopt;
    }
    constexpr std::int64_t kHalfInMillis = 2 * 1000;
    return std::chrono::milliseconds(static_cast<std::int64_t>(micros) / kHalfInMillis);
}

} // namespace bindery::daemon
