// SPDX-License-Identifier: Apache-2.0
// The bench: units come, are told what they may do, and whoever watches sees it.
#include "base/error.h"
#include "base/file.h"
#include "base/stop_signals.h"
#include "bind/bind_server.h"
#include "bind/site.h"
#include "cli/bench_event_json.h"
#include "cli/bind_text.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/verbs.h"
#include "db/bind_json.h"
#include "line/bench.h"
#include "line/station.h"

#include <charconv>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

#include <spdlog/spdlog.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

/// "127.0.0.1:7443", "[::]:7443"; port 0: any free one.
bind::ServerOptions serverOptionsOf(const std::string& listen)
{
    const auto refuse = [&]() -> Error {
        return {ErrorCode::InvalidArgument, "--listen " + listen +
                                                " is no address and port: 0.0.0.0:7443 listens on every "
                                                "IPv4 address, [::]:7443 on every address"};
    };
    const std::size_t colon = listen.rfind(':');
    if (colon == std::string::npos || colon == 0) {
        throw refuse();
    }
    bind::ServerOptions options;
    options.address = listen.substr(0, colon);
    const bool isBracketed = options.address.front() == '[' && options.address.back() == ']';
    if (isBracketed) {
        options.address = options.address.substr(1, options.address.size() - 2);
    } else if (options.address.find(':') != std::string::npos) {
        throw refuse();
    }
    const char* const end = listen.data() + listen.size();
    const auto [rest, error] = std::from_chars(listen.data() + colon + 1, end, options.port);
    if (error != std::errc() || rest != end || options.address.empty()) {
        throw refuse();
    }
    return options;
}

line::BenchOptions benchOptionsOf(const Everywhere& everywhere, const BindServeOptions& options)
{
    line::BenchOptions bench;
    bench.policy = line::benchPolicyOf(options.policy);
    bench.actor = everywhere.actor;
    const bool wantsList = bench.policy == line::BenchPolicy::List;
    if (wantsList != !options.list.empty()) {
        throw Error(ErrorCode::InvalidArgument,
                    wantsList ? "--policy list needs the list: --list FILE, \"MODULE-SERIAL,PI-SERIAL\" per "
                                "line"
                              : "--list is for --policy list only");
    }
    if (wantsList) {
        bench.list = withContext(options.list.string(),
                                 [&] { return line::benchListOf(readTextFile(options.list, mib(16))); });
    }
    return bench;
}

/// What a person types to confirm a unit, up to the serials.
std::string confirmCommand(const Everywhere& everywhere, line::BenchPolicy policy)
{
    if (policy != line::BenchPolicy::Scan) {
        return "";
    }
    std::string command = "bindery bind confirm";
    if (everywhere.state != defaultStateFolder()) {
        command += " --state " + shellWord(std::filesystem::absolute(everywhere.state).string());
    }
    return command + " --actor " + shellWord(everywhere.actor);
}

/// Says what happens. A bench that cannot tell what it does ends.
class BenchWatch
{
public:
    BenchWatch(bool json, std::string confirm, std::stop_source stop)
        : m_json(json), m_console(Console::of(STDOUT_FILENO)), m_picture(std::move(confirm)),
          m_stop(std::move(stop))
    {
    }

    void show(const line::BenchEvent& event)
    {
        say(m_json ? lineOf(benchEventJson(event)) : m_picture.take(event, m_console));
    }
    void listening(const bind::ServerOptions& options, std::uint16_t port, const line::BenchOptions& bench)
    {
        if (m_json) {
            say(lineOf({{"event", "listening"}, {"port", port}}));
            return;
        }
        const bool isSix = options.address.find(':') != std::string::npos;
        std::string text = "The bench listens on port " + std::to_string(port) + " of " +
                           (isSix ? "[" + options.address + "]" : options.address) + ", armed by " +
                           printable(bench.actor) + ", policy " + std::string(line::textOf(bench.policy)) +
                           ". Ctrl-C ends it.\n";
        if (bench.policy == line::BenchPolicy::Open) {
            text += "Any unit of this station gets its secret, whatever Pi and module it has.\n";
        }
        say(text);
    }
    const std::optional<Error>& unsaid() const { return m_unsaid; }

private:
    static std::string lineOf(const Json& json)
    {
        return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    }
    void say(const std::string& text)
    {
        try {
            printText(text);
        } catch (const Error& error) {
            spdlog::error("the bench ends: {}", error.what());
            m_unsaid = error;
            m_stop.request_stop();
        }
    }

    const bool m_json;
    const Console m_console;
    BenchPicture m_picture;
    std::stop_source m_stop;
    std::optional<Error> m_unsaid;
};

std::unique_ptr<bind::BindServer> listen(bind::BenchIdentity identity, bind::BindDesk& desk,
                                         const bind::ServerOptions& options)
{
    try {
        return std::make_unique<bind::BindServer>(std::move(identity), desk, options);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Busy) {
            throw;
        }
        throw Error(error.code(), std::string(error.what()) +
                                      ": another bench or program has the port; end it, or take another "
                                      "one with --listen");
    }
}

} // namespace

int bindServe(const Everywhere& everywhere, const BindServeOptions& options)
{
    const bind::ServerOptions server = serverOptionsOf(options.listen);
    const line::BenchOptions bench = benchOptionsOf(everywhere, options);
    requireState(everywhere.state);
    std::stop_source stop;
    StopSignals signals([&] { stop.request_stop(); });
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    station.records().requireMayAct(everywhere.actor);
    bind::BenchIdentity identity = bind::openBench(siteFolder(everywhere.state));
    BenchWatch watch(everywhere.json, confirmCommand(everywhere, bench.policy), stop);
    line::Bench desk(station, bench, [&](const line::BenchEvent& event) { watch.show(event); });
    const std::unique_ptr<bind::BindServer> listener = listen(std::move(identity), desk, server);
    watch.listening(server, listener->port(), bench);
    listener->run(stop.get_token());
    if (watch.unsaid()) {
        throw Error(*watch.unsaid());
    }
    return kDone;
}

} // namespace bindery::cli
