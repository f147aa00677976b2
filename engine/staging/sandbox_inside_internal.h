// SPDX-License-Identifier: Apache-2.0
// The sandbox's two processes. They are forked from a program with many threads, so they make system calls
// only: no memory is allocated, no lock taken, nothing thrown.
#pragma once

#include <array>
#include <cstdint>

#include <sys/resource.h>

namespace bindery::staging
{

/// What is prepared before the fork. All is borrowed.
struct SandboxPlan {
    const char* folder = nullptr; ///< with lower, upper, work, merged
    int output = -1;
    int report = -1; ///< takes a SandboxFailure; closed without one when the program runs
    int null = -1;
    char* const* command = nullptr;
    char* const* environment = nullptr;
    const char* idMap = nullptr; ///< line of /proc/PID/uid_map
    const char* tmpfsOptions = nullptr;
    const char* openTmpfsOptions = nullptr; ///< with mode 1777
    std::uint32_t rootId = 0;               ///< of the image's root, on the station
    rlimit processes{};
    rlimit fileSize{};
    rlimit memory{};
};

struct SandboxFailure {
    int step = 0; ///< index into kSandboxSteps
    int error = 0;
};

/// What can fail, in words for people.
inline constexpr std::array<const char*, 12> kSandboxSteps{
    "taking over the output",
    "keeping mounts private",
    "laying an overlay over the tree",
    "making the tree the root",
    "mounting /proc",
    "mounting /dev, /run, /tmp or /var/tmp",
    "making /dev/null and its like",
    "starting a process",
    "making a user namespace",
    "mapping the owners",
    "giving up rights",
    "running",
};
enum SandboxStep {
    kTakeOutput,
    kPrivateMounts,
    kLayOverlay,
    kPivot,
    kMountProc,
    kMountTmpfs,
    kMakeDevices,
    kStartProcess,
    kMakeUserNamespace,
    kMapOwners,
    kGiveUpRights,
    kRun
};

/// First process of new mount, pid, network, IPC, UTS and cgroup namespaces. Ends when the program does.
[[noreturn]] void beInit(const SandboxPlan& plan) noexcept;

} // namespace bindery::staging
