// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_picture.h"

#include "cli/time_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <set>

namespace bindery::cli
{

namespace
{

constexpr std::size_t kLongestName = 32;
constexpr std::size_t kShortestBar = 6;
constexpr std::size_t kLongestBar = 40;
constexpr double kMegabyte = 1e6;

std::string percent(const CardState& card)
{
    if (card.all == 0) {
        return "";
    }
    const double part = 100.0 * static_cast<double>(card.done) / static_cast<double>(card.all);
    // 100 % is for what has ended.
    return std::to_string(std::min(card.result ? 100 : 99, static_cast<int>(part))) + " %";
}

std::string speed(const std::optional<double>& bytesPerSecond)
{
    if (!bytesPerSecond || *bytesPerSecond < 1) {
        return "";
    }
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.1f", *bytesPerSecond / kMegabyte);
    return {text.data(), static_cast<std::size_t>(length)};
}

struct Word {
    std::string text;
    Tone tone = Tone::Plain;
};

Word stateWord(const CardState& card, bool unicode)
{
    if (card.result) {
        return {resultWord(*card.result, unicode), toneOf(*card.result)};
    }
    const bool waits = card.step == card::Step::Waiting;
    return {(unicode ? (waits ? "· " : "▸ ") : "") + std::string(nameOf(card.step)),
            waits ? Tone::Dim : Tone::Busy};
}

/// Of the columns, gaps not counted; 0 for those that are left out.
struct Widths {
    std::size_t name = 0;
    std::size_t serial = 0;
    std::size_t state = 0;
    std::size_t bar = 0;
    std::size_t percent = 5;
    std::size_t speed = 7;
    std::size_t time = 7;

    /// All but the bar, with the gap before each.
    std::size_t others() const
    {
        std::size_t sum = name;
        for (const std::size_t width : {serial, state}) {
            sum += width > 0 ? width + kWideGap : 0;
        }
        for (const std::size_t width : {percent, speed, time}) {
            sum += width > 0 ? width + kGap : 0;
        }
        return sum;
    }

    static constexpr std::size_t kGap = 1;
    static constexpr std::size_t kWideGap = 2;
};

Widths widthsFor(const std::vector<CardState>& cards, bool unicode, std::size_t columns)
{
    constexpr std::size_t kShortestName = 8;
    Widths widths;
    widths.name = std::string_view("Total").size();
    widths.state = unicode ? 12 : 10;
    for (const CardState& card : cards) {
        widths.name = std::max(widths.name, std::min(displayWidth(card.name), kLongestName));
        widths.state = std::max(widths.state, displayWidth(stateWord(card, unicode).text));
        if (!card.serial.empty()) {
            widths.serial =
                std::max({widths.serial, displayWidth(card.serial), std::string_view("Serial").size()});
        }
    }
    const std::size_t wholeName = widths.name;
    const auto fits = [&] { return widths.others() + Widths::kWideGap + kShortestBar <= columns; };
    const auto shortenName = [&](std::size_t shortest) {
        const std::size_t wanted = widths.others() + Widths::kWideGap + kShortestBar;
        const std::size_t spare = wanted > columns ? wanted - columns : 0;
        widths.name = std::max(std::min(widths.name, shortest), widths.name - std::min(widths.name, spare));
    };
    shortenName(kShortestName);
    if (!fits()) {
        widths.serial = 0; // it is in the table at the end
        widths.name = wholeName;
        shortenName(kShortestName);
    }
    for (std::size_t* const column : {&widths.speed, &widths.time, &widths.percent}) {
        if (!fits()) {
            *column = 0;
        }
    }
    if (fits()) {
        widths.bar = std::min(columns - widths.others() - Widths::kWideGap, kLongestBar);
    } else if (widths.others() > columns) {
        widths.name -= std::min(widths.name, widths.others() - columns);
    }
    return widths;
}

std::string line(const Widths& widths, const Console& console, const Word& name, const std::string& serial,
                 const Word& state, const CardState& card, const std::string& time)
{
    const auto gap = [](std::size_t width, std::size_t size) {
        return std::string(width > 0 ? size : 0, ' ');
    };
    std::string text =
        toned(console, name.tone, padded(shortened(name.text, widths.name, console.unicode), widths.name));
    text += gap(widths.serial, Widths::kWideGap) +
            padded(shortened(serial, widths.serial, console.unicode), widths.serial);
    text +=
        gap(widths.state, Widths::kWideGap) + toned(console, state.tone, padded(state.text, widths.state));
    if (widths.bar > 0) {
        text += gap(widths.bar, Widths::kWideGap) +
                (card.all == 0 ? std::string(widths.bar, ' ')
                               : bar(card.done, card.all, widths.bar, console.unicode));
    }
    const auto number = [&](const std::string& value, std::size_t width) {
        text += width > 0 ? gap(width, Widths::kGap) + padded(value, width, true) : "";
    };
    number(percent(card), widths.percent);
    number(speed(card.bytesPerSecond), widths.speed);
    number(time, widths.time);
    return text;
}

std::string headingLine(const Widths& widths, const Console& console)
{
    std::string text = padded(shortened("Card", widths.name, console.unicode), widths.name);
    const auto column = [&](const std::string& heading, std::size_t width, std::size_t gap, bool right) {
        text += width > 0 ? std::string(gap, ' ') + padded(heading, width, right) : "";
    };
    column("Serial", widths.serial, Widths::kWideGap, false);
    column("State", widths.state, Widths::kWideGap, false);
    column("", widths.bar, Widths::kWideGap, false);
    column("", widths.percent, Widths::kGap, true);
    column("MB/s", widths.speed, Widths::kGap, true);
    column("left", widths.time, Widths::kGap, true);
    return toned(console, Tone::Dim, text);
}

CardState sumOf(const std::vector<CardState>& cards)
{
    CardState sum;
    bool known = true;
    for (const CardState& card : cards) {
        known = known && (card.all > 0 || card.result);
        sum.done += card.done;
        sum.all += card.result && *card.result != db::AttemptResult::Passed ? card.done : card.all;
        if (card.bytesPerSecond && !card.result) {
            sum.bytesPerSecond = sum.bytesPerSecond.value_or(0) + *card.bytesPerSecond;
        }
        if (card.secondsLeft && !card.result) {
            sum.secondsLeft = std::max(sum.secondsLeft.value_or(0), *card.secondsLeft);
        }
    }
    if (!known) {
        sum.all = 0;
    }
    return sum;
}

/// The cards to show where not all have a line: those with faults and those that are being made come first.
std::vector<std::size_t> shownCards(const std::vector<CardState>& cards, std::size_t lines)
{
    const auto rank = [&](std::size_t i) {
        const CardState& card = cards[i];
        if (card.result) {
            return *card.result == db::AttemptResult::Failed ? 0 : 3;
        }
        return card.step == card::Step::Waiting ? 2 : 1;
    };
    std::vector<std::size_t> order(cards.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    if (cards.size() > lines) {
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
        order.resize(lines);
        std::sort(order.begin(), order.end());
    }
    return order;
}

} // namespace

std::vector<std::string> shortNames(const std::vector<std::string>& paths)
{
    std::vector<std::string> names;
    std::set<std::string> different;
    for (const std::string& path : paths) {
        const bool device = path.rfind("/dev/", 0) == 0;
        names.push_back(printable(device ? path : std::filesystem::path(path).filename().string()));
        different.insert(names.back());
    }
    if (different.size() < paths.size()) {
        for (std::size_t i = 0; i < paths.size(); ++i) {
            names[i] = printable(paths[i]);
        }
    }
    return names;
}

std::string resultWord(db::AttemptResult result, bool unicode)
{
    switch (result) {
    case db::AttemptResult::Passed:
        return unicode ? "✔ passed" : "passed";
    case db::AttemptResult::Failed:
        return unicode ? "✘ FAILED" : "FAILED";
    case db::AttemptResult::Cancelled:
        return unicode ? "– cancelled" : "cancelled";
    case db::AttemptResult::Interrupted:
        return unicode ? "– interrupted" : "interrupted";
    case db::AttemptResult::WrittenUnverified:
        break;
    }
    return unicode ? "◌ unverified" : "unverified";
}

Tone toneOf(db::AttemptResult result)
{
    switch (result) {
    case db::AttemptResult::Passed:
        return Tone::Good;
    case db::AttemptResult::Failed:
        return Tone::Bad;
    default:
        return Tone::Strong;
    }
}

std::string bar(std::uint64_t done, std::uint64_t all, std::size_t width, bool unicode)
{
    if (width < 3 || all == 0) {
        std::string blank(width, ' ');
        return blank;
    }
    const double part = std::min(1.0, static_cast<double>(done) / static_cast<double>(all));
    if (!unicode) {
        const auto full = static_cast<std::size_t>(part * static_cast<double>(width - 2));
        return "[" + std::string(full, '#') + std::string(width - 2 - full, '.') + "]";
    }
    const auto full = static_cast<std::size_t>(part * static_cast<double>(width));
    std::string text;
    for (std::size_t i = 0; i < width; ++i) {
        text += i < full ? "█" : "░";
    }
    return text;
}

std::vector<std::string> batchPicture(const std::vector<CardState>& cards, std::int64_t secondsSoFar,
                                      bool stopping, const Console& console, ConsoleSize size)
{
    const std::size_t columns =
        size.columns > 1 ? size.columns - 1 : 1; // the last column would wrap on some terminals
    const Widths widths = widthsFor(cards, console.unicode, columns);
    std::vector<std::string> lines;

    constexpr std::size_t kOtherLines = 4; // heading, hidden ones, total, the cursor
    const std::size_t room = size.rows > kOtherLines + 1 ? size.rows - kOtherLines : 1;
    const std::vector<std::size_t> shown = shownCards(cards, room);

    lines.push_back(headingLine(widths, console));
    for (const std::size_t i : shown) {
        const CardState& card = cards[i];
        const std::string time = card.result        ? "in " + clockSpan(card.seconds)
                                 : card.secondsLeft ? clockSpan(*card.secondsLeft)
                                                    : "";
        lines.push_back(line(widths, console, {card.name, Tone::Plain}, card.serial,
                             stateWord(card, console.unicode), card, time));
    }
    if (shown.size() < cards.size()) {
        lines.push_back(
            toned(console, Tone::Dim, "and " + std::to_string(cards.size() - shown.size()) + " more"));
    }
    const auto ended = static_cast<std::size_t>(std::count_if(
        cards.begin(), cards.end(), [](const CardState& card) { return card.result.has_value(); }));
    const CardState sum = sumOf(cards);
    const bool preparing =
        std::all_of(cards.begin(), cards.end(), [](const CardState& card) { return card.serial.empty(); });
    const std::string word = stopping    ? "stopping"
                             : preparing ? "preparing"
                                         : std::to_string(ended) + " of " + std::to_string(cards.size());
    lines.push_back(line(widths, console, {"Total", Tone::Strong}, clockSpan(secondsSoFar),
                         {word, Tone::Strong}, sum, sum.secondsLeft ? clockSpan(*sum.secondsLeft) : ""));
    return lines;
}

std::string stateLine(const CardState& card)
{
    std::string text = card.name + (card.serial.empty() ? "" : " " + card.serial) + ": ";
    if (card.result) {
        return text + resultWord(*card.result, false) + " after " + clockSpan(card.seconds);
    }
    return text + std::string(nameOf(card.step));
}

} // namespace bindery::cli
