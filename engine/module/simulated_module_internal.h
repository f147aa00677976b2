// SPDX-License-Identifier: Apache-2.0
// The simulated module at work: every call goes through call(), which lets the faults happen first, then
// looks at the host. Threads, errors: as simulated_module.h.
#pragma once

#include "module/locked_blob_internal.h"
#include "module/simulated_file_internal.h"
#include "module/simulated_module.h"

#include <utility>

namespace bindery::module
{

constexpr const char* kSimulatedKind = "simulated";
constexpr const char* kSimulatedFirmware = "simulated 1";

[[noreturn]] void refuseCall(const SimulatedState& state, const char* why);
/// True when one more of `times` was used up.
bool useUp(int& times, bool& changed);
/// Errors: ModuleAbsent when there is no such file.
SimulatedFile openPresent(const std::filesystem::path& path);

class SimulatedModuleOfFile final : public SimulatedModule
{
public:
    /// All of `around` is there.
    SimulatedModuleOfFile(std::filesystem::path path, SimulatedSurroundings around);

    ModuleStatus status() override;
    ModuleStatus waitReady(std::chrono::milliseconds timeout) override;
    ModuleInfo info() override;
    SecretBuffer random(std::size_t size) override;
    std::vector<std::byte> lock(const SecretBuffer& key) override;
    SecretBuffer unlock(ByteView locked) override;
    std::vector<std::byte> sign(const Digest& digest) override;
    std::optional<HostFacts> fingerprint() override;
    void indicate(Indication pattern) override;
    std::string permanentBindChallenge() override;
    void bindPermanently(std::string_view confirmation) override;
    void recheck() override;

private:
    /// What a call wants of the module: to be told of it, or to use its keys.
    enum class Need { Looks, Keys };

    template <typename Act>
    auto call(Need need, Act act);
    void beSlow() const;
    void answerOrFail(const SimulatedFile& file, SimulatedState& state);
    void settle(const SimulatedFile& file, SimulatedState& state) const;
    void requireKeys(const SimulatedState& state) const;

    ModuleStatus statusOf(const SimulatedState& state) const;
    bool isBoundHost(const SimulatedState& state) const;
    void bindTo(const HostFacts& host, SimulatedMode mode, SimulatedState& state) const;
    void recheckWhenDue(const SimulatedState& state);
    void measureAnew(const SimulatedState& state);
    void waitForNextInterval();
    ModuleStatus tryToBind();

    static LockKeys lockKeysOf(const SimulatedState& state, const std::vector<std::byte>& publicKey)
    {
        return {state.lockKey.view(), publicKey, state.fingerprint};
    }

    const std::filesystem::path m_path;
    const SimulatedSurroundings m_around;
    HostFacts m_host; ///< as measured last
    std::int64_t m_nextCheckMicros = 0;
    bool m_shutDown = false;
};

template <typename Act>
auto SimulatedModuleOfFile::call(Need need, Act act)
{
    beSlow();
    const SimulatedFile file = openPresent(m_path);
    SimulatedState state = file.read();
    answerOrFail(file, state);
    if (state.faults.destroyed) {
        refuseCall(state, "it is destroyed");
    }
    recheckWhenDue(state);
    if (m_shutDown) {
        refuseCall(state, "it shut down, for its host is not the one it is bound to; restart the unit");
    }
    settle(file, state);
    if (need == Need::Keys) {
        requireKeys(state);
    }
    return act(file, state);
}

} // namespace bindery::module
