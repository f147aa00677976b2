// SPDX-License-Identifier: Apache-2.0
// What systemd is told of the daemon: that it is ready, what it does, that it lives, that it ends. Without
// systemd nothing is told. Threads: one. Source: sd_notify(3), sd_watchdog_enabled(3).
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace bindery::daemon
{

class ServiceManager
{
public:
    void ready();
    /// One line for "systemctl status".
    void status(const std::string& text);
    void stopping();
    void alive();
    /// How often alive() is due; empty: nobody watches.
    static std::optional<std::chrono::milliseconds> watchdogInterval();

private:
    std::string m_status;
};

} // namespace bindery::daemon
