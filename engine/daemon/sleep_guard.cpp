// SPDX-License-Identifier: Apache-2.0
#include "daemon/sleep_guard.h"

#include <chrono>
#include <optional>
#include <string>

#include <spdlog/spdlog.h>

namespace bindery::daemon
{

namespace
{

constexpr std::chrono::minutes kPause{1};

} // namespace

struct SleepGuard::State {
    std::unique_ptr<sdbus::IProxy> logind;
    std::optional<sdbus::UnixFd> inhibitor;
    bool isWanted = false;
    bool isAsked = false; ///< an answer is on its way
    /// After a refusal: without a logind it is no use to ask for each card.
    std::chrono::steady_clock::time_point notBefore{};
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
    const bool isEarly = std::chrono::steady_clock::now() < state.notBefore;
    if (state.inhibitor || state.isAsked || isEarly || !state.logind) {
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
            asker->isAsked = false;
            if (error != nullptr) {
                asker->notBefore = std::chrono::steady_clock::now() + kPause;
                spdlog::info("the machine is not kept awake: {}", error->getMessage());
                return;
            }
            if (asker->isWanted) {
                asker->inhibitor = std::move(inhibitor);
            }
        });
}

} // namespace bindery::daemon
