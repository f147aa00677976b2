// SPDX-License-Identifier: Apache-2.0
// Shows one long act with its steps: one line that is drawn again on a terminal, else a line per step.
// Threads: one caller at a time; stopping() from any.
#pragma once

#include "base/clock.h"
#include "cli/live_view.h"
#include "cli/progress_kind.h"
#include "cli/speed_meter.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

namespace bindery::cli
{

class StepWatch
{
public:
    StepWatch(const Clock& clock, ProgressKind kind);
    ~StepWatch();
    StepWatch(const StepWatch&) = delete;
    StepWatch& operator=(const StepWatch&) = delete;

    /// `done` and `total` in bytes; `total` 0: unknown.
    void show(const std::string& step, std::uint64_t done, std::uint64_t total);
    /// Takes the line away.
    void end();
    void stopping(const std::string& message);
    std::int64_t millis() const;

private:
    const Clock& m_clock;
    const ProgressKind m_kind;
    const Console m_console;
    const std::int64_t m_started;
    std::mutex m_mutex;
    std::string m_step;
    SpeedMeter m_meter;
    std::int64_t m_drawnMicros = 0;
    std::unique_ptr<LiveView> m_view;
};

} // namespace bindery::cli
