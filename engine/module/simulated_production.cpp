// SPDX-License-Identifier: Apache-2.0
// How a simulated module is bound permanently.
#include "base/random.h"
#include "module/simulated_module_internal.h"

#include <array>

namespace bindery::module
{

namespace
{

/// Eight letters that nobody takes for each other: "K7QM-3XHP".
std::string makeChallenge()
{
    constexpr std::string_view kLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    std::array<std::byte, 8> bytes{};
    fillRandom(bytes);
    std::string text;
    for (const std::byte byte : bytes) {
        text += kLetters[std::to_integer<std::size_t>(byte) % kLetters.size()];
    }
    return text.insert(text.size() / 2, "-");
}

void requireDevelopment(const SimulatedState& state)
{
    if (state.mode == SimulatedMode::Production) {
        throw Error(ErrorCode::Conflict, "module " + state.serial + " is permanently bound already");
    }
}

} // namespace

std::string SimulatedModuleOfFile::permanentBindChallenge()
{
    return call(Need::Keys, [&](const SimulatedFile& file, SimulatedState& state) {
        requireDevelopment(state);
        state.challenge = makeChallenge();
        file.write(state);
        return state.challenge;
    });
}

void SimulatedModuleOfFile::bindPermanently(std::string_view confirmation)
{
    call(Need::Keys, [&](const SimulatedFile& file, SimulatedState& state) {
        requireDevelopment(state);
        const bool confirmed = !state.challenge.empty() && state.challenge == confirmation;
        if (!state.challenge.empty() && !confirmed) {
            state.challenge.clear();
            file.write(state);
        }
        if (!confirmed) {
            throw Error(ErrorCode::InvalidArgument,
                        "that is not the confirmation value of module " + state.serial +
                            ", which is good once and for one try; ask for a new one");
        }
        m_host = m_around.measure();
        if (m_host.cpuSerial.empty() || m_host.bootMedium.empty()) {
            throw Error(ErrorCode::Conflict,
                        "module " + state.serial +
                            " cannot be bound permanently to a host without a CPU serial or an identity of "
                            "its boot medium: nothing would tell it from another");
        }
        state.challenge.clear();
        bindTo(m_host, SimulatedMode::Production, state);
        file.writeForGood(state);
        waitForNextInterval();
    });
}

} // namespace bindery::module
