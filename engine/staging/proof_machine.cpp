// SPDX-License-Identifier: Apache-2.0
#include "staging/proof_machine.h"

#include "base/error.h"
#include "base/file.h"
#include "staging/console_text.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bindery::staging
{

namespace fs = std::filesystem;

namespace
{

constexpr const char* kQemu = "/usr/bin/qemu-system-x86_64";
constexpr const char* kSetpriv = "/usr/bin/setpriv";
/// A unit that says more is caught in a circle.
constexpr Bytes kLongestConsole = mib(16);
/// How the guest names the loopback of this station.
constexpr const char* kBenchHost = "10.0.2.2";

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

void requireProgram(const char* program, const char* package, const char* what)
{
    if (::access(program, X_OK) != 0) {
        throw Error(ErrorCode::NotFound, std::string(program) + " is missing, " + what +
                                             "; install the Debian package " + package);
    }
}

/// A comma ends a value on QEMU's command line; two stand for one.
std::string quoted(const fs::path& path)
{
    std::string text;
    for (const char c : path.string()) {
        text += c == ',' ? ",," : std::string(1, c);
    }
    return text;
}

void addDisk(std::vector<std::string>& command, const std::string& id, const fs::path& file,
             const std::string& serial)
{
    command.insert(command.end(),
                   {"-drive", "if=none,id=" + id + ",format=raw,cache=writeback,file=" + quoted(file),
                    "-device", "virtio-blk-pci,drive=" + id + ",serial=" + serial});
}

pid_t spawn(const std::vector<std::string>& command, const fs::path& complaints)
{
    SpawnActions actions;
    ::posix_spawn_file_actions_addopen(actions.get(), STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(actions.get(), STDOUT_FILENO, complaints.c_str(),
                                       O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::posix_spawn_file_actions_adddup2(actions.get(), STDOUT_FILENO, STDERR_FILENO);
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const std::string& word : command) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    std::string path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
    std::string locale = "LC_ALL=C.UTF-8";
    std::string home = "HOME=/";
    std::array<char*, 4> environment{path.data(), locale.data(), home.data(), nullptr};
    pid_t pid = 0;
    const int failed = ::posix_spawn(&pid, command.front().c_str(), actions.get(), nullptr, arguments.data(),
                                     environment.data());
    if (failed != 0) {
        throwErrno(ErrorCode::Internal, "starting " + command.front(), failed);
    }
    return pid;
}

} // namespace

void requireProvable(const golden::Manifest& manifest)
{
    const std::string image = "golden image " + manifest.directoryName();
    if (!manifest.binds) {
        throw Error(ErrorCode::Conflict, image +
                                             ": its units do not bind, so there is nothing to prove; stage "
                                             "it with a recipe that has a table [unit]");
    }
    if (manifest.binds->module != "simulated" || !manifest.demo) {
        throw Error(ErrorCode::Conflict,
                    image + ": its units bind a real module, which no virtual machine has; prove an image of "
                            "the same system whose recipe says demo = true and module = \"simulated\"");
    }
    if (manifest.architecture != "amd64") {
        throw Error(ErrorCode::Conflict,
                    image + " is for " +
                        (manifest.architecture.empty() ? "an unknown architecture" : manifest.architecture) +
                        "; only images for amd64 can be proved so far");
    }
}

std::vector<std::string> proofMachineCommand(const ProofUnit& unit)
{
    std::vector<std::string> command{kSetpriv, "--pdeathsig", "KILL", "--", kQemu};
    const std::string words = unit.boot.commandLine +
                              " mitigations=off audit=0 bindery.station=" + kBenchHost + ":" +
                              std::to_string(unit.benchPort);
    command.insert(command.end(),
                   {"-M", "q35", "-cpu", "max", "-accel", "tcg,thread=multi", "-smp", "1", "-m",
                    "1024", "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-sandbox",
                    "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"});
    command.insert(command.end(), {"-chardev", "file,id=console,path=" + quoted(unit.console), "-serial",
                                   "chardev:console"});
    command.insert(command.end(),
                   {"-smbios", "type=1,product=virtual unit P,version=c03115,serial=10000000b19de4f0"});
    command.insert(command.end(), {"-kernel", unit.boot.kernel.string(), "-initrd",
                                   unit.boot.initramfs.string(), "-append", words});
    command.insert(command.end(),
                   {"-nic", "user,model=virtio-net-pci,mac=52:54:00:b1:9d:e4", "-object",
                    "rng-random,id=rng,filename=/dev/urandom", "-device", "virtio-rng-pci,rng=rng"});
    addDisk(command, "card", unit.card, "proof-card");
    addDisk(command, "module", unit.module, "bindery-module");
    return command;
}

ProofMachine::ProofMachine(const ProofUnit& unit)
    : m_console(unit.console), m_complaints(unit.console.string() + ".qemu")
{
    requireProgram(kQemu, "qemu-system-x86", "which starts sample cards");
    requireProgram(kSetpriv, "util-linux", "which ends QEMU with this program");
    replaceFile(m_console, {}, 0600);
    m_pid = spawn(proofMachineCommand(unit), m_complaints);
}

ProofMachine::~ProofMachine()
{
    kill();
}

bool ProofMachine::isRunning()
{
    if (m_pid > 0 && ::waitpid(m_pid, nullptr, WNOHANG) == m_pid) {
        m_pid = 0;
    }
    return m_pid > 0;
}

void ProofMachine::kill()
{
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
        }
        m_pid = 0;
    }
}

std::string ProofMachine::said() const
{
    std::string text = plainConsole(readTextFile(m_console, kLongestConsole));
    if (m_pid == 0) {
        text += readTextFile(m_complaints, kLongestConsole);
    }
    return text;
}

} // namespace bindery::staging
