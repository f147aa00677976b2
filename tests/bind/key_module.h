// SPDX-License-Identifier: Apache-2.0
// A module that can only sign, with a P-256 key of its own: what the protocol asks of one.
#pragma once

#include "module/security_module.h"

#include <memory>
#include <string>

namespace bindery::test
{

class KeyModule : public module::SecurityModule
{
public:
    explicit KeyModule(std::string serial = "M-0001");
    ~KeyModule() override;

    module::ModuleStatus status() override { return module::ModuleStatus::BoundDevelopment; }
    module::ModuleStatus waitReady(std::chrono::milliseconds) override { return status(); }
    module::ModuleInfo info() override;
    SecretBuffer random(std::size_t size) override { return SecretBuffer::random(size); }
    std::vector<std::byte> lock(const SecretBuffer&) override;
    SecretBuffer unlock(ByteView) override;
    std::vector<std::byte> sign(const Digest& digest) override;
    std::optional<module::HostFacts> fingerprint() override { return std::nullopt; }
    void indicate(module::Indication) override {}
    std::string permanentBindChallenge() override { return {}; }
    void bindPermanently(std::string_view) override {}

    bool canSign = true; ///< or throws Busy

private:
    struct State;
    std::unique_ptr<State> m_state;
    std::string m_serial;
};

} // namespace bindery::test
