// SPDX-License-Identifier: Apache-2.0
// The bench on the bus: org.bindery.Bench1, and each unit that came, org.bindery.BenchUnit1. The bench itself
// runs in threads of its own, as "bindery bind serve" runs it. Threads: the main loop's.
#pragma once

#include "bind/bind_server.h"
#include "daemon/desk.h"
#include "line/bench.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <daemon_adaptors/Bench1.h>
#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

class BenchUnitObject;

struct BenchWishes {
    std::string address = "0.0.0.0";
    std::uint16_t port = 7443;                          ///< 0: any free one
    line::BenchPolicy policy = line::BenchPolicy::Scan; ///< of who says none
};

class BenchObject final : public sdbus::AdaptorInterfaces<org::bindery::Bench1_adaptor>
{
public:
    BenchObject(Desk& desk, BenchWishes wishes);
    ~BenchObject();
    BenchObject(const BenchObject&) = delete;
    BenchObject& operator=(const BenchObject&) = delete;

    std::uint16_t port() const { return m_port; }
    void disarm();

private:
    struct Served;

    void arm(line::BenchOptions options);
    void take(const line::BenchEvent& event);
    void changed();

    void Arm(sdbus::Result<>&& result, std::string policy,
             std::vector<sdbus::Struct<std::string, std::string>> parts) override;
    void Disarm(sdbus::Result<>&& result) override;
    void Confirm(sdbus::Result<>&& result, std::string serial, std::string module, std::string pi) override;

    bool Armed() override { return m_served != nullptr; }
    std::string Policy() override { return m_policy; }
    std::string ArmedBy() override { return m_armedBy; }
    uint16_t Port() override { return m_port; }

    Desk& m_desk;
    const BenchWishes m_wishes;
    std::string m_policy;
    std::string m_armedBy;
    std::atomic<std::uint16_t> m_port = 0;                           ///< also read by units of the demo
    std::map<std::string, std::unique_ptr<BenchUnitObject>> m_units; ///< by LUKS UUID
    std::unique_ptr<Served> m_served;
};

} // namespace bindery::daemon
