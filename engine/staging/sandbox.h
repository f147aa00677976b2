// SPDX-License-Identifier: Apache-2.0
// Runs a program of an image, which is not trusted, over a tree of files that stays as it is: what changes
// lies in a folder beside it (overlayfs). The program is root in namespaces of its own (user, mount, pid,
// network, IPC, UTS, cgroup) with the tree as its whole world: no file, process, device or network of the
// station, no way to make device nodes, mounts or further namespaces, none to gain rights. It has /dev/null,
// zero, full, random, urandom, /proc of its own processes, and empty /dev, /run, /tmp and /var/tmp.
// Processes, file sizes, what is written in all, memory of each process, output and time are bounded, and
// whatever still runs at the end is killed. Errors: NeedsRoot; BadImage when the tree has no place for /proc
// or has no such program; as DiskRoom; Internal after the deadline or where the kernel refuses, with the
// cure; Cancelled. A non-zero exit is a value. Threads: free of state; several may run at once, over
// different folders. Source: namespaces(7), user_namespaces(7), pivot_root(2), capabilities(7), kernel
// Documentation/filesystems/overlayfs.rst.
#pragma once

#include "base/process.h"
#include "staging/disk_room.h"

#include <chrono>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace bindery::staging
{

/// Folders in one folder. The tree is lower(); a program's changes are in upper().
class SandboxTree
{
public:
    /// Makes the folders. `folder` must be open to root alone and lie on a file system that overlayfs can
    /// write to. Errors: as base/file.h.
    explicit SandboxTree(std::filesystem::path folder);

    const std::filesystem::path& folder() const { return m_folder; }
    std::filesystem::path lower() const { return m_folder / "lower"; }
    std::filesystem::path upper() const { return m_folder / "upper"; }

private:
    std::filesystem::path m_folder;
};

struct SandboxLimits {
    std::chrono::seconds time{1800};
    std::uint32_t processes = 1024; ///< of all sandboxes together
    std::uint64_t fileSize = std::uint64_t{4} << 30U;
    std::uint64_t memory = std::uint64_t{4} << 30U; ///< address space of one process
    RoomLimits room = {};                           ///< of the disk below the tree
};

/// `command` begins with an absolute path in the tree; `environment` is all there is: "PATH=/usr/sbin:...".
ProcessResult runInSandbox(const SandboxTree& tree, const std::vector<std::string>& command,
                           const std::vector<std::string>& environment, const SandboxLimits& limits = {},
                           const std::stop_token& stop = {});

} // namespace bindery::staging
