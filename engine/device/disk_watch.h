// SPDX-License-Identifier: Apache-2.0
// Notices within two seconds that a claimed disk left or holds another medium. While a disk is locked, udevd
// holds its events back, so this listens to the kernel itself and looks at DISKSEQ and size once a second; it
// opens no disk, and so neither waits for one that hangs nor keeps one alive.
// Errors: Internal when the kernel cannot be listened to or no thread can be had.
// Threads: all members may be called from any thread; call-backs come from the watch's own thread, one at a
// time. Source: libudev, netlink source "kernel"; Documentation/ABI/testing/sysfs-block (diskseq).
#pragma once

#include "device/disk_identity.h"

#include <functional>
#include <memory>
#include <string>

namespace bindery::device
{

/// What became of a watched disk.
struct DiskLoss {
    enum class Kind {
        Left,        ///< the device is gone, or its reader is empty
        OtherMedium, ///< another DISKSEQ is under its number
        OtherSize,
    };
    Kind kind = Kind::Left;
    std::string reason; ///< "it left the station"
};

class DiskWatch
{
    struct Entry;
    class Listener;

public:
    using Callback = std::function<void(const DiskLoss&)>;

    /// Ends the watch over one disk when it goes. After that its call-back neither runs nor will run; for
    /// that it waits for a call-back that runs right now, except within the call-back itself. It may outlive
    /// the DiskWatch.
    class Token
    {
    public:
        Token() = default;
        Token(Token&&) noexcept;
        Token& operator=(Token&&) noexcept;
        Token(const Token&) = delete;
        Token& operator=(const Token&) = delete;
        ~Token();

    private:
        friend class DiskWatch;
        explicit Token(std::shared_ptr<Entry> entry);
        void end();

        std::shared_ptr<Entry> m_entry;
    };

    explicit DiskWatch(SystemFolders folders = {});
    DiskWatch(const DiskWatch&) = delete;
    DiskWatch& operator=(const DiskWatch&) = delete;
    ~DiskWatch();

    /// Calls back once at most, also when the disk is not the one that was seen any more right now. The
    /// call-back must be quick and must not throw.
    Token add(const DiskIdentity& disk, Callback callback);

private:
    std::unique_ptr<Listener> m_listener;
};

} // namespace bindery::device
