// SPDX-License-Identifier: Apache-2.0
// What the line keeps of one slot and of the attempt in it, and the news that threads send it. For the files
// of the line alone.
#pragma once

#include "card/stall.h"
#include "card/time_left.h"
#include "line/line.h"

#include <condition_variable>
#include <deque>
#include <stop_token>
#include <thread>
#include <utility>
#include <variant>

namespace bindery::line
{

/// One attempt while it runs. Shared with its thread.
struct Line::Run {
    Run(Station& station, StartedAttempt started, std::chrono::milliseconds stallLimit)
        : attempt(station, std::move(started)), stall(station.clock(), stallLimit), timeLeft(station.clock())
    {
    }

    RunningAttempt attempt;
    card::CardProgress progress;
    std::stop_source stop;
    // Of the line's thread alone.
    card::StallWatch stall;
    card::TimeLeft timeLeft;
    card::Step told = card::Step::Waiting;
    std::int64_t lookedAt = 0; ///< microseconds, monotonic
    std::optional<std::int64_t> lostAt;
};

struct Line::Slot {
    explicit Slot(device::SlotNumber theNumber) : number(theNumber) {}

    const device::SlotNumber number;
    SlotStatus status;
    std::optional<device::DiskSeen> disk; ///< the insertion that all below is about
    std::optional<SlotCard> card;
    bool dataIsAllowed = false;
    std::optional<std::string> serial; ///< that was scanned for the card
    std::string attempt;               ///< the last one
    std::string made;                  ///< serial of the unit that the card in the slot belongs to
    std::uint64_t insertion = 0;       ///< counts them, for news that come too late
    bool isReading = false;
    std::jthread reader;
    std::shared_ptr<Run> run;
    std::shared_ptr<void> watch;
    std::shared_ptr<void> hold; ///< of the card that is made: nobody reads it back as a reference card
    std::jthread maker;

    std::string name() const { return std::to_string(number.value); }
};

struct Line::ReadDone {
    device::SlotNumber slot;
    std::uint64_t insertion = 0;
    SlotCard card;
    std::optional<Error> goldenError;
};
struct Line::RunDone {
    device::SlotNumber slot;
    std::shared_ptr<Run> run;
    AttemptReport report;
};
struct Line::DiskLost {
    device::SlotNumber slot;
    std::weak_ptr<Run> run;
    std::string reason;
};

/// Outlives the line, for threads that were abandoned.
class Line::Inbox
{
public:
    using Message = std::variant<ReadDone, RunDone, DiskLost>;

    void put(Message message)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_messages.push_back(std::move(message));
        }
        m_changed.notify_all();
    }
    std::deque<Message> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_messages, {});
    }
    void wait(std::chrono::milliseconds atMost)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, atMost, [&] { return !m_messages.empty(); });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Message> m_messages;
};

} // namespace bindery::line
