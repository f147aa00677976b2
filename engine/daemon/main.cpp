// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/process_hardening.h"
#include "daemon/run_daemon.h"

#include <cstdio>
#include <exception>
#include <string>

#include <CLI/CLI.hpp>
#include <spdlog/spdlog.h>

namespace
{

constexpr int kFailed = 1;
constexpr int kUsage = 2;

int run(int argc, char** argv)
{
    CLI::App app(
        "The service of a flashing station: it has the slots, runs the line and the bench, and answers on "
        "D-Bus as org.bindery.Station. systemd starts it; the demo runs for any user, without hardware.");
    app.name("binderyd");
    app.set_version_flag("--version", "binderyd " BINDERY_VERSION);
    bindery::daemon::DaemonOptions options;
    std::string state;
    app.add_option("--config", options.config, "Folder of station.toml and slots.toml")
        ->option_text("DIR [/etc/bindery]");
    app.add_option("--state", state, "State folder, instead of the one that is configured")
        ->option_text("DIR");
    app.add_flag("--session", options.session, "On the session bus, for its own user alone");
    app.add_flag("--demo", options.demo, "Slots, cards and modules are simulated; with --session");
    app.add_option("--slots", options.slots, "Slots of the demo, 1 to 64")
        ->option_text("N [4]")
        ->check(CLI::Range(1, 64));
    std::uint32_t pace = 0;
    const CLI::Option* const paced =
        app.add_option("--pace", pace, "Speed of the demo's cards in MiB a second; 0: as fast as the disk")
            ->option_text("N [20]");
    app.footer("Ends at SIGTERM: cards that run are broken off and closed on record.\n"
               "See also: bindery(1), station.toml(5)");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : kUsage;
    }
    if (!state.empty()) {
        options.state = state;
    }
    if (paced->count() > 0) {
        options.pace = pace;
    }
    return bindery::daemon::runDaemon(options);
}

} // namespace

int main(int argc, char** argv)
{
    bindery::hardenProcess();
    try {
        return run(argc, argv);
    } catch (const bindery::Error& error) {
        static_cast<void>(std::fprintf(stderr, "binderyd: %s\n", error.what()));
        return bindery::traitsOf(error.code()).exitStatus;
    } catch (const std::exception& error) {
        static_cast<void>(std::fprintf(stderr, "binderyd: %s\n", error.what()));
        return kFailed;
    }
}
