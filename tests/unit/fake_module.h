// SPDX-License-Identifier: Apache-2.0
// A module of a test: locks by putting its serial in front, and fails as it is told.
#pragma once

#include "base/error.h"
#include "base/random.h"
#include "module/security_module.h"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

namespace bindery::test
{

class FakeModule : public module::SecurityModule
{
public:
    explicit FakeModule(std::string serial) : m_serial(std::move(serial)) {}

    module::ModuleStatus status() override
    {
        if (!statuses.empty()) {
            const module::ModuleStatus next = statuses.front();
            statuses.pop_front();
            return next;
        }
        return lasting;
    }
    module::ModuleStatus waitReady(std::chrono::milliseconds /*timeout*/) override { return status(); }
    module::ModuleInfo info() override
    {
        if (silent) {
            throw Error(ErrorCode::ModuleRefused, "the fake module is silent");
        }
        return {"fake", "fake-1", m_serial, "1.0", {std::byte{1}}};
    }
    SecretBuffer random(std::size_t size) override { return SecretBuffer::random(size); }
    std::vector<std::byte> lock(const SecretBuffer& key) override
    {
        ++locks;
        std::vector<std::byte> locked(asBytes(m_serial).begin(), asBytes(m_serial).end());
        for (const std::byte byte : key.view()) {
            locked.push_back(byte ^ std::byte{0x5A});
        }
        return locked;
    }
    SecretBuffer unlock(ByteView locked) override
    {
        if (!unlockErrors.empty()) {
            const ErrorCode code = unlockErrors.front();
            unlockErrors.pop_front();
            throw Error(code, "the fake module fails");
        }
        if (locked.size() <= m_serial.size() || asText(locked.first(m_serial.size())) != m_serial) {
            throw Error(ErrorCode::ModuleRefused, "another module locked it");
        }
        SecretBuffer key = SecretBuffer::copyOf(locked.subspan(m_serial.size()));
        for (std::byte& byte : key.span()) {
            byte ^= std::byte{0x5A};
        }
        if (givesBackAnother) {
            key.span()[0] ^= std::byte{1};
        }
        return key;
    }
    std::vector<std::byte> sign(const Digest& digest) override { return {digest.begin(), digest.end()}; }
    std::optional<module::HostFacts> fingerprint() override { return std::nullopt; }
    void indicate(module::Indication pattern) override { shown = pattern; }
    std::string permanentBindChallenge() override { return {}; }
    void bindPermanently(std::string_view /*confirmation*/) override {}

    std::deque<module::ModuleStatus> statuses;                             ///< first these,
    module::ModuleStatus lasting = module::ModuleStatus::BoundDevelopment; ///< then this
    std::deque<ErrorCode> unlockErrors;
    bool givesBackAnother = false;
    bool silent = false; ///< does not even tell its name
    int locks = 0;
    std::optional<module::Indication> shown;

private:
    std::string m_serial;
};

} // namespace bindery::test
