// SPDX-License-Identifier: Apache-2.0
// A line over simulated slots that runs in a thread of its own, with what it told so far.
#pragma once

#include "line/event_queue.h"
#include "line/line.h"
#include "simulated_slots.h"
#include "station_fixture.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace bindery::test
{

class LineRun : public LineFixture
{
protected:
    static constexpr std::chrono::seconds kDeadline{60};

    line::LineSetup setup(int slots = 2)
    {
        line::LineSetup setup;
        setup.slots = SimulatedSlots::map(slots);
        setup.order = db::kStandingOrder;
        setup.actor = "badge-1";
        setup.golden = "small";
        setup.startOnInsertion = true;
        return setup;
    }
    void start(line::LineSetup setup)
    {
        m_line =
            std::make_unique<line::Line>(*m_station, m_slots->inventory(), m_slots, std::move(setup),
                                         [this](line::LineEvent event) { m_events.put(std::move(event)); });
        m_running = std::async(std::launch::async, [this] { m_line->run(m_stop.get_token()); });
    }
    void stop()
    {
        m_stop.request_stop();
        if (m_running.valid()) {
            m_running.get();
        }
        collect();
    }
    ~LineRun() override
    {
        for (const auto& card : m_made) {
            card->release();
        }
        m_stop.request_stop();
        if (m_running.valid()) {
            m_running.wait();
        }
        // A thread that was given up borrows the station, and nothing else may stay behind either.
        EXPECT_TRUE(waitUntil([&] { return threads() <= m_threadsBefore; })) << threads() << " threads";
    }

    /// Of this process (proc(5)). The thread sanitizer adds one of its own with the first that is started.
    static std::ptrdiff_t threads()
    {
        std::thread([] {}).join();
        return std::distance(std::filesystem::directory_iterator("/proc/self/task"), {});
    }

    std::shared_ptr<SimulatedCard> card(device::MediumFaults faults = {})
    {
        m_made.push_back(std::make_shared<SimulatedCard>(m_manifest.minimumMedium, std::move(faults)));
        return m_made.back();
    }

    template <typename Condition>
    bool waitUntil(Condition&& isMet)
    {
        const auto deadline = std::chrono::steady_clock::now() + kDeadline;
        while (!isMet()) {
            if (std::chrono::steady_clock::now() > deadline) {
                return false;
            }
            collect(std::chrono::milliseconds(20));
        }
        return true;
    }
    void collect(std::chrono::milliseconds atMost = std::chrono::milliseconds(0))
    {
        for (line::LineEvent& event : m_events.take(atMost)) {
            if (const auto* slot = std::get_if<line::SlotChanged>(&event)) {
                m_status[slot->slot.value] = *slot;
            } else if (const auto* line = std::get_if<line::LineChanged>(&event)) {
                m_lineStatus = line->status;
            } else if (const auto* ended = std::get_if<line::AttemptEnded>(&event)) {
                m_ended.push_back(*ended);
            }
            m_all.push_back(std::move(event));
        }
    }
    ::testing::AssertionResult reaches(int slot, line::SlotState state)
    {
        if (waitUntil([&] { return m_status[slot].status.state == state; })) {
            return ::testing::AssertionSuccess();
        }
        return ::testing::AssertionFailure()
               << "slot " << slot << " is " << nameOf(m_status[slot].status.state) << ": "
               << m_status[slot].status.reason << "; the line is " << nameOf(m_lineStatus.state) << ": "
               << m_lineStatus.reason;
    }
    bool has(const std::string& refusedAct)
    {
        return waitUntil([&] {
            return std::any_of(m_all.begin(), m_all.end(), [&](const line::LineEvent& event) {
                const auto* refused = std::get_if<line::ActRefused>(&event);
                return refused != nullptr && refused->act == refusedAct;
            });
        });
    }

    const std::ptrdiff_t m_threadsBefore = threads();
    std::shared_ptr<SimulatedSlots> m_slots = std::make_shared<SimulatedSlots>();
    std::vector<std::shared_ptr<SimulatedCard>> m_made;
    line::EventQueue m_events;
    std::stop_source m_stop;
    std::unique_ptr<line::Line> m_line;
    std::future<void> m_running;
    std::map<int, line::SlotChanged> m_status;
    line::LineStatus m_lineStatus;
    std::vector<line::AttemptEnded> m_ended;
    std::vector<line::LineEvent> m_all;
};

} // namespace bindery::test
