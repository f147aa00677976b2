// SPDX-License-Identifier: Apache-2.0
#include "cli/demo_daemon.h"

#include "base/error.h"
#include "cli/bus_link.h"
#include "cli/bus_news.h"
#include "daemon/demo_station.h"

#include <chrono>
#include <csignal>
#include <cstdlib>

#include <daemon_proxies/Demo1.h>
#include <gmock/gmock.h>

namespace bindery::test
{

namespace
{

using ::testing::HasSubstr;

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
    daemon::test::copyStateOfDemo(in("state"));
    if (isStarted) {
        startDaemon();
    }
}

void DemoDaemon::startDaemon()
{
    cli::BusLink link = linkTo(m_bus);
    cli::BusEar ear(link);
    m_daemon.emplace(m_bus.address(), in("state"));
    constexpr std::chrono::seconds kPatience{60};
    const auto news = ear.next(kPatience);
    if (!news || news->kind != cli::BusNews::Kind::Came) {
        throw Error(ErrorCode::Internal, "binderyd did not come: " + m_daemon->said());
    }
}

void DemoDaemon::endDaemon()
{
    EXPECT_EQ(m_daemon->end(SIGTERM), 0) << m_daemon->said();
    m_daemon.reset();
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
