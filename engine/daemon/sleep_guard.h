// SPDX-License-Identifier: Apache-2.0
// Keeps the machine awake while cards are written: an inhibitor of systemd-logind for sleep and for the idle
// action. Where there is no logind nothing sleeps by itself either, which is no error. Threads: one.
// Source: org.freedesktop.login1(5), Inhibit().
#pragma once

#include <memory>

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

class SleepGuard
{
public:
    /// `systemBus` is borrowed; none: there is nobody to ask.
    explicit SleepGuard(sdbus::IConnection* systemBus);
    ~SleepGuard();
    SleepGuard(const SleepGuard&) = delete;
    SleepGuard& operator=(const SleepGuard&) = delete;

    /// Says whether cards are being written.
    void keepAwake(bool isWriting);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace bindery::daemon
