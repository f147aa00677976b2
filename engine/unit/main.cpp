// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/process_hardening.h"
#include "unit/messages.h"
#include "unit/unit_verbs.h"

#include <exception>
#include <functional>

#include <CLI/CLI.hpp>

namespace
{

using bindery::unit::UnitChoices;

constexpr int kFailed = 1;
constexpr int kUsage = 2;

void addCommonOptions(CLI::App& verb, UnitChoices& choices)
{
    verb.add_option("--device", choices.device,
                    "The encrypted partition; else what cryptrfs lies on, or the one labelled cryptroot");
    verb.add_option("--config", choices.config, "unit.conf")->capture_default_str();
}

void addBenchOptions(CLI::App& verb, UnitChoices& choices)
{
    addCommonOptions(verb, choices);
    verb.add_option("--pins", choices.pins, "The site's pins")->capture_default_str();
    verb.add_option("--network-up", choices.network.up,
                    "Program, with its words, that brings the network up before the bench is asked");
    verb.add_option("--network-down", choices.network.down, "Program that takes it down again");
}

int runVerb(const std::function<int()>& verb)
{
    try {
        return verb();
    } catch (const std::exception& error) {
        bindery::unit::Messages().say(error.what());
        return kFailed;
    }
}

int runCommandLine(int argc, char** argv)
{
    CLI::App app(
        "The unit's side of a bind: opens the encrypted root by the security module, and sees to it that "
        "nothing else can");
    app.name("bindery-unit");
    app.set_version_flag("--version", BINDERY_VERSION);
    app.require_subcommand(1);
    UnitChoices choices;
    std::function<int()> run;

    CLI::App* unlock =
        app.add_subcommand("unlock", "In the initramfs: the key of the root on standard output");
    addBenchOptions(*unlock, choices);
    unlock->callback([&] { run = [&] { return bindery::unit::runUnlock(choices); }; });

    CLI::App* bind = app.add_subcommand("bind", "As unlock, without giving the key away");
    addBenchOptions(*bind, choices);
    bind->callback([&] { run = [&] { return bindery::unit::runBind(choices); }; });

    CLI::App* verify =
        app.add_subcommand("verify", "In the booted root: the proof, and the end of the bench's key");
    addBenchOptions(*verify, choices);
    verify->add_option("--restart-command", choices.restartCommand, "Restarts the machine")
        ->capture_default_str();
    verify->callback([&] { run = [&] { return bindery::unit::runVerify(choices); }; });

    CLI::App* status = app.add_subcommand("status", "How far the bind is");
    addCommonOptions(*status, choices);
    status->add_flag("--json", choices.json, "For programs");
    status->callback([&] { run = [&] { return bindery::unit::runStatus(choices); }; });

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : kUsage;
    }
    return runVerb(run);
}

} // namespace

int main(int argc, char** argv)
{
    bindery::hardenProcess();
    return runCommandLine(argc, argv);
}
