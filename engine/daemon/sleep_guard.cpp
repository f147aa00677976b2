// SPDX-License-Identifier: Apache-2.0
#include "daemon/sleep_guard.h"

#include <optional>
#include <string>

#include <spdlog/spdlog.h>

namespace bindery::daemon
{

struct SleepGuard::State {
    std::unique_ptr<sdbus::IProxy> logind;
    std::optional<sdbus::UnixFd> inhibitor;
    bool isWanted = false;
    bool isAsked = false; ///< an answer is on its way
};

SleepGuard::SleepGuard(sdbus::IConnection* systemBus) : m_state(std::make_shared<State>())
{
    if (systemBus != nullptr) {
        m_state->logind = sdbus::createProxy(*systemBus, "org.freedesktop.login1", "/org/freedesktop/login1");
        m_state->logind->finishRegistration();
    }
}

SleepGuard::~SleepGuard() = default;

void SleepGuard::keepAwake(bool isWriting)
{
    State& state = *m_state;
    state.isWanted = isWriting;
    if (!isWriting) {
        state.inhibitor.reset();
        return;
    }
    if (state.inhibitor || state.isAsked || !state.logind) {
        return;
    }
    state.isAsked = true;
    state.logind->callMethodAsync("Inhibit")
        .onInterface("org.freedesktop.login1.Manager")
        .withArguments(std::string("sleep:idle:handle-lid-switch"), std::string("Bindery"),
                       std::string("cards are being written"), std::string("block"))
        .uponReplyInvoke([weak = std::weak_ptr(m_state)](const sdbus::Error* error, sdbus::UnixFd inhibitor) {
            const std::shared_ptr<State> asker = weak.lock();
            if (!asker) {
                return;
            }
            if (error != nullptr) {
                // Not asked again: without a logind it would be asked for each card.
                spdlog::info("the machine is not kept awake: {}", error->getMessage());
                return;
            }
            asker->isAsked = false;
            if (asker->isWanted) {
                asker->inhibitor = std::move(inhibitor);
            }
        });
}

} // namespace bindery::daemon
