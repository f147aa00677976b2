// SPDX-License-Identifier: Apache-2.0
// The line on the bus, org.bindery.Line1: what people ask of it, and what it tells, handed on to the slots.
// Threads: the main loop's.
#pragma once

#include "daemon/desk.h"
#include "daemon/jobs.h"
#include "daemon/line_keeper.h"
#include "daemon/line_rate.h"
#include "daemon/slot_objects.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <daemon_adaptors/Line1.h>
#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

struct LineWishes {
    bool dailyCheck = true;
    std::chrono::milliseconds stallLimit = card::kStallLimit;
};

class LineObject final : public sdbus::AdaptorInterfaces<org::bindery::Line1_adaptor>
{
public:
    /// All references are borrowed.
    LineObject(Desk& desk, LineKeeper& keeper, SlotObjects& slots, Jobs& jobs, LineWishes wishes);
    ~LineObject();
    LineObject(const LineObject&) = delete;
    LineObject& operator=(const LineObject&) = delete;

    /// Takes what the line has told meanwhile.
    void takeEvents();
    /// Somebody else is signed in, or nobody.
    void workFor(const std::optional<std::string>& badge);
    /// Figures that change by time alone.
    void tick();
    /// Some card is being written.
    bool isRunningAny() const { return m_slots.isRunningAny(); }
    /// It works on no order any more: cards that run are broken off, and the line is stopped for that reason.
    void end(const std::string& reason);
    /// The order that was worked on when the daemon ended; the line takes it up, paused.
    void resumeOrder();

private:
    struct Facts {
        std::string state = "signed out";
        std::string reason;
        std::string cure = "scan your badge";
        std::string order;
        std::string golden;
        std::int64_t target = -1;
        std::int64_t passed = 0;
        std::int64_t failed = 0;
        std::int64_t running = 0;
        double unitsPerHour = -1;
        double yieldPercent = -1;
        std::int64_t secondsLeft = -1;
    };
    using Answer = std::shared_ptr<sdbus::Result<>>;

    void take(const line::SlotChanged& event);
    void take(const line::StrangerChanged& event) { m_slots.take(event); }
    void take(const line::CardProgressed& event);
    void take(const line::AttemptEnded& event);
    void take(const line::OrderCounted& event);
    void take(const line::LineChanged& event);
    void take(const line::ActRefused& event);
    void take(const line::LineStopping& /*event*/) {}

    void show(Facts next);
    void addFigures(Facts& facts) const;
    /// While there is no line: what is missing.
    Facts idleFacts() const;
    void useOrder(const std::string& order, const std::string& golden, const std::string& badge);
    void requireStill(const char* wish);
    /// Answers when the line has obeyed or refused, and what it made of that is shown.
    void act(Request request, sdbus::Result<>&& result, std::function<line::LineAct()> act);
    /// From the line's thread, behind what it told before.
    line::Line::Answer answering(const Answer& answer);
    static std::optional<device::SlotNumber> slotOrAll(std::uint32_t slot);
    static device::SlotNumber slotOf(std::uint32_t slot);

    void UseOrder(sdbus::Result<>&& result, std::string order, std::string golden) override;
    void LeaveOrder(sdbus::Result<>&& result) override;
    void Start(sdbus::Result<>&& result, uint32_t slot) override;
    void Cancel(sdbus::Result<>&& result, uint32_t slot) override;
    void Acknowledge(sdbus::Result<>&& result, uint32_t slot) override;
    void AllowData(sdbus::Result<>&& result, uint32_t slot) override;
    void GiveSerial(sdbus::Result<>&& result, uint32_t slot, std::string serial) override;
    void Pause(sdbus::Result<>&& result, std::string reason) override;
    void Resume(sdbus::Result<>&& result) override;
    void ReopenSlot(sdbus::Result<>&& result, uint32_t slot, std::string reason) override;
    void TakeSlotOutOfService(sdbus::Result<>&& result, uint32_t slot, std::string reason) override;
    void CheckReference(sdbus::Result<sdbus::ObjectPath>&& result, std::string card, uint32_t slot) override;

    std::string State() override { return m_facts.state; }
    std::string Reason() override { return m_facts.reason; }
    std::string Cure() override { return m_facts.cure; }
    std::string OrderNumber() override { return m_facts.order; }
    std::string Golden() override { return m_facts.golden; }
    int64_t Target() override { return m_facts.target; }
    int64_t Passed() override { return m_facts.passed; }
    int64_t Failed() override { return m_facts.failed; }
    int64_t Running() override { return m_facts.running; }
    double UnitsPerHour() override { return m_facts.unitsPerHour; }
    double YieldPercent() override { return m_facts.yieldPercent; }
    int64_t SecondsLeft() override { return m_facts.secondsLeft; }

    std::int64_t micros() const { return m_desk.station.clock().monotonicMicros(); }

    Desk& m_desk;
    LineKeeper& m_keeper;
    SlotObjects& m_slots;
    Jobs& m_jobs;
    const LineWishes m_wishes;
    Facts m_facts;
    LineRate m_rate;
    std::optional<std::string> m_badge;
    int m_obeying = 0;       ///< acts that were asked of the line and not answered yet
    std::string m_endReason; ///< of a line that ended by itself; until an order is taken up
};

} // namespace bindery::daemon
