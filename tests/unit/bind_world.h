// SPDX-License-Identifier: Apache-2.0
// A unit with its card, module and bench, through boots and power cuts.
#pragma once

#include "base/clock.h"
#include "bind/header_state.h"
#include "luks/header.h"
#include "unit/cut_medium.h"
#include "unit/fake_module.h"
#include "unit/scripted_station.h"
#include "unit/unlock.h"
#include "unit/verify.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace bindery::test
{

class BindWorld
{
public:
    BindWorld() { boot(); }

    std::optional<SecretBuffer> unlock(const unit::BindPoints& points = {})
    {
        return unit::unlock(parts(points));
    }
    unit::VerifyOutcome verify(const unit::BindPoints& points = {}, int reportsOfRevocation = 40)
    {
        return unit::verify(parts(points), {[this] {
                                                ++restarts;
                                                return restartTrouble;
                                            },
                                            reportsOfRevocation});
    }
    /// Another boot of the kernel.
    void boot()
    {
        m_clock =
            std::make_unique<SimulatedClock>(1'700'000'000'000'000, "boot-" + std::to_string(++m_boots));
        m_network = std::make_unique<unit::Network>(
            unit::NetworkCommands{"net-up now", "net-down"},
            [this](const std::vector<std::string>& words, std::chrono::seconds /*deadline*/) {
                networkRuns.push_back(words.front());
                return ProcessResult{networkStatus, networkStatus == 0 ? "" : "no link\n"};
            });
    }

    luks::Header header() const { return luks::Header::load(medium.content()); }
    bind::HeaderState headerState() const { return bind::headerStateOf(header()); }
    std::vector<int> keyslots() const
    {
        std::vector<int> numbers;
        for (const luks::Keyslot& slot : header().keyslots()) {
            numbers.push_back(slot.number);
        }
        return numbers;
    }
    bool opensWithTransport() const { return header().testKeyslot(bind::kTransportSlot, transport); }
    /// How often the console shows a line.
    long said(const std::string& line) const
    {
        return std::count(console.begin(), console.end(), "bindery: " + line + "\n");
    }
    /// Through boot 1, with the machine restarted.
    void enrol()
    {
        ASSERT_TRUE(unlock());
        boot();
        console.clear();
        station.acts.clear();
    }

    unit::UnitParts parts(unit::BindPoints points = {}) { return partsWith(module, std::move(points)); }
    /// With another module than the fake one.
    unit::UnitParts partsWith(module::SecurityModule& other, unit::BindPoints points = {})
    {
        return {medium,           other,      m_host,
                station,          *m_network, m_pauses,
                m_messages,       *m_clock,   std::chrono::seconds(1),
                std::move(points)};
    }

    SecretBuffer transport = SecretBuffer::random(32);
    CutMedium medium{freshCard(transport)};
    FakeModule module{"M-1"};
    ScriptedStation station{transport.clone()};
    std::vector<std::string> console;
    std::vector<std::chrono::milliseconds> pauses;
    std::vector<std::string> networkRuns;
    int networkStatus = 0;
    int restarts = 0;
    std::string restartTrouble;

private:
    static std::vector<std::byte> freshCard(const SecretBuffer& transport)
    {
        luks::Header header = luks::Header::create({}, Uuid::random());
        header.addKeyslot(bind::kTransportSlot, transport);
        header.addToken({{"type", "bindery-passport"}, {"serial", "U-1"}});
        return header.image();
    }

    /// A loop that never ends shows as a failure.
    static constexpr std::size_t kMostPauses = 500;

    int m_boots = 0;
    module::HostFacts m_host{"10000000abcdef01", "c03115", "Raspberry Pi 4", "cid", {"dc:a6:32:00:00:01"}};
    std::unique_ptr<unit::Network> m_network;
    unit::Pauses m_pauses{[this](std::chrono::milliseconds pause) {
        pauses.push_back(pause);
        if (pauses.size() > kMostPauses) {
            throw Error(ErrorCode::Internal, "the unit waits for ever");
        }
    }};
    unit::Messages m_messages{[this](std::string_view line) { console.emplace_back(line); }};
    std::unique_ptr<SimulatedClock> m_clock;
};

} // namespace bindery::test
