// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/stop_signals.h"
#include "base/unique_fd.h"
#include "cli/line_json.h"
#include "cli/line_picture.h"
#include "cli/live_view.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/verbs.h"
#include "device/automount_guard.h"
#include "device/inventory.h"
#include "device/slot_map.h"
#include "line/event_queue.h"
#include "line/line.h"
#include "line/slot_guard.h"
#include "line/station.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>

#include <poll.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr std::chrono::milliseconds kRedraw{200};

/// Reads acts from standard input, one per line, until it ends.
class ActReader
{
public:
    ActReader(line::Line& line, line::EventQueue& events)
        : m_thread([&line, &events](const std::stop_token& stop) { read(line, events, stop); })
    {
    }

private:
    static void obey(line::Line& line, line::EventQueue& events, const std::string& text)
    {
        if (text.find_first_not_of(" \t\r") == std::string::npos) {
            return;
        }
        try {
            line.ask(line::parseAct(text));
        } catch (const Error& error) {
            events.put(line::ActRefused{text, error.what()});
        }
    }

    static void read(line::Line& line, line::EventQueue& events, const std::stop_token& stop)
    {
        constexpr int kPatience = 200; // milliseconds
        std::string waiting;
        while (!stop.stop_requested()) {
            pollfd input{STDIN_FILENO, POLLIN, 0};
            if (::poll(&input, 1, kPatience) <= 0) {
                continue;
            }
            std::array<char, 4096> part{};
            const ssize_t got = ::read(STDIN_FILENO, part.data(), part.size());
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got <= 0) {
                obey(line, events, waiting); // the last one may end without a newline
                return;
            }
            waiting.append(part.data(), static_cast<std::size_t>(got));
            for (std::size_t end = waiting.find('\n'); end != std::string::npos; end = waiting.find('\n')) {
                obey(line, events, waiting.substr(0, end));
                waiting.erase(0, end + 1);
            }
        }
    }

    std::jthread m_thread;
};

/// Shows events as they come: JSON lines, a live picture, or a line per change.
class LineWatch
{
public:
    LineWatch(const Clock& clock, bool json)
        : m_console(Console::of(STDOUT_FILENO)), m_json(json), m_picture(clock),
          m_view(!json && m_console.terminal ? std::make_unique<LiveView>(m_console) : nullptr)
    {
    }

    void show(const std::vector<line::LineEvent>& events)
    {
        for (const line::LineEvent& event : events) {
            const std::string text = m_picture.take(event);
            if (m_json) {
                printText(lineEventJson(event).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
            } else if (!m_view && !text.empty()) {
                printText(text + "\n");
            }
        }
        if (m_view) {
            m_view->draw(m_picture.draw(m_console, m_console.size()));
        }
    }
    void end()
    {
        m_view.reset();
        if (!m_json) {
            printText(m_picture.summary());
        }
    }

private:
    const Console m_console;
    const bool m_json;
    LinePicture m_picture;
    std::unique_ptr<LiveView> m_view;
};

/// An order that was released or paused is taken up.
void openOrder(db::Records& records, const std::string& number, const std::string& actor)
{
    const std::optional<db::StoredOrder> order = records.findOrder(number);
    if (!order) {
        return; // the line says so
    }
    const db::OrderState state = db::orderStateOf(order->state);
    if (state == db::OrderState::Released || state == db::OrderState::Paused) {
        records.actOnOrder(number, db::OrderAct::Open, actor);
    }
}

line::LineSetup setupOf(const Everywhere& everywhere, const LineOptions& options)
{
    line::LineSetup setup;
    setup.slots = device::SlotMap::load(device::slotsFile(everywhere.state));
    setup.order = options.order;
    setup.actor = everywhere.actor;
    if (!options.golden.empty()) {
        setup.golden = options.golden;
    }
    setup.startOnInsertion = options.startOnInsertion;
    setup.untilTarget = options.untilTarget;
    setup.dailyCheck = options.dailyCheck;
    if (!options.unitFiles.empty()) {
        setup.unitFiles = withContext("--unit-files", [&] { return golden::UnitFiles(options.unitFiles); });
    }
    return setup;
}

} // namespace

int lineRun(const Everywhere& everywhere, const LineOptions& options)
{
    requireState(everywhere.state);
    line::EventQueue events;
    StopSignals signals(
        [&] { events.put(line::LineStopping{"cards that are not finished must be made again"}); });
    const SystemClock clock;
    line::LineSetup setup = setupOf(everywhere, options);
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    const device::SlotMap slots = setup.slots;
    const std::unique_ptr<device::Inventory> inventory = device::makeUdevInventory();
    auto line = std::make_unique<line::Line>(station, *inventory, line::makeDiskMedia(), std::move(setup),
                                             [&](line::LineEvent event) { events.put(std::move(event)); });
    // From here on the slots are this line's.
    if (!(device::SlotMap::load(device::slotsFile(everywhere.state)) == slots)) {
        throw Error(ErrorCode::Busy, "the slots were taught anew while the line started: start it again");
    }
    openOrder(station.records(), options.order, everywhere.actor);
    std::optional<device::AutomountGuard> guard;
    if (::geteuid() == 0) { // nobody else may write cards
        guard.emplace(line::guardMatches(slots));
    }
    if (options.resume) {
        line->ask(line::act::Resume{});
    }
    std::optional<ActReader> acts;
    if (options.control) {
        acts.emplace(*line, events);
    }
    std::stop_source stop;
    const std::stop_callback onSignal(signals.token(), [&] { stop.request_stop(); });
    std::future<void> running = std::async(std::launch::async, [&] { line->run(stop.get_token()); });
    LineWatch watch(clock, everywhere.json);
    std::optional<Error> unsaid;
    try {
        bool isOver = false;
        while (!isOver) {
            isOver = running.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
            watch.show(events.take(isOver ? std::chrono::milliseconds(0) : kRedraw));
        }
        watch.end();
    } catch (const Error& error) { // a line that cannot tell what it does does nothing
        spdlog::error("the line stops: {}", error.what());
        unsaid = error;
        stop.request_stop();
    }
    acts.reset();
    running.get();
    const int status = signals.stopped() ? kCancelled : kDone;
    if (line->abandoned() > 0) {
        guard.reset();
        ::_exit(unsaid ? kFailed
                       : status); // a thread hangs in the kernel and borrows what would be destroyed
    }
    if (unsaid) {
        throw Error(*unsaid);
    }
    return status;
}

} // namespace bindery::cli
