// SPDX-License-Identifier: Apache-2.0
#include "base/process.h"

#include "base/error.h"
#include "base/unique_fd.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bindery
{

namespace
{

constexpr std::size_t kOutputLimit = std::size_t{1} << 20U;
constexpr int kPollMillis = 100;

class SpawnActions
{
public:
    SpawnActions() { ::posix_spawn_file_actions_init(&m_actions); }
    ~SpawnActions() { ::posix_spawn_file_actions_destroy(&m_actions); }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;
    posix_spawn_file_actions_t* get() { return &m_actions; }

private:
    posix_spawn_file_actions_t m_actions{};
};

int waitFor(pid_t pid)
{
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

ProcessResult runProgram(const std::vector<std::string>& arguments, std::chrono::seconds deadline,
                         const std::stop_token& stop)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throwErrno(ErrorCode::Internal, "pipe", errno);
    }
    UniqueFd readEnd(ends[0]);
    UniqueFd writeEnd(ends[1]);

    SpawnActions actions;
    ::posix_spawn_file_actions_addopen(actions.get(), STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(actions.get(), writeEnd.get(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(actions.get(), writeEnd.get(), STDERR_FILENO);

    std::vector<char*> argv;
    argv.reserve(arguments.size() + 1);
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    std::string path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    std::string locale = "LC_ALL=C.UTF-8";
    std::string home = "HOME=/";
    std::array<char*, 4> environment{path.data(), locale.data(), home.data(), nullptr};

    // posix_spawnp searches the PATH of the caller, which an operator's session may have stripped of sbin.
    std::string program = arguments.at(0);
    if (program.find('/') == std::string::npos) {
        for (const char* folder :
             {"/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/", "/usr/local/sbin/", "/usr/local/bin/"}) {
            if (::access((folder + arguments[0]).c_str(), X_OK) == 0) {
                program = folder + arguments[0];
                break;
            }
        }
    }
    pid_t pid = -1;
    const int spawned =
        ::posix_spawn(&pid, program.c_str(), actions.get(), nullptr, argv.data(), environment.data());
    if (spawned != 0) {
        throwErrno(spawned == ENOENT ? ErrorCode::NotFound : ErrorCode::Internal,
                   "starting the program " + arguments[0], spawned);
    }
    writeEnd.reset();

    ProcessResult result;
    const auto end = std::chrono::steady_clock::now() + deadline;
    std::array<char, 65536> part{};
    for (;;) {
        const bool late = std::chrono::steady_clock::now() >= end;
        if (late || stop.stop_requested()) {
            ::kill(pid, SIGKILL);
            waitFor(pid);
            throw late ? Error(ErrorCode::Internal, arguments[0] + " did not end within " +
                                                        std::to_string(deadline.count()) + " s")
                       : Error(ErrorCode::Cancelled, arguments[0] + " was stopped");
        }
        pollfd waiting{readEnd.get(), POLLIN, 0};
        if (::poll(&waiting, 1, kPollMillis) <= 0) {
            continue;
        }
        const ssize_t got = ::read(readEnd.get(), part.data(), part.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            break;
        }
        const std::size_t room = kOutputLimit - result.output.size();
        result.output.append(part.data(), std::min(room, static_cast<std::size_t>(got)));
    }
    result.exitStatus = waitFor(pid);
    return result;
}

} // namespace bindery
