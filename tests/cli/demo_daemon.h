// SPDX-License-Identifier: Apache-2.0
// A real binderyd with a demo on a bus of its test, and the real `bindery` beside it, which finds it there.
// What the demo's hands do (cards in and out) is done over the bus; all else is the command line's.
#pragma once

#include "base/json.h"
#include "cli/program.h"
#include "daemon/running_station.h"
#include "support/private_bus.h"
#include "support/temp_folder.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace bindery::test
{

/// What `bindery line watch --json` says, as it comes.
class WatchedLine
{
public:
    explicit WatchedLine(const ProgramSetting& setting);

    void await(const std::function<bool()>& isMet);
    void awaitSlot(int slot, const std::string& state);
    void awaitAttempts(std::size_t count);
    void awaitLine(const std::string& state);
    void awaitDaemon(bool isPresent);
    const std::vector<Json>& said() const { return m_said; }
    ProgramRun end(int signal) { return m_program.end(signal); }

private:
    RunningBindery m_program;
    std::vector<Json> m_said;
    std::map<int, std::string> m_slots;
    std::size_t m_attempts = 0;
    std::string m_line;
    bool m_isPresent = true;
};

class DemoDaemon : public ::testing::Test
{
protected:
    /// `isStarted`: the daemon runs when the test begins.
    explicit DemoDaemon(bool isStarted = true);

    void startDaemon();
    /// SIGTERM, and waits for the end.
    void endDaemon();

    ProgramSetting setting() const;
    ProgramRun run(const Arguments& arguments, const std::string& input = {}) const;
    /// Expects success; what it says.
    std::string said(const Arguments& arguments, const std::string& input = {}) const;
    /// Expects success, and JSON.
    Json json(Arguments arguments) const;
    void refused(const Arguments& arguments, int status, const std::string& part) const;
    void signIn(const std::string& badge) const;
    std::filesystem::path in(const std::string& name) const { return m_folder / name; }

    /// "blank", "data", "small", ...
    void insert(int slot, const std::string& card = "blank") const;
    void remove(int slot) const;
    void breakCard(int slot, const std::string& fault) const;

private:
    PrivateBus m_bus;
    TempFolder m_folder;
    std::optional<daemon::test::RunningStation> m_daemon;
};

} // namespace bindery::test
