// SPDX-License-Identifier: Apache-2.0
// One slot, or one disk at a port that was never taught, on the bus: org.bindery.Slot1.
// Threads: the main loop's.
#pragma once

#include "line/line_event.h"

#include <cstdint>
#include <optional>
#include <string>

#include <daemon_adaptors/Slot1.h>
#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

class SlotObject final
    : public sdbus::AdaptorInterfaces<org::bindery::Slot1_adaptor, sdbus::ManagedObject_adaptor>
{
public:
    /// `number` 0: a port that was never taught.
    SlotObject(sdbus::IConnection& bus, const std::string& path, std::uint32_t number, std::string port);
    ~SlotObject();
    SlotObject(const SlotObject&) = delete;
    SlotObject& operator=(const SlotObject&) = delete;

    void take(const line::SlotChanged& event);
    void take(const line::CardProgressed& event, std::int64_t monotonicMicros);
    void take(const line::StrangerChanged& event);
    bool isRunning() const { return m_isRunning; }
    bool needsAcknowledgement() const { return m_facts.needsAcknowledgement; }
    const std::string& serial() const { return m_facts.serial; }
    /// The card that is in.
    const std::optional<device::DiskSeen>& card() const { return m_card; }

private:
    struct Facts {
        std::string state = "empty";
        std::string reason;
        std::string cure;
        bool needsAcknowledgement = false;
        bool cardPresent = false;
        std::string cardModel;
        std::uint64_t cardSize = 0;
        std::string cardContent;
        std::string serial;
        std::string attempt;
        std::uint32_t failuresInARow = 0;
    };
    struct Progress {
        std::string step;
        std::uint64_t done = 0;
        std::uint64_t total = 0;
        double rate = 0;
        std::int64_t secondsLeft = -1;
    };

    void show(Facts next);
    void show(Progress next);
    void emit(const std::vector<std::string>& names);

    uint32_t Number() override { return m_number; }
    std::string Port() override { return m_port; }
    std::string State() override { return m_facts.state; }
    std::string Reason() override { return m_facts.reason; }
    std::string Cure() override { return m_facts.cure; }
    bool NeedsAcknowledgement() override { return m_facts.needsAcknowledgement; }
    bool CardPresent() override { return m_facts.cardPresent; }
    std::string CardModel() override { return m_facts.cardModel; }
    uint64_t CardSize() override { return m_facts.cardSize; }
    std::string CardContent() override { return m_facts.cardContent; }
    std::string Serial() override { return m_facts.serial; }
    std::string Attempt() override { return m_facts.attempt; }
    uint32_t FailuresInARow() override { return m_facts.failuresInARow; }
    std::string Step() override { return m_progress.step; }
    uint64_t BytesDone() override { return m_progress.done; }
    uint64_t BytesTotal() override { return m_progress.total; }
    double Rate() override { return m_progress.rate; }
    int64_t SecondsLeft() override { return m_progress.secondsLeft; }

    const std::uint32_t m_number;
    const std::string m_port;
    Facts m_facts;
    Progress m_progress;
    std::optional<device::DiskSeen> m_card;
    bool m_isRunning = false;
    std::int64_t m_progressAt = 0; ///< microseconds, monotonic
};

} // namespace bindery::daemon
