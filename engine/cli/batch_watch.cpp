// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_watch.h"

#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr std::int64_t kMicrosPerMilli = 1000;
constexpr std::int64_t kMicrosPerSecond = 1'000'000;

/// Done comes with the result, a moment later.
bool worthALine(card::Step step)
{
    return step != card::Step::Waiting && step != card::Step::Done;
}

} // namespace

BatchWatch::BatchWatch(const std::vector<std::string>& paths, card::VerifyPolicy verify,
                       line::BatchProgress& progress, const Clock& clock, ProgressKind kind)
    : m_progress(progress), m_clock(clock), m_verify(verify), m_started(clock.monotonicMicros()),
      m_console(Console::of(STDERR_FILENO)), m_cards(paths.size()), m_lines(kind == ProgressKind::Lines),
      m_view(kind == ProgressKind::Live ? std::make_unique<LiveView>(m_console) : nullptr)
{
    const std::vector<std::string> names = shortNames(paths);
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_cards[i].state.name = names[i];
    }
    m_progress.opened = [this](std::size_t index, const db::OpenedAttempt& attempt) {
        const std::lock_guard lock(m_mutex);
        Card& card = m_cards.at(index);
        card.state.serial = printable(attempt.serial);
        card.openedMicros = m_clock.monotonicMicros();
    };
    m_progress.closed = [this](std::size_t index, const line::AttemptReport& report) {
        const std::lock_guard lock(m_mutex);
        Card& card = m_cards.at(index);
        card.closedMicros = m_clock.monotonicMicros();
        card.state.seconds = (card.closedMicros - card.openedMicros) / kMicrosPerSecond;
        card.state.result = report.result;
    };
}

BatchWatch::~BatchWatch()
{
    m_progress.opened = {};
    m_progress.closed = {};
}

void BatchWatch::look()
{
    const std::int64_t now = m_clock.monotonicMicros();
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        Card& card = m_cards[i];
        const card::CardProgress& progress = m_progress.cards.at(i);
        const std::uint64_t toWrite = progress.toWrite;
        const std::uint64_t toVerify = progress.toVerify;
        // Until the card knows better, what was written is what will be read back.
        const std::uint64_t expected =
            m_verify == card::VerifyPolicy::None ? 0 : (toVerify > 0 ? toVerify : toWrite);
        if (card.state.step != progress.step) {
            card.state.step = progress.step;
            card.meter = {}; // each step has a pace of its own
        }
        card.state.done = progress.written + progress.verified;
        card.state.all = toWrite == 0 ? 0 : std::max(toWrite + expected, card.state.done);
        if (card.state.result) {
            card.state.bytesPerSecond.reset();
            if (*card.state.result == db::AttemptResult::Passed ||
                *card.state.result == db::AttemptResult::WrittenUnverified) {
                card.state.done = card.state.all;
            }
            const std::int64_t micros = card.closedMicros - card.openedMicros;
            if (micros > 0) { // what it was on the whole
                card.state.bytesPerSecond =
                    static_cast<double>(card.state.done) * 1e6 / static_cast<double>(micros);
            }
            continue;
        }
        card.meter.sample(now, card.state.done);
        card.state.bytesPerSecond = card.state.all > 0 ? card.meter.bytesPerSecond() : std::nullopt;
        card.state.secondsLeft =
            card.state.all > 0 ? card.meter.secondsFor(card.state.all - card.state.done) : std::nullopt;
    }
}

void BatchWatch::tell(const std::string& line) const
{
    const std::string text = line + "\n";
    // A reader that went away is no reason to stop making cards.
    [[maybe_unused]] const ssize_t put = ::write(m_console.fd, text.data(), text.size());
}

void BatchWatch::show()
{
    std::vector<CardState> states;
    {
        const std::lock_guard lock(m_mutex);
        look();
        for (Card& card : m_cards) {
            states.push_back(card.state);
            const std::string line = stateLine(card.state);
            if (m_lines && line != card.told && (card.state.result || worthALine(card.state.step))) {
                card.told = line;
                tell(line);
            }
        }
    }
    if (m_view) {
        m_view->draw(batchPicture(states, millis() / 1000, m_stopping, m_console, m_console.size()));
    }
}

void BatchWatch::stopping(const std::string& message)
{
    m_stopping = true;
    if (m_view) {
        m_view->printAbove(message);
    } else if (m_lines) {
        tell(message);
    }
}

void BatchWatch::end(bool keep)
{
    show();
    if (m_view && !keep) {
        m_view->erase();
    }
    m_view.reset();
}

std::int64_t BatchWatch::millisOf(std::size_t index) const
{
    const std::lock_guard lock(m_mutex);
    const Card& card = m_cards.at(index);
    return card.closedMicros > card.openedMicros ? (card.closedMicros - card.openedMicros) / kMicrosPerMilli
                                                 : 0;
}

std::int64_t BatchWatch::millis() const
{
    return (m_clock.monotonicMicros() - m_started) / kMicrosPerMilli;
}

} // namespace bindery::cli
