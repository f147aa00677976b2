// SPDX-License-Identifier: Apache-2.0
// A furnished demo whose line runs in a thread of its own, as fast as the disk lets it.
#pragma once

#include "base/clock.h"
#include "daemon/demo_slots.h"
#include "daemon/demo_station.h"
#include "line/event_queue.h"
#include "line/line.h"
#include "support/temp_folder.h"

#include <chrono>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

namespace bindery::daemon::test
{

class DemoLine : public ::testing::Test
{
protected:
    DemoLine() { furnish(*m_station); }
    ~DemoLine() override { stopLine(); }

    static DemoSlotsSetup fast(const std::filesystem::path& folder)
    {
        DemoSlotsSetup setup;
        setup.folder = folder;
        setup.pace.reset();
        return setup;
    }

    /// Opens the order where it is not.
    void startLine(const std::function<void(line::LineSetup&)>& change = {})
    {
        line::LineSetup setup;
        setup.slots = m_slots->slotMap();
        setup.order = kDemoOrder;
        setup.actor = kDemoOperator;
        setup.startOnInsertion = true;
        if (change) {
            change(setup);
        }
        if (m_station->records().findOrder(setup.order)->order.state == db::OrderState::Released) {
            m_station->records().actOnOrder(setup.order, db::OrderAct::Open, kDemoOperator);
        }
        m_line =
            std::make_unique<line::Line>(*m_station, m_slots->inventory(), m_slots, std::move(setup),
                                         [this](line::LineEvent event) { m_events.put(std::move(event)); });
        m_stop = {};
        m_running = std::async(std::launch::async, [this] { m_line->run(m_stop.get_token()); });
    }
    void stopLine()
    {
        m_stop.request_stop();
        if (m_running.valid()) {
            m_running.get();
        }
        m_line.reset();
        collect(std::chrono::milliseconds(0));
    }

    void collect(std::chrono::milliseconds atMost)
    {
        for (const line::LineEvent& event : m_events.take(atMost)) {
            if (const auto* slot = std::get_if<line::SlotChanged>(&event)) {
                m_status[slot->slot.value] = *slot;
            } else if (const auto* ended = std::get_if<line::AttemptEnded>(&event)) {
                m_ended.push_back(*ended);
            }
        }
    }
    ::testing::AssertionResult becomes(const std::string& what, const std::function<bool()>& isMet)
    {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(120);
        while (!isMet()) {
            if (std::chrono::steady_clock::now() > deadline) {
                return ::testing::AssertionFailure() << what << " did not come";
            }
            collect(std::chrono::milliseconds(20));
        }
        return ::testing::AssertionSuccess();
    }
    ::testing::AssertionResult reaches(int slot, line::SlotState state)
    {
        const ::testing::AssertionResult result =
            becomes("the state", [&] { return m_status[slot].status.state == state; });
        return result ? result
                      : ::testing::AssertionFailure()
                            << "slot " << slot << " is " << nameOf(m_status[slot].status.state) << ": "
                            << m_status[slot].status.reason;
    }
    ::testing::AssertionResult attemptsEnd(std::size_t count = 1)
    {
        return becomes("the attempts' end", [&] { return m_ended.size() >= count; });
    }
    const std::string& reasonOf(int slot) { return m_status[slot].status.reason; }

    /// Makes one card, takes it out and gives its serial.
    std::string makeCard(int slot = 1)
    {
        m_slots->insert(slot, "blank");
        EXPECT_TRUE(reaches(slot, line::SlotState::Passed));
        EXPECT_TRUE(attemptsEnd(m_made + 1));
        std::string serial = m_ended.at(m_made++).report.serial;
        m_slots->remove(slot);
        EXPECT_TRUE(reaches(slot, line::SlotState::Empty));
        return serial;
    }

    bindery::test::TempFolder m_folder;
    SystemClock m_clock;
    std::unique_ptr<line::Station> m_station = std::make_unique<line::Station>(m_folder / "state", m_clock);
    std::shared_ptr<DemoSlots> m_slots = std::make_shared<DemoSlots>(fast(m_folder / "cards"));
    line::EventQueue m_events;
    std::stop_source m_stop;
    std::unique_ptr<line::Line> m_line;
    std::future<void> m_running;
    std::map<int, line::SlotChanged> m_status;
    std::vector<line::AttemptEnded> m_ended;
    std::size_t m_made = 0;
};

} // namespace bindery::daemon::test
