// SPDX-License-Identifier: Apache-2.0
// Shows the line live: a picture on a terminal, else a line per change, or JSON lines. It waits for signals
// and asks for nothing; when the daemon goes it says so, and goes on when it is back.
#include "base/clock.h"
#include "base/stop_signals.h"
#include "cli/bus_line_scene.h"
#include "cli/bus_report.h"
#include "cli/bus_verbs.h"
#include "cli/live_view.h"

#include <poll.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr std::chrono::milliseconds kRedraw{100};

/// Nobody reads what is said, as below "| head": there is nothing left to do.
bool isUnread()
{
    pollfd output{STDOUT_FILENO, 0, 0};
    return ::poll(&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLHUP)) != 0;
}

class Stage
{
public:
    Stage(const Clock& clock, bool json)
        : m_clock(clock), m_json(json), m_console(Console::of(STDOUT_FILENO)),
          m_view(!json && m_console.terminal ? std::make_unique<LiveView>(m_console) : nullptr)
    {
    }

    void say(const std::vector<SceneChange>& changes)
    {
        for (const SceneChange& change : changes) {
            if (m_json) {
                printText(change.json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
            } else if (!m_view && !change.text.empty()) {
                printText(change.text + "\n");
            }
        }
        m_isStale = m_view != nullptr;
    }
    void sayPresent(bool isThere)
    {
        const std::string text =
            isThere ? "The station is back." : "The station's daemon is gone: waiting for it.";
        if (m_view) {
            m_view->printAbove(text);
        } else {
            say({{{{"event", "daemon"}, {"present", isThere}}, text}});
        }
    }
    /// How long news may be waited for: a picture that is not up to date is drawn soon.
    std::optional<std::chrono::milliseconds> patience() const
    {
        return m_isStale ? std::optional(kRedraw) : std::nullopt;
    }
    void draw(const LinePicture& picture, bool isIdle)
    {
        const std::int64_t now = m_clock.monotonicMicros();
        if (!m_view || !m_isStale ||
            (!isIdle && now - m_drawn < std::chrono::microseconds(kRedraw).count())) {
            return;
        }
        m_drawn = now;
        m_isStale = false;
        m_view->draw(picture.draw(m_console, m_console.size()));
    }
    void end(const LineScene& scene)
    {
        m_view.reset();
        if (!m_json && scene.hasOrder()) {
            printText(scene.picture().summary());
        }
    }

private:
    const Clock& m_clock;
    const bool m_json;
    const Console m_console;
    std::unique_ptr<LiveView> m_view;
    bool m_isStale = false;
    std::int64_t m_drawn = 0;
};

/// Empty when the daemon went again before it had told all.
std::optional<std::vector<SceneChange>> loadAgain(LineScene& scene, BusLink& link)
{
    try {
        return scene.load(link);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound && error.code() != ErrorCode::Busy) {
            throw;
        }
        return std::nullopt;
    }
}

} // namespace

int busLineWatch(const Everywhere& everywhere)
{
    BusLink link = linkOf(everywhere);
    BusEar ear(link);
    const StopSignals signals([&] { ear.wake(); });
    const SystemClock clock;
    LineScene scene(clock);
    ear.skipTold();
    const std::vector<SceneChange> first = scene.load(link);
    Stage stage(clock, everywhere.json);
    stage.say(first);
    while (!signals.stopped() && !isUnread()) {
        const std::optional<BusNews> news = ear.next(stage.patience());
        if (news && news->kind == BusNews::Kind::Went) {
            stage.sayPresent(false);
        } else if (news && news->kind == BusNews::Kind::Came) {
            if (const auto changes = loadAgain(scene, link)) {
                stage.sayPresent(true);
                stage.say(*changes);
            }
        } else if (news) {
            stage.say(scene.take(*news));
        }
        stage.draw(scene.picture(), !news);
    }
    stage.end(scene);
    return kDone;
}

} // namespace bindery::cli
