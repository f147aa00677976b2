// SPDX-License-Identifier: Apache-2.0
// Watches a batch while it runs and shows it: a live picture on a terminal, else a line whenever a card's
// state changes. Threads: the callbacks that it puts into the progress may come from any thread; everything
// else from one.
#pragma once

#include "base/clock.h"
#include "cli/batch_picture.h"
#include "cli/live_view.h"
#include "cli/progress_kind.h"
#include "cli/speed_meter.h"
#include "line/run_batch.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace bindery::cli
{

class BatchWatch
{
public:
    /// `progress` and `clock` are borrowed.
    BatchWatch(const std::vector<std::string>& paths, card::VerifyPolicy verify,
               line::BatchProgress& progress, const Clock& clock, ProgressKind kind);
    ~BatchWatch();
    BatchWatch(const BatchWatch&) = delete;
    BatchWatch& operator=(const BatchWatch&) = delete;

    /// Shows how things are; call it a few times a second.
    void show();
    /// Any thread.
    void stopping(const std::string& message);
    /// Takes the live picture away, or draws it for the last time.
    void end(bool keep);

    std::int64_t millisOf(std::size_t card) const;
    std::int64_t millis() const;

private:
    struct Card {
        CardState state;
        SpeedMeter meter;
        std::int64_t openedMicros = 0;
        std::int64_t closedMicros = 0;
        std::string told; ///< the last line
    };
    void look();
    void tell(const std::string& line) const;

    line::BatchProgress& m_progress;
    const Clock& m_clock;
    const card::VerifyPolicy m_verify;
    const std::int64_t m_started;
    const Console m_console;
    mutable std::mutex m_mutex;
    std::vector<Card> m_cards;
    std::atomic<bool> m_stopping = false;
    const bool m_lines;
    std::unique_ptr<LiveView> m_view;
};

} // namespace bindery::cli
