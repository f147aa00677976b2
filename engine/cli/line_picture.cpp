// SPDX-License-Identifier: Apache-2.0
#include "cli/line_picture.h"

#include "cli/batch_picture.h"
#include "cli/time_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace bindery::cli
{

namespace
{

constexpr std::size_t kSlotWidth = 4;
constexpr std::size_t kStateWidth = 20;
constexpr std::size_t kSerialWidth = 14;
constexpr std::size_t kBarWidth = 24;

Tone toneOfState(const line::SlotStatus& status)
{
    switch (status.state) {
    case line::SlotState::Passed:
        return Tone::Good;
    case line::SlotState::Failed:
    case line::SlotState::Blocked:
        return Tone::Bad;
    case line::SlotState::Empty:
    case line::SlotState::OutOfService:
    case line::SlotState::UnknownPort:
        return Tone::Dim;
    default:
        return line::isRunning(status.state) ? Tone::Busy : Tone::Strong;
    }
}

/// A shape for each kind of state, so that nothing hangs on colour.
std::string markOf(const line::SlotStatus& status, bool unicode)
{
    if (!unicode) {
        return "";
    }
    switch (status.state) {
    case line::SlotState::Passed:
        return "✔ ";
    case line::SlotState::Failed:
        return "✘ ";
    case line::SlotState::Blocked:
    case line::SlotState::OutOfService:
        return "⊘ ";
    case line::SlotState::Refused:
    case line::SlotState::UnknownPort:
        return "▲ ";
    case line::SlotState::Ready:
        return "● ";
    case line::SlotState::Empty:
        return "· ";
    default:
        return line::isRunning(status.state) ? "▸ " : "■ ";
    }
}

std::string sizeOf(const std::optional<device::DiskSeen>& disk)
{
    return disk ? humanSize(disk->size) : std::string();
}

std::uint64_t doneOf(const card::ProgressSeen& progress)
{
    return progress.written + progress.verified;
}

std::uint64_t allOf(const card::ProgressSeen& progress)
{
    return progress.toWrite == 0 ? 0 : std::max(progress.toWrite + progress.toVerify, doneOf(progress));
}

std::string megabytesPerSecond(const std::optional<double>& rate)
{
    if (!rate) {
        return "";
    }
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%5.1f MB/s", *rate / 1e6);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string words(const line::SlotStatus& status)
{
    std::string text = printable(status.reason);
    if (!status.cure.empty()) {
        text += (text.empty() ? "" : ": ") + printable(status.cure);
    }
    return text;
}

std::string of(const std::optional<std::int64_t>& target)
{
    return target ? " of " + std::to_string(*target) : "";
}

} // namespace

LinePicture::LinePicture(const Clock& clock) : m_clock(&clock) {}

std::string LinePicture::take(const line::LineEvent& event)
{
    if (const auto* slot = std::get_if<line::SlotChanged>(&event)) {
        Slot& shown = m_slots[slot->slot];
        shown.last = *slot;
        if (!line::isRunning(slot->status.state)) {
            shown.progress.reset();
            shown.meter = {};
        }
        const std::string serial = slot->serial ? " (" + printable(*slot->serial) + ")" : "";
        const std::string why = words(slot->status);
        return "slot " + std::to_string(slot->slot.value) + serial + ": " +
               std::string(line::nameOf(slot->status.state)) + (why.empty() ? "" : ": " + why);
    }
    if (const auto* progress = std::get_if<line::CardProgressed>(&event)) {
        Slot& shown = m_slots[progress->slot];
        if (shown.progress && shown.progress->progress.step != progress->progress.step) {
            shown.meter = {}; // each step has a pace of its own
        }
        shown.progress = *progress;
        shown.meter.sample(m_clock->monotonicMicros(), doneOf(progress->progress));
        return "";
    }
    if (const auto* stranger = std::get_if<line::StrangerChanged>(&event)) {
        if (stranger->isThere && stranger->disk.hasMedium()) {
            m_strangers[stranger->disk.sysPath] = stranger->disk;
        } else {
            m_strangers.erase(stranger->disk.sysPath);
        }
        return "";
    }
    if (const auto* counts = std::get_if<line::OrderCounted>(&event)) {
        m_order = *counts;
        return "";
    }
    if (const auto* state = std::get_if<line::LineChanged>(&event)) {
        m_line = state->status;
        return "line: " + std::string(line::nameOf(m_line.state)) +
               (m_line.reason.empty() ? "" : ": " + printable(m_line.reason)) +
               (m_line.cure.empty() ? "" : ": " + printable(m_line.cure));
    }
    if (const auto* refused = std::get_if<line::ActRefused>(&event)) {
        m_refused = printable(refused->act) + ": " + printable(refused->reason);
        return m_refused;
    }
    if (const auto* stopping = std::get_if<line::LineStopping>(&event)) {
        m_stopping = printable(stopping->reason);
        return "line: stopping: " + m_stopping;
    }
    return "";
}

std::string LinePicture::slotLine(const Slot& slot, const Console& console, std::size_t columns) const
{
    const line::SlotStatus& status = slot.last.status;
    const std::string state = markOf(status, console.unicode) + std::string(line::nameOf(status.state));
    std::string text = padded(std::to_string(slot.last.slot.value), kSlotWidth, true) + "  ";
    text += toned(console, toneOfState(status), padded(state, kStateWidth)) + "  ";
    const std::size_t used = kSlotWidth + kStateWidth + 4;
    const std::size_t left = columns > used ? columns - used : 0;
    std::string rest;
    if (line::isRunning(status.state) && slot.progress) {
        const card::ProgressSeen& progress = slot.progress->progress;
        rest = padded(slot.last.serial ? printable(*slot.last.serial) : "", kSerialWidth) + " " +
               bar(doneOf(progress), allOf(progress), kBarWidth, console.unicode) + " " +
               megabytesPerSecond(slot.meter.bytesPerSecond());
        if (slot.progress->timeLeft) {
            rest += "  " + clockSpan(slot.progress->timeLeft->count() / 1000) + " left";
        }
    } else {
        rest = slot.last.serial ? printable(*slot.last.serial) : "";
        for (const std::string& part : {words(status), sizeOf(slot.last.disk)}) {
            rest += (rest.empty() || part.empty() ? "" : "  ") + part;
        }
    }
    return text + shortened(rest, left, console.unicode);
}

std::vector<std::string> LinePicture::draw(const Console& console, ConsoleSize size) const
{
    std::vector<std::string> lines;
    const auto add = [&](const std::string& text, Tone tone) {
        lines.push_back(toned(console, tone, shortened(text, size.columns - 1, console.unicode)));
    };
    if (!m_order.order.empty()) {
        add("Order " + printable(m_order.order) + "   " + std::to_string(m_order.passed) +
                of(m_order.target) + " passed, " + std::to_string(m_order.failed) + " failed, " +
                std::to_string(m_order.running) + " running",
            Tone::Strong);
    }
    add("Line " + std::string(line::nameOf(m_line.state)) +
            (m_line.reason.empty() ? "" : ": " + printable(m_line.reason)) +
            (m_line.cure.empty() ? "" : " (" + printable(m_line.cure) + ")"),
        m_line.state == line::LineState::Stopped ? Tone::Bad : Tone::Plain);
    for (const auto& [number, slot] : m_slots) {
        lines.push_back(slotLine(slot, console, size.columns - 1));
    }
    if (!m_strangers.empty()) {
        add(std::to_string(m_strangers.size()) + (m_strangers.size() == 1 ? " disk" : " disks") +
                " at unknown ports: never written",
            Tone::Dim);
    }
    if (!m_refused.empty()) {
        add("Refused: " + m_refused, Tone::Strong);
    }
    if (!m_stopping.empty()) {
        add("Stopping: " + m_stopping, Tone::Strong);
    }
    if (lines.size() >= size.rows) {
        lines.resize(size.rows > 1 ? size.rows - 1 : 1);
    }
    return lines;
}

std::string LinePicture::summary() const
{
    return "Order " + printable(m_order.order) + ": " + std::to_string(m_order.passed) + of(m_order.target) +
           " passed, " + std::to_string(m_order.failed) + " failed.\n";
}

} // namespace bindery::cli
