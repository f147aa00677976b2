// SPDX-License-Identifier: Apache-2.0
#include "cli/demo_daemon.h"

#include "base/clock.h"
#include "base/file.h"
#include "cli/bus_news.h"
#include "daemon/demo_station.h"
#include "line/station.h"

#include <cerrno>
#include <csignal>

#include <daemon_proxies/Demo1.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/wait.h>

namespace bindery::test
{

namespace
{

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// Furnished once in this process, for that takes seconds.
class FurnishedState
{
public:
    FurnishedState()
    {
        const SystemClock clock;
        line::Station station(folder(), clock);
        daemon::furnish(station);
    }
    fs::path folder() const { return m_folder / "state"; }

private:
    TempFolder m_folder;
};

/// The bus library finds the bus of this process as the program does.
cli::BusLink linkTo(const PrivateBus& bus)
{
    ::setenv("DBUS_SESSION_BUS_ADDRESS", bus.address().c_str(), 1);
    return cli::BusLink(cli::BusKind::Session);
}

} // namespace

WatchedLine::WatchedLine(const ProgramSetting& setting) : m_program({"line", "watch", "--json"}, setting) {}

void WatchedLine::await(const std::function<bool()>& isMet)
{
    while (!isMet()) {
        const Json json = parseJson(m_program.lineWith(""), "a line of line watch");
        m_said.push_back(json);
        const std::string event = json.at("event");
        if (event == "slot" && json.at("slot").at("slot").is_number()) {
            m_slots[json.at("slot").at("slot").get<int>()] = json.at("slot").at("state");
        } else if (event == "attempt") {
            ++m_attempts;
        } else if (event == "line") {
            m_line = json.at("line").at("state");
        } else if (event == "daemon") {
            m_isPresent = json.at("present");
        }
    }
}

void WatchedLine::awaitSlot(int slot, const std::string& state)
{
    await([&] { return m_slots[slot] == state; });
}

void WatchedLine::awaitAttempts(std::size_t count)
{
    await([&] { return m_attempts >= count; });
}

void WatchedLine::awaitLine(const std::string& state)
{
    await([&] { return m_line == state; });
}

void WatchedLine::awaitDaemon(bool isPresent)
{
    await([&] { return m_isPresent == isPresent; });
}

DemoDaemon::DemoDaemon(bool isStarted)
{
    static const FurnishedState furnished;
    fs::copy(furnished.folder(), in("state"), fs::copy_options::recursive);
    if (isStarted) {
        startDaemon();
    }
}

DemoDaemon::~DemoDaemon()
{
    if (m_daemon > 0) {
        ::kill(m_daemon, SIGKILL);
        ::waitpid(m_daemon, nullptr, 0);
    }
}

void DemoDaemon::startDaemon()
{
    cli::BusLink link = linkTo(m_bus);
    cli::BusEar ear(link);
    const std::string state = in("state").string();
    const UniqueFd words = openFile(in("words"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    m_daemon = ::fork();
    if (m_daemon == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(words.get(), STDERR_FILENO);
        ::execl(BINDERYD_PROGRAM, BINDERYD_PROGRAM, "--session", "--demo", "--pace", "0", "--state",
                state.c_str(), nullptr);
        ::_exit(127);
    }
    constexpr std::chrono::seconds kPatience{60};
    const auto news = ear.next(kPatience);
    if (m_daemon < 0 || !news || news->kind != cli::BusNews::Kind::Came) {
        throw Error(ErrorCode::Internal, "binderyd did not come: " + readTextFile(in("words"), mib(1)));
    }
}

void DemoDaemon::endDaemon()
{
    ::kill(m_daemon, SIGTERM);
    ::waitpid(std::exchange(m_daemon, -1), nullptr, 0);
}

ProgramSetting DemoDaemon::setting() const
{
    ProgramSetting setting;
    setting.environment["DBUS_SESSION_BUS_ADDRESS"] = m_bus.address();
    setting.environment["BINDERY_BUS"] = "session";
    return setting;
}

ProgramRun DemoDaemon::run(const Arguments& arguments, const std::string& input) const
{
    ProgramSetting wanted = setting();
    wanted.input = input;
    return runBindery(arguments, wanted);
}

std::string DemoDaemon::said(const Arguments& arguments, const std::string& input) const
{
    const ProgramRun ran = run(arguments, input);
    EXPECT_EQ(ran.status, 0) << ::testing::PrintToString(arguments) << "\n" << ran.out << ran.err;
    return ran.out;
}

Json DemoDaemon::json(Arguments arguments) const
{
    arguments.emplace_back("--json");
    return parseJson(said(arguments), "the output");
}

void DemoDaemon::refused(const Arguments& arguments, int status, const std::string& part) const
{
    const ProgramRun ran = run(arguments);
    EXPECT_EQ(ran.status, status) << ::testing::PrintToString(arguments) << "\n" << ran.out << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(part));
}

void DemoDaemon::signIn(const std::string& badge) const
{
    said({"station", "sign-in", badge}, daemon::kDemoPin);
}

void DemoDaemon::insert(int slot, const std::string& card) const
{
    linkTo(m_bus).ask<org::bindery::Demo1_proxy>(
        [&](auto& demo) { demo.Insert(static_cast<std::uint32_t>(slot), card); });
}

void DemoDaemon::remove(int slot) const
{
    linkTo(m_bus).ask<org::bindery::Demo1_proxy>(
        [&](auto& demo) { demo.Remove(static_cast<std::uint32_t>(slot)); });
}

void DemoDaemon::breakCard(int slot, const std::string& fault) const
{
    linkTo(m_bus).ask<org::bindery::Demo1_proxy>(
        [&](auto& demo) { demo.Break(static_cast<std::uint32_t>(slot), fault); });
}

} // namespace bindery::test
