// SPDX-License-Identifier: Apache-2.0
#include "staging/sandbox_inside_internal.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/keyctl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bindery::staging
{

namespace
{

// Where the plan's descriptors lie after takeOutput().
constexpr int kReport = 3;
constexpr int kFailed = 127;
constexpr uid_t kNobody = 65534;

[[noreturn]] void fail(SandboxStep step) noexcept
{
    const SandboxFailure failure{step, errno};
    const ssize_t put = ::write(kReport, &failure, sizeof failure);
    ::_exit(put == sizeof failure ? kFailed : kFailed + 1);
}

void require(bool good, SandboxStep step) noexcept
{
    if (!good) {
        fail(step);
    }
}

/// Of several: what is not needed is closed.
void takeOutput(const SandboxPlan& plan) noexcept
{
    // First away from the numbers that are taken, for one may stand where another must go.
    const int null = ::fcntl(plan.null, F_DUPFD, 10);
    const int output = ::fcntl(plan.output, F_DUPFD, 10);
    const int report = ::fcntl(plan.report, F_DUPFD, 10);
    const bool good = null >= 0 && output >= 0 && report >= 0 && ::dup2(null, STDIN_FILENO) >= 0 &&
                      ::dup2(output, STDOUT_FILENO) >= 0 && ::dup2(output, STDERR_FILENO) >= 0 &&
                      ::dup3(report, kReport, O_CLOEXEC) >= 0 &&
                      ::syscall(SYS_close_range, kReport + 1, ~0U, 0) == 0;
    require(good, kTakeOutput);
}

/// Programs start as if nobody had touched their signals.
void resetSignals() noexcept
{
    struct sigaction usual {
    };
    usual.sa_handler = SIG_DFL;
    for (int signal = 1; signal < NSIG; ++signal) {
        ::sigaction(signal, &usual, nullptr);
    }
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void enterTree(const SandboxPlan& plan) noexcept
{
    require(::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0, kPrivateMounts);
    // Relative names, so that no letter of the folder's path can mean something in the options. The image's
    // device nodes and set-user-id bits count for nothing.
    require(
        ::chdir(plan.folder) == 0 &&
            ::mount("overlay", "merged", "overlay", MS_NODEV | MS_NOSUID,
                    "lowerdir=lower,upperdir=upper,workdir=work,index=off,metacopy=off,redirect_dir=off") ==
                0,
        kLayOverlay);
    require(::chdir("merged") == 0 && ::syscall(SYS_pivot_root, ".", ".") == 0 &&
                ::umount2(".", MNT_DETACH) == 0 && ::chdir("/") == 0,
            kPivot);
}

/// From here on every path is one of the tree's, and a link in it leads to nowhere else.
void mountOwn(const SandboxPlan& plan) noexcept
{
    constexpr unsigned long kPlain = MS_NOSUID | MS_NODEV;
    require(::mount("proc", "/proc", "proc", kPlain | MS_NOEXEC, nullptr) == 0, kMountProc);
    require(::mount("tmpfs", "/dev", "tmpfs", MS_NOSUID | MS_NOEXEC, plan.tmpfsOptions) == 0 &&
                ::mount("tmpfs", "/run", "tmpfs", kPlain, plan.tmpfsOptions) == 0 &&
                ::mount("tmpfs", "/tmp", "tmpfs", kPlain, plan.openTmpfsOptions) == 0 &&
                ::mount("tmpfs", "/var/tmp", "tmpfs", kPlain, plan.openTmpfsOptions) == 0,
            kMountTmpfs);
    struct Device {
        const char* path;
        unsigned minor;
    };
    constexpr unsigned kMemory = 1; // major number, admin-guide/devices.txt
    for (const Device& device : {Device{"/dev/null", 3}, Device{"/dev/zero", 5}, Device{"/dev/full", 7},
                                 Device{"/dev/random", 8}, Device{"/dev/urandom", 9}}) {
        require(::mknod(device.path, S_IFCHR | 0666, ::makedev(kMemory, device.minor)) == 0 &&
                    ::chmod(device.path, 0666) == 0,
                kMakeDevices);
    }
    require(::symlink("/proc/self/fd", "/dev/fd") == 0 && ::symlink("/proc/self/fd/0", "/dev/stdin") == 0 &&
                ::symlink("/proc/self/fd/1", "/dev/stdout") == 0 &&
                ::symlink("/proc/self/fd/2", "/dev/stderr") == 0,
            kMakeDevices);
}

bool writeFile(const char* path, const char* text) noexcept
{
    const int fd = ::open(path, O_WRONLY | O_CLOEXEC);
    const auto length = static_cast<ssize_t>(std::strlen(text));
    const bool good = fd >= 0 && ::write(fd, text, static_cast<std::size_t>(length)) == length;
    const int error = errno;
    if (fd >= 0) {
        ::close(fd);
    }
    errno = error;
    return good;
}

/// "/proc/PID/FILE" into `path`.
void procPath(char* path, pid_t pid, const char* file) noexcept
{
    char digits[12];
    int count = 0;
    do {
        digits[count++] = static_cast<char>('0' + pid % 10);
        pid /= 10;
    } while (pid > 0);
    path = static_cast<char*>(std::memcpy(path, "/proc/", 6)) + 6;
    while (count > 0) {
        *path++ = digits[--count];
    }
    *path++ = '/';
    std::strcpy(path, file);
}

/// Rights that package tools use on files and processes of their own; nothing that reaches the kernel.
void keepFewRights() noexcept
{
    constexpr unsigned kKept[] = {CAP_CHOWN,   CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER,
                                  CAP_FSETID,  CAP_KILL,         CAP_SETGID,          CAP_SETUID,
                                  CAP_SETFCAP, CAP_SYS_CHROOT};
    std::uint64_t kept = 0;
    for (const unsigned right : kKept) {
        kept |= std::uint64_t{1} << right;
    }
    for (unsigned right = 0; ::prctl(PR_CAPBSET_READ, right, 0, 0, 0) >= 0; ++right) {
        if ((kept >> right & 1U) == 0) {
            require(::prctl(PR_CAPBSET_DROP, right, 0, 0, 0) == 0, kGiveUpRights);
        }
    }
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[2]{};
    for (unsigned half = 0; half < 2; ++half) {
        data[half].effective = data[half].permitted = static_cast<std::uint32_t>(kept >> (32 * half));
    }
    require(::syscall(SYS_capset, &header, data) == 0 && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0,
            kGiveUpRights);
}

[[noreturn]] void beProgram(const SandboxPlan& plan, int toInit, int fromInit) noexcept
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    require(::setrlimit(RLIMIT_NPROC, &plan.processes) == 0 &&
                ::setrlimit(RLIMIT_FSIZE, &plan.fileSize) == 0 && ::setrlimit(RLIMIT_AS, &plan.memory) == 0,
            kGiveUpRights);
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    // The namespace is made by the shifted root, not by the station's: only so are all its users' processes
    // together bounded by RLIMIT_NPROC.
    const auto id = plan.rootId;
    require(::setgroups(0, nullptr) == 0 && ::setresgid(id, id, id) == 0 && ::setresuid(id, id, id) == 0 &&
                ::unshare(CLONE_NEWUSER) == 0,
            kMakeUserNamespace);
    char byte = 1;
    require(::write(toInit, &byte, 1) == 1 && ::read(fromInit, &byte, 1) == 1, kMapOwners);
    ::close(toInit);
    ::close(fromInit);
    require(::setresgid(0, 0, 0) == 0 && ::setresuid(0, 0, 0) == 0, kMapOwners);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // forgotten when the user changed
    ::setsid();
    ::umask(022);
    // Keys of the session that staging runs in would come along: an empty keyring takes its place. A kernel
    // without keyrings has none to give.
    require(::syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, nullptr) >= 0 || errno == ENOSYS,
            kGiveUpRights);
    // No namespaces in this namespace; the right to say otherwise goes next.
    require(writeFile("/proc/sys/user/max_user_namespaces", "0"), kGiveUpRights);
    keepFewRights();
    ::execve(plan.command[0], plan.command, plan.environment);
    fail(kRun);
}

void mapOwners(const SandboxPlan& plan, pid_t program) noexcept
{
    char path[64];
    procPath(path, program, "uid_map");
    require(writeFile(path, plan.idMap), kMapOwners);
    procPath(path, program, "gid_map");
    require(writeFile(path, plan.idMap), kMapOwners);
}

} // namespace

void beInit(const SandboxPlan& plan) noexcept
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    resetSignals();
    takeOutput(plan);
    enterTree(plan);
    mountOwn(plan);
    ::sethostname("staging", 7);
    int up[2];
    int down[2];
    require(::pipe2(up, O_CLOEXEC) == 0 && ::pipe2(down, O_CLOEXEC) == 0, kStartProcess);
    const auto program =
        static_cast<pid_t>(::syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr));
    require(program >= 0, kStartProcess);
    if (program == 0) {
        ::close(up[0]);
        ::close(down[1]);
        beProgram(plan, up[1], down[0]);
    }
    ::close(up[1]);
    ::close(down[0]);
    char byte = 0;
    if (::read(up[0], &byte, 1) == 1) {
        mapOwners(plan, program);
        if (::write(down[1], &byte, 1) != 1) {
            fail(kMapOwners);
        }
    }
    ::close(up[0]);
    ::close(down[1]);
    ::close(kReport);
    // Nothing is left to do that needs the station's rights.
    if (::setgroups(0, nullptr) != 0 || ::setresgid(kNobody, kNobody, kNobody) != 0 ||
        ::setresuid(kNobody, kNobody, kNobody) != 0) {
        ::_exit(kFailed);
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        int status = 0;
        const pid_t ended = ::waitpid(-1, &status, 0);
        if (ended < 0 && errno != EINTR) {
            ::_exit(kFailed);
        }
        if (ended == program) {
            ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
        }
    }
}

} // namespace bindery::staging
