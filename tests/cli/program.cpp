// SPDX-License-Identifier: Apache-2.0
#include "cli/program.h"

#include "base/error.h"
#include "base/unique_fd.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <utility>

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

/// Words and variables of a run, with pointers to them.
class CommandLine
{
public:
    CommandLine(const Arguments& arguments, const ProgramSetting& setting)
        : m_words{binderyProgram().string()}
    {
        if (!setting.state.empty()) {
            m_words.insert(m_words.end(), {"--state", setting.state.string()});
        }
        m_words.insert(m_words.end(), arguments.begin(), arguments.end());
        for (const auto& [name, value] : setting.environment) {
            m_variables.push_back(name + "=" + value);
        }
        m_argv = pointersTo(m_words);
        m_environment = pointersTo(m_variables);
    }
    char* const* arguments() const { return m_argv.data(); }
    char* const* environment() const { return m_environment.data(); }

private:
    std::vector<std::string> m_words;
    std::vector<std::string> m_variables;
    std::vector<char*> m_argv;
    std::vector<char*> m_environment;
};

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
    const CommandLine command(arguments, setting);
    ProgramRun run;

    if (setting.terminalColumns) {
        const winsize size{24, *setting.terminalColumns, 0, 0};
        int terminal = -1;
        const pid_t pid = ::forkpty(&terminal, nullptr, nullptr, &size);
        if (pid == 0) {
            execute(setting, command.arguments(), command.environment());
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
        execute(setting, command.arguments(), command.environment());
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

struct RunningBindery::State {
    Pipe out;
    Pipe err;
    pid_t pid = -1;
    ProgramRun run;
    std::size_t told = 0; ///< of run.out, by lineWith()

    /// Reads what there is, for a moment. False when it has ended.
    bool read()
    {
        std::array<pollfd, 2> waiting{pollfd{out.read.get(), POLLIN, 0}, pollfd{err.read.get(), POLLIN, 0}};
        ::poll(waiting.data(), waiting.size(), 100);
        if (waiting[1].revents != 0) {
            append(err.read.get(), run.err);
        }
        return waiting[0].revents == 0 || append(out.read.get(), run.out);
    }
};

RunningBindery::RunningBindery(const Arguments& arguments, const ProgramSetting& setting)
    : m_state(std::make_unique<State>())
{
    const CommandLine command(arguments, setting);
    m_state->pid = ::fork();
    if (m_state->pid == 0) {
        ::dup2(m_state->out.write.get(), STDOUT_FILENO);
        ::dup2(m_state->err.write.get(), STDERR_FILENO);
        execute(setting, command.arguments(), command.environment());
    }
    m_state->out.write.reset();
    m_state->err.write.reset();
}

RunningBindery::~RunningBindery()
{
    if (m_state->pid > 0) {
        ::kill(m_state->pid, SIGKILL);
        reap(m_state->pid);
    }
}

std::string RunningBindery::lineWith(const std::string& part)
{
    const auto end = std::chrono::steady_clock::now() + kDeadline;
    bool isThere = true;
    while (true) {
        for (std::size_t feed = m_state->run.out.find('\n', m_state->told); feed != std::string::npos;
             feed = m_state->run.out.find('\n', m_state->told)) {
            const std::string line = m_state->run.out.substr(m_state->told, feed - m_state->told);
            m_state->told = feed + 1;
            if (line.find(part) != std::string::npos) {
                return line;
            }
        }
        if (!isThere || std::chrono::steady_clock::now() > end) {
            throw Error(ErrorCode::Internal,
                        "bindery did not say \"" + part + "\" but:\n" + m_state->run.out + m_state->run.err);
        }
        isThere = m_state->read();
    }
}

ProgramRun RunningBindery::end(int signal)
{
    const pid_t pid = std::exchange(m_state->pid, -1);
    ::kill(pid, signal);
    collect(pid,
            {{m_state->out.read.get(), &m_state->run.out}, {m_state->err.read.get(), &m_state->run.err}});
    m_state->run.status = reap(pid);
    return m_state->run;
}

} // namespace bindery::test
