// SPDX-License-Identifier: Apache-2.0
#include "cli/station_check.h"

#include "base/bytes.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/secret_buffer.h"
#include "cli/key_check.h"
#include "db/database_check.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

namespace fs = std::filesystem;

std::string reason(int errnoValue)
{
    return std::generic_category().message(errnoValue);
}

std::string contentOf(const fs::path& path)
{
    try {
        return readTextFile(path);
    } catch (const Error&) {
        return "";
    }
}

/// The folder, or the nearest one above it that exists.
fs::path nearestExisting(fs::path folder)
{
    std::error_code ignored;
    while (!fs::exists(folder, ignored) && folder.has_parent_path() && folder != folder.parent_path()) {
        folder = folder.parent_path();
    }
    return folder;
}

HealthFinding kernel()
{
    HealthFinding finding{"kernel", Health::Good, {}, {}};
    utsname name{};
    if (::uname(&name) != 0) {
        return {"kernel", Health::Warning, "its version cannot be read", ""};
    }
    char* rest = nullptr;
    const long major = std::strtol(name.release, &rest, 10);
    const long minor = *rest == '.' ? std::strtol(rest + 1, nullptr, 10) : 0;
    finding.found = std::string("Linux ") + name.release;
    constexpr int kMajor = 5;
    constexpr int kMinor = 15; // BLKGETDISKSEQ
    if (major < kMajor || (major == kMajor && minor < kMinor)) {
        finding.health = Health::Warning;
        finding.found += ": cards that are exchanged in a running job are told apart less well";
        finding.cure = "use Linux 5.15 or newer; Debian 12 has it";
    }
    return finding;
}

HealthFinding aes()
{
    const std::string cpu = contentOf("/proc/cpuinfo");
    for (const char* line : {"\nflags", "\nFeatures"}) {
        const std::size_t at = cpu.find(line);
        if (at != std::string::npos &&
            cpu.substr(at, cpu.find('\n', at + 1) - at).find(" aes") != std::string::npos) {
            return {"aes", Health::Good, "the processor has AES instructions", ""};
        }
    }
    return {"aes", Health::Warning, "the processor has no AES instructions: encryption is slow",
            "use a machine with them for more than one card at a time"};
}

HealthFinding rights()
{
    if (::geteuid() == 0) {
        return {"rights", Health::Good, "root: card image files and cards in readers", ""};
    }
    return {"rights", Health::Warning, "no root: card image files only, no cards in readers",
            "run bindery with sudo for cards in readers"};
}

HealthFinding lockedMemory()
{
    constexpr std::size_t kMuch = std::size_t{1} << 20U; // of a batch of many cards, each with a page or two
    rlimit limit{};
    ::getrlimit(RLIMIT_MEMLOCK, &limit);
    const bool locks = SecretBuffer(kMuch).locked();
    const std::string swap = contentOf("/proc/swaps");
    const bool swaps = swap.find('\n') + 1 < swap.size();
    const std::string size =
        limit.rlim_cur == RLIM_INFINITY ? "no limit" : "limit " + humanSize(Bytes(limit.rlim_cur));
    if (locks) {
        return {"locked memory", Health::Good, "secrets are kept out of swap (" + size + ")", ""};
    }
    return {"locked memory", Health::Warning,
            "secrets may be swapped to disk (" + size + (swaps ? "; swap is on)" : "; swap is off now)"),
            "raise RLIMIT_MEMLOCK to at least 1 MiB (\"memlock\" in /etc/security/limits.conf), or switch "
            "swap off"};
}

HealthFinding coreDumps()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_CORE, &limit);
    std::string pattern = contentOf("/proc/sys/kernel/core_pattern");
    if (!pattern.empty() && pattern.back() == '\n') {
        pattern.pop_back();
    }
    // A piped core pattern ignores RLIMIT_CORE; what counts is that the process is not dumpable.
    if (::prctl(PR_GET_DUMPABLE) == 0 && limit.rlim_cur == 0) {
        return {"core dumps", Health::Good, "off for this program (core_pattern \"" + pattern + "\")", ""};
    }
    return {"core dumps", Health::Warning,
            "this program can be dumped, secrets with it (core_pattern \"" + pattern + "\")",
            "set kernel.core_pattern to |/bin/false, or find out what made the program dumpable"};
}

HealthFinding stateFolder(const fs::path& state)
{
    const fs::path nearest = nearestExisting(state);
    struct stat status {
    };
    if (::stat(nearest.c_str(), &status) != 0) {
        return {"state folder", Health::Missing, state.string() + ": " + reason(errno),
                "name another with --state DIR"};
    }
    const bool exists = nearest == state;
    if (!S_ISDIR(status.st_mode) || ::access(nearest.c_str(), W_OK | X_OK) != 0) {
        return {"state folder", Health::Missing,
                nearest.string() +
                    (S_ISDIR(status.st_mode) ? " cannot be written by this user" : " is no folder"),
                "run bindery as the user it belongs to, or name another with --state DIR"};
    }
    // Rights alone do not tell: root may "write" a folder of /proc or of a full or read-only disk.
    std::string probe = (nearest / ".bindery-doctor-XXXXXX").string();
    if (::mkdtemp(probe.data()) == nullptr) {
        return {"state folder", Health::Missing,
                nearest.string() + ": nothing can be made there: " + reason(errno),
                "name another with --state DIR"};
    }
    ::rmdir(probe.c_str());
    if (!exists) {
        return {"state folder", Health::Good, state.string() + " will be made at first use", ""};
    }
    constexpr mode_t kOthers = 077;
    if ((status.st_mode & kOthers) != 0) {
        return {"state folder", Health::Warning, state.string() + " can be looked into by other users",
                "chmod 0700 " + state.string()};
    }
    return {"state folder", Health::Good, state.string(), ""};
}

HealthFinding directIo(const fs::path& state)
{
    const fs::path folder = nearestExisting(state);
    const UniqueFd fd(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_DIRECT | O_CLOEXEC, 0600));
    if (fd) {
        return {"direct I/O", Health::Good, "card image files there are verified past the cache", ""};
    }
    if (errno == EINVAL) {
        return {"direct I/O", Health::Warning,
                "the file system of " + folder.string() +
                    " has none: card image files there are "
                    "verified through the cache, and recorded so",
                "put card image files on ext4, XFS or Btrfs; cards in readers are not concerned"};
    }
    return {"direct I/O", Health::Warning, "could not be tried in " + folder.string() + ": " + reason(errno),
            ""};
}

HealthFinding diskSpace(const fs::path& state)
{
    constexpr Bytes kLittle = gib(8);
    constexpr Bytes kTooLittle = gib(1);
    const fs::path folder = nearestExisting(state);
    struct statvfs space {
    };
    if (::statvfs(folder.c_str(), &space) != 0) {
        return {"disk space", Health::Warning, folder.string() + ": " + reason(errno), ""};
    }
    const Bytes left(std::uint64_t{space.f_bavail} * space.f_frsize);
    const std::string found = humanSize(left) + " free for golden images and records";
    if (left < kLittle) {
        return {"disk space", left < kTooLittle ? Health::Missing : Health::Warning, found,
                "free some: a golden image takes what its root uses, and some MiB for each card size"};
    }
    return {"disk space", Health::Good, found, ""};
}

HealthFinding clock()
{
    const std::optional<bool> synchronised = SystemClock().now().synchronised;
    if (synchronised && *synchronised) {
        return {"clock", Health::Good, "synchronised", ""};
    }
    return {"clock", Health::Warning,
            synchronised ? "not synchronised: the records say so with every time"
                         : "nobody knows whether it is synchronised",
            "apt install systemd-timesyncd (or chrony), and let it reach a time server"};
}

/// Programs that are called, where runProgram() looks for them.
HealthFinding program(const std::string& name, const std::string& file, const std::string& package,
                      const std::string& use, Health without)
{
    for (const char* folder :
         {"/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin"}) {
        const fs::path path = fs::path(folder) / file;
        if (::access(path.c_str(), X_OK) == 0) {
            return {name, Health::Good, path.string(), ""};
        }
    }
    return {name, without, file + " is not installed; " + use, "apt install " + package};
}

HealthFinding records(const fs::path& state)
{
    const db::StateFolder folder(fs::absolute(state));
    std::error_code ignored;
    if (!fs::exists(folder.database(), ignored)) {
        return {"records", Health::Good, "none yet", ""};
    }
    try {
        const db::CheckReport report = db::checkDatabase(folder, db::CheckDepth::Quick);
        if (report.good()) {
            return {"records", Health::Good,
                    std::to_string(report.events) + " events, the end of the chain holds", ""};
        }
        return {"records", Health::Missing,
                report.findings.front().place + ": " + report.findings.front().message,
                "stop the line, keep a copy of the state folder, see bindery db check --full"};
    } catch (const Error& error) {
        return {"records", Health::Missing, error.what(),
                std::string(traitsOf(error.code()).operatorSentence)};
    }
}

} // namespace

std::vector<HealthFinding> checkStation(const fs::path& state)
{
    const fs::path absolute = fs::absolute(state).lexically_normal();
    std::vector<HealthFinding> findings{
        kernel(),
        aes(),
        rights(),
        lockedMemory(),
        coreDumps(),
        stateFolder(absolute),
        directIo(absolute),
        diskSpace(absolute),
        clock(),
        program("resize2fs", "resize2fs", "e2fsprogs", "it grows the root to the size of a card",
                Health::Missing),
        program("e2fsck", "e2fsck", "e2fsprogs", "it checks roots while staging", Health::Missing),
        program("qemu", "qemu-system-x86_64", "qemu-system-x86",
                "golden images cannot be proved by a boot of a card", Health::Warning),
        checkKeys(absolute),
        records(absolute),
    };
    for (HealthFinding& finding : checkSite(absolute)) {
        findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace bindery::cli
