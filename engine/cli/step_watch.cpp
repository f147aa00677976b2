// SPDX-License-Identifier: Apache-2.0
#include "cli/step_watch.h"

#include "cli/batch_picture.h"
#include "cli/time_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr std::int64_t kRedrawMicros = 100'000;

void tell(const Console& console, const std::string& line)
{
    const std::string text = line + "\n";
    [[maybe_unused]] const ssize_t put = ::write(console.fd, text.data(), text.size());
}

std::string amount(std::uint64_t done, std::uint64_t total, const SpeedMeter& meter)
{
    constexpr double kMegabyte = 1e6;
    const double speed = meter.bytesPerSecond().value_or(0) / kMegabyte;
    std::array<char, 64> text{};
    int length = 0;
    if (total > 0) {
        const double part = std::min(100.0, 100.0 * static_cast<double>(done) / static_cast<double>(total));
        length = std::snprintf(text.data(), text.size(), "%3d %%  %7.1f MB/s", static_cast<int>(part), speed);
    } else {
        length = std::snprintf(text.data(), text.size(), "%8.1f MB  %7.1f MB/s",
                               static_cast<double>(done) / kMegabyte, speed);
    }
    return {text.data(), static_cast<std::size_t>(length)};
}

} // namespace

StepWatch::StepWatch(const Clock& clock, ProgressKind kind)
    : m_clock(clock), m_kind(kind), m_console(Console::of(STDERR_FILENO)), m_started(clock.monotonicMicros()),
      m_view(kind == ProgressKind::Live ? std::make_unique<LiveView>(m_console) : nullptr)
{
}

StepWatch::~StepWatch()
{
    end();
}

void StepWatch::end()
{
    const std::lock_guard lock(m_mutex);
    if (m_view) {
        m_view->erase();
    }
}

void StepWatch::show(const std::string& step, std::uint64_t done, std::uint64_t total)
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t now = m_clock.monotonicMicros();
    const bool newStep = step != m_step;
    if (newStep) {
        m_step = step;
        m_meter = {};
        if (m_kind == ProgressKind::Lines) {
            tell(m_console, printable(step));
        }
    }
    if (!m_view || (!newStep && now - m_drawnMicros < kRedrawMicros)) {
        return;
    }
    m_drawnMicros = now;
    m_meter.sample(now, done);
    constexpr std::size_t kBar = 24;
    constexpr std::size_t kShortestStep = 16;
    const std::size_t columns = m_console.size().columns - 1;
    std::string right = total > 0 || done > 0 ? amount(done, total, m_meter) : "";
    if (total > 0) {
        const auto left = m_meter.secondsFor(total - std::min(total, done));
        right += padded(left ? clockSpan(*left) : "", 8, true);
    }
    std::string barText = total > 0 && columns > displayWidth(right) + kBar + kShortestStep
                              ? bar(done, total, kBar, m_console.unicode) + " "
                              : "";
    const std::size_t taken = displayWidth(right) + displayWidth(barText) + 2;
    const std::size_t room = columns > taken + kShortestStep ? columns - taken : kShortestStep;
    m_view->draw(
        {padded(shortened(printable(step), room, m_console.unicode), room) + "  " + barText + right});
}

void StepWatch::stopping(const std::string& message)
{
    if (m_view) {
        m_view->printAbove(message);
    } else if (m_kind == ProgressKind::Lines) {
        tell(m_console, message);
    }
}

std::int64_t StepWatch::millis() const
{
    return (m_clock.monotonicMicros() - m_started) / 1000;
}

} // namespace bindery::cli
