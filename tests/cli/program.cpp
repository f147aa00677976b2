// SPDX-License-Identifier: Apache-2.0
#include "cli/program.h"

#include "base/error.h"
#include "base/unique_fd.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bindery::test
{

namespace
{

constexpr std::chrono::seconds kDeadline{120};

struct Pipe {
    Pipe()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            throwErrno(ErrorCode::Internal, "pipe", errno);
        }
        read = UniqueFd(ends[0]);
        write = UniqueFd(ends[1]);
    }
    UniqueFd read;
    UniqueFd write;
};

std::vector<char*> pointersTo(std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    for (std::string& text : texts) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

/// In the child; never returns.
[[noreturn]] void execute(const ProgramSetting& setting, char* const* arguments, char* const* environment)
{
    if (setting.user && ::getuid() == 0) {
        if (::setgroups(0, nullptr) != 0 || ::setgid(*setting.user) != 0 || ::setuid(*setting.user) != 0) {
            ::_exit(126);
        }
    }
    if (setting.closeDescriptors) {
        for (int fd = 0; fd <= 2; ++fd) {
            ::close(fd);
        }
    }
    ::execve(arguments[0], arguments, environment);
    ::_exit(127);
}

bool append(int fd, std::string& text)
{
    std::array<char, 65536> part{};
    const ssize_t got = ::read(fd, part.data(), part.size());
    if (got > 0) {
        text.append(part.data(), static_cast<std::size_t>(got));
    }
    return got > 0 || (got < 0 && errno == EINTR);
}

int reap(pid_t pid)
{
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Reads until all ends are closed.
void collect(pid_t pid, std::vector<std::pair<int, std::string*>> streams)
{
    const auto end = std::chrono::steady_clock::now() + kDeadline;
    while (!streams.empty()) {
        std::vector<pollfd> waiting;
        waiting.reserve(streams.size());
        for (const auto& [fd, text] : streams) {
            waiting.push_back({fd, POLLIN, 0});
        }
        ::poll(waiting.data(), waiting.size(), 100);
        for (std::size_t i = waiting.size(); i-- > 0;) {
            if (waiting[i].revents != 0 && !append(streams[i].first, *streams[i].second)) {
                streams.erase(streams.begin() + static_cast<std::ptrdiff_t>(i));
            }
        }
        if (std::chrono::steady_clock::now() > end) {
            ::kill(pid, SIGKILL);
            reap(pid);
            throw Error(ErrorCode::Internal, "bindery did not end in time");
        }
    }
}

} // namespace

std::filesystem::path binderyProgram()
{
    return BINDERY_PROGRAM;
}

std::filesystem::path schemaFolder()
{
    return BINDERY_SCHEMAS;
}

ProgramRun runBindery(const Arguments& arguments, const ProgramSetting& setting)
{
    std::vector<std::string> words{binderyProgram().string()};
    if (!setting.state.empty()) {
        words.insert(words.end(), {"--state", setting.state.string()});
    }
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variables;
    for (const auto& [name, value] : setting.environment) {
        variables.push_back(name + "=" + value);
    }
    const std::vector<char*> argv = pointersTo(words);
    const std::vector<char*> environment = pointersTo(variables);
    ProgramRun run;

    if (setting.terminalColumns) {
        const winsize size{24, *setting.terminalColumns, 0, 0};
        int terminal = -1;
        const pid_t pid = ::forkpty(&terminal, nullptr, nullptr, &size);
        if (pid == 0) {
            execute(setting, argv.data(), environment.data());
        }
        const UniqueFd owner(terminal);
        collect(pid, {{terminal, &run.out}});
        run.status = reap(pid);
        return run;
    }

    Pipe in;
    Pipe out;
    Pipe err;
    const UniqueFd file(setting.outFile ? ::open(setting.outFile->c_str(), O_WRONLY | O_CLOEXEC) : -1);
    if (setting.closeReader) {
        out.read.reset();
    }
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::dup2(in.read.get(), STDIN_FILENO);
        ::dup2(file ? file.get() : out.write.get(), STDOUT_FILENO);
        ::dup2(err.write.get(), STDERR_FILENO);
        execute(setting, argv.data(), environment.data());
    }
    in.read.reset();
    out.write.reset();
    err.write.reset();
    [[maybe_unused]] const ssize_t put = ::write(in.write.get(), setting.input.data(), setting.input.size());
    in.write.reset();
    std::vector<std::pair<int, std::string*>> streams{{err.read.get(), &run.err}};
    if (out.read) {
        streams.emplace_back(out.read.get(), &run.out);
    }
    collect(pid, std::move(streams));
    run.status = reap(pid);
    return run;
}

} // namespace bindery::test
