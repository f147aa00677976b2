// SPDX-License-Identifier: Apache-2.0
#include "staging/sandbox.h"

#include "base/error.h"
#include "base/file.h"
#include "staging/sandbox_inside_internal.h"
#include "staging/shifted_ids.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bindery::staging
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kOutputLimit = std::size_t{1} << 20U;
constexpr int kPollMillis = 100;

struct Pipe {
    UniqueFd readEnd;
    UniqueFd writeEnd;
};

Pipe makePipe()
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throwErrno(ErrorCode::Internal, "pipe", errno);
    }
    return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

std::vector<char*> pointersTo(const std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (const std::string& text : texts) {
        pointers.push_back(const_cast<char*>(text.c_str()));
    }
    pointers.push_back(nullptr);
    return pointers;
}

/// The first process of the sandbox; with it ends every other one.
class Init
{
public:
    explicit Init(const SandboxPlan& plan)
    {
        constexpr unsigned long kNamespaces =
            CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;
        // Like fork(2); the library's own would take locks that other threads may hold.
        const long pid = ::syscall(SYS_clone, kNamespaces | SIGCHLD, nullptr, nullptr, nullptr, nullptr);
        if (pid == 0) {
            beInit(plan);
        }
        if (pid < 0) {
            const bool rights = errno == EPERM;
            throwErrno(rights ? ErrorCode::NeedsRoot : ErrorCode::Internal,
                       rights ? "making namespaces for programs of the image; run this as root"
                              : "making namespaces for programs of the image",
                       errno);
        }
        m_pid = static_cast<pid_t>(pid);
    }
    Init(const Init&) = delete;
    Init& operator=(const Init&) = delete;
    ~Init()
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            wait();
        }
    }
    /// Exit status, 128 + signal when killed.
    int wait()
    {
        int status = 0;
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
        }
        m_pid = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

private:
    pid_t m_pid = 0;
};

std::string collect(int fd, std::chrono::seconds time, const std::string& program, DiskRoom& room,
                    const std::stop_token& stop)
{
    std::string output;
    const auto end = std::chrono::steady_clock::now() + time;
    std::array<char, 65536> part{};
    for (;;) {
        if (stop.stop_requested()) {
            throw Error(ErrorCode::Cancelled, program + " of the image was stopped");
        }
        if (std::chrono::steady_clock::now() >= end) {
            throw Error(ErrorCode::Internal, program + " of the image did not end within " +
                                                 std::to_string(time.count()) + " s, and was killed");
        }
        room.check();
        pollfd waiting{fd, POLLIN, 0};
        if (::poll(&waiting, 1, kPollMillis) <= 0) {
            continue;
        }
        const ssize_t got = ::read(fd, part.data(), part.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return output;
        }
        output.append(part.data(), std::min(kOutputLimit - output.size(), static_cast<std::size_t>(got)));
    }
}

std::optional<SandboxFailure> failureIn(int fd)
{
    SandboxFailure failure;
    const ssize_t got = ::read(fd, &failure, sizeof failure);
    return got == sizeof failure ? std::optional(failure) : std::nullopt;
}

[[noreturn]] void explain(const SandboxFailure& failure, const std::string& program, const fs::path& folder)
{
    const std::string step = kSandboxSteps.at(static_cast<std::size_t>(failure.step));
    if (failure.step == kRun) {
        throwErrno(ErrorCode::BadImage, "running " + program + " of the image", failure.error);
    }
    std::string cure;
    ErrorCode code = ErrorCode::Internal;
    if (failure.error == ENOENT || failure.error == ENOTDIR || failure.error == ELOOP) {
        code = ErrorCode::BadImage;
        cure = " (the image's root lacks a folder that every system has)";
    } else if (failure.step == kLayOverlay) {
        cure = " in " + folder.string() +
               " (the station's kernel needs overlayfs, and the state folder a file system that it can write "
               "to: ext4, xfs or btrfs, not another overlay)";
    } else if (failure.error == EPERM || failure.error == EACCES) {
        code = ErrorCode::NeedsRoot;
        cure = " (run this as root, outside of a container that takes rights away)";
    } else if (failure.step == kMakeUserNamespace) {
        cure = " (the station's kernel must allow user namespaces: user.max_user_namespaces)";
    }
    throwErrno(code, "sandbox for programs of the image: " + step + cure, failure.error);
}

} // namespace

SandboxTree::SandboxTree(fs::path folder) : m_folder(fs::absolute(std::move(folder)))
{
    makeFolders(m_folder, 0700);
    for (const char* part : {"lower", "upper", "work", "merged"}) {
        makeFolders(m_folder / part, 0755);
    }
    // The root of the overlay is the upper folder, whose owner is the image's root.
    if (::chown(upper().c_str(), kFirstShiftedId, kFirstShiftedId) != 0) {
        throwErrno(errno == EPERM ? ErrorCode::NeedsRoot : ErrorCode::WriteFailed,
                   "giving " + upper().string() + " to the image's root" +
                       (errno == EPERM ? "; run this as root" : ""),
                   errno);
    }
}

ProcessResult runInSandbox(const SandboxTree& tree, const std::vector<std::string>& command,
                           const std::vector<std::string>& environment, const SandboxLimits& limits,
                           const std::stop_token& stop)
{
    Pipe output = makePipe();
    Pipe report = makePipe();
    const UniqueFd null = openFile("/dev/null", O_RDONLY);
    const std::vector<char*> arguments = pointersTo(command);
    const std::vector<char*> variables = pointersTo(environment);
    const std::string folder = tree.folder().string();
    const std::string first = std::to_string(kFirstShiftedId);
    const std::string idMap = "0 " + first + " " + std::to_string(kShiftedIds) + "\n";
    const std::string size = "size=2g,nr_inodes=1m,uid=" + first + ",gid=" + first;
    const std::string tmpfs = size + ",mode=755";
    const std::string openTmpfs = size + ",mode=1777";

    SandboxPlan plan;
    plan.folder = folder.c_str();
    plan.output = output.writeEnd.get();
    plan.report = report.writeEnd.get();
    plan.null = null.get();
    plan.command = arguments.data();
    plan.environment = variables.data();
    plan.idMap = idMap.c_str();
    plan.tmpfsOptions = tmpfs.c_str();
    plan.openTmpfsOptions = openTmpfs.c_str();
    plan.rootId = kFirstShiftedId;
    plan.processes = {limits.processes, limits.processes};
    plan.fileSize = {limits.fileSize, limits.fileSize};
    plan.memory = {limits.memory, limits.memory};

    DiskRoom room(tree.upper(), command.front(), limits.room);
    Init init(plan);
    output.writeEnd.reset();
    report.writeEnd.reset();
    ProcessResult result;
    result.output = collect(output.readEnd.get(), limits.time, command.front(), room, stop);
    result.exitStatus = init.wait();
    if (const auto failure = failureIn(report.readEnd.get())) {
        explain(*failure, command.front(), tree.folder());
    }
    room.checkAll();
    return result;
}

} // namespace bindery::staging
