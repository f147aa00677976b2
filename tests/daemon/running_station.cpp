// SPDX-License-Identifier: Apache-2.0
#include "daemon/running_station.h"

#include "base/clock.h"
#include "base/file.h"
#include "daemon/demo_station.h"
#include "line/station.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bindery::daemon::test
{

namespace fs = std::filesystem;

namespace
{

constexpr std::chrono::milliseconds kPatience{60'000};

/// Made at the first wish, removed with the process.
class StateOfDemo
{
public:
    StateOfDemo()
    {
        const SystemClock clock;
        line::Station station(folder(), clock);
        furnish(station);
        station.records().addActor({kEngineer, "Ines Falk", "engineer"}, kDemoSupervisor);
        station.records().addActor({kAuditor, "Uwe Thal", "auditor"}, kDemoSupervisor);
    }
    fs::path folder() const { return m_folder / "state"; }

private:
    bindery::test::TempFolder m_folder;
};

} // namespace

void copyStateOfDemo(const fs::path& to)
{
    static const StateOfDemo state;
    fs::copy(state.folder(), to, fs::copy_options::recursive);
}

RunningStation::RunningStation(const std::string& busAddress, const fs::path& state,
                               std::vector<std::string> options)
    : m_address(busAddress), m_state(state), m_options(std::move(options))
{
    start();
}

RunningStation::~RunningStation()
{
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
}

void RunningStation::start()
{
    std::vector<std::string> arguments{
        "env",           "DBUS_SESSION_BUS_ADDRESS=" + m_address, BINDERYD, "--session", "--demo", "--state",
        m_state.string()};
    arguments.insert(arguments.end(), m_options.begin(), m_options.end());
    std::vector<char*> pointers;
    for (std::string& argument : arguments) {
        pointers.push_back(argument.data());
    }
    pointers.push_back(nullptr);
    const UniqueFd words = openFile(m_folder / "said", O_WRONLY | O_CREAT | O_APPEND, 0600);
    m_pid = ::fork();
    if (m_pid < 0) {
        throwErrno(ErrorCode::Internal, "fork", errno);
    }
    if (m_pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(words.get(), STDERR_FILENO);
        ::execvp(pointers.front(), pointers.data());
        ::_exit(127);
    }
}

bool RunningStation::isRunning() const
{
    siginfo_t seen{};
    return m_pid > 0 && ::waitid(P_PID, static_cast<id_t>(m_pid), &seen, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           seen.si_pid == 0;
}

int RunningStation::end(int signal)
{
    const UniqueFd process(static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0)));
    ::kill(m_pid, signal);
    pollfd waited{process.get(), POLLIN, 0};
    if (::poll(&waited, 1, static_cast<int>(kPatience.count())) != 1) {
        throw Error(ErrorCode::Internal, "binderyd does not end: " + said());
    }
    int status = 0;
    ::waitpid(std::exchange(m_pid, -1), &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

std::string RunningStation::said() const
{
    return readTextFile(m_folder / "said", mib(16));
}

} // namespace bindery::daemon::test
