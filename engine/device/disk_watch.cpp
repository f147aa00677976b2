// SPDX-License-Identifier: Apache-2.0
#include "device/disk_watch.h"

#include "base/error.h"
#include "base/unique_fd.h"
#include "device/disk_state_internal.h"
#include "device/sysfs_internal.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <libudev.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace bindery::device
{

struct DiskWatch::Entry {
    DiskIdentity disk;
    Callback callback;
    bool wasDetaching = false;
    std::recursive_mutex mutex; ///< held while called back: a token waits for that, except within it
    std::atomic<bool> isOver = false;
};

namespace
{

using Clock = std::chrono::steady_clock;
constexpr auto kPollInterval = std::chrono::seconds(1);
constexpr int kReceiveBuffer = 16 << 20; // a storm of events must not drown the one that counts

struct UdevUnref {
    void operator()(udev* context) const { ::udev_unref(context); }
    void operator()(udev_monitor* monitor) const { ::udev_monitor_unref(monitor); }
    void operator()(udev_device* device) const { ::udev_device_unref(device); }
};
template <typename T>
using UdevPtr = std::unique_ptr<T, UdevUnref>;

UdevPtr<udev_monitor> listenToKernel(udev* context)
{
    UdevPtr<udev_monitor> monitor(::udev_monitor_new_from_netlink(context, "kernel"));
    if (!monitor || ::udev_monitor_filter_add_match_subsystem_devtype(monitor.get(), "block", "disk") < 0 ||
        ::udev_monitor_enable_receiving(monitor.get()) < 0) {
        throwErrno(ErrorCode::Internal, "listening to the kernel's events of disks", errno);
    }
    // Refused to those without rights; looking once a second then makes up for events that are lost.
    static_cast<void>(::udev_monitor_set_receive_buffer_size(monitor.get(), kReceiveBuffer));
    return monitor;
}

/// Whether an event says of this very medium that it is removed: sysfs may still show it for a moment.
bool saysRemoved(udev_device* event, const DiskIdentity& disk)
{
    const char* const action = ::udev_device_get_action(event);
    const char* const diskSeq = ::udev_device_get_property_value(event, "DISKSEQ");
    return action != nullptr && std::string_view(action) == "remove" && disk.diskSeq && diskSeq != nullptr &&
           std::to_string(*disk.diskSeq) == diskSeq;
}

} // namespace

class DiskWatch::Listener
{
public:
    explicit Listener(SystemFolders folders)
        : m_folders(std::move(folders)), m_context(::udev_new()), m_monitor(listenToKernel(m_context.get())),
          m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        if (!m_wake) {
            throwErrno(ErrorCode::Internal, "making an eventfd", errno);
        }
        m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener()
    {
        m_thread.request_stop();
        wake();
    }

    std::shared_ptr<Entry> add(const DiskIdentity& disk, Callback callback)
    {
        auto entry = std::make_shared<Entry>();
        entry->disk = disk;
        entry->callback = std::move(callback);
        entry->wasDetaching = stateOfDisk(disk.number, m_folders).isDetaching;
        {
            const std::lock_guard lock(m_mutex);
            m_entries.push_back(entry);
        }
        wake();
        return entry;
    }

private:
    void wake() const
    {
        const std::uint64_t one = 1;
        static_cast<void>(!::write(m_wake.get(), &one, sizeof(one))); // fails only when it is awake anyway
    }

    /// Those that are not over.
    std::vector<std::shared_ptr<Entry>> entries()
    {
        const std::lock_guard lock(m_mutex);
        m_entries.erase(std::remove_if(m_entries.begin(), m_entries.end(),
                                       [](const std::shared_ptr<Entry>& entry) {
                                           // Not behind its mutex: whoever is called back with that may
                                           // wait for one that is held around add().
                                           return entry->isOver.load();
                                       }),
                        m_entries.end());
        return m_entries;
    }

    static void tell(Entry& entry, const DiskLoss& loss)
    {
        entry.isOver = true;
        entry.callback(loss);
    }

    void look(Entry& entry, udev_device* event) const
    {
        const std::lock_guard lock(entry.mutex);
        if (entry.isOver) {
            return;
        }
        if (event != nullptr && saysRemoved(event, entry.disk)) {
            tell(entry, {DiskLoss::Kind::Left, "it left the station"});
        } else if (const auto loss =
                       lossOf(entry.disk, stateOfDisk(entry.disk.number, m_folders), entry.wasDetaching)) {
            tell(entry, *loss);
        }
    }

    void lookAtAll()
    {
        for (const std::shared_ptr<Entry>& entry : entries()) {
            look(*entry, nullptr);
        }
    }

    void takeEvents()
    {
        while (const UdevPtr<udev_device> event{::udev_monitor_receive_device(m_monitor.get())}) {
            const DeviceNumber number = deviceNumberOf(::udev_device_get_devnum(event.get()));
            for (const std::shared_ptr<Entry>& entry : entries()) {
                if (entry->disk.number == number) {
                    look(*entry, event.get());
                }
            }
        }
    }

    void run(const std::stop_token& stop)
    {
        auto nextLook = Clock::now() + kPollInterval;
        while (!stop.stop_requested()) {
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(nextLook - Clock::now()).count();
            std::array<pollfd, 2> fds{pollfd{m_wake.get(), POLLIN, 0},
                                      pollfd{::udev_monitor_get_fd(m_monitor.get()), POLLIN, 0}};
            static_cast<void>(::poll(fds.data(), fds.size(), std::max(static_cast<int>(left) + 1, 0)));
            const bool isOverflow = (fds[1].revents & POLLERR) != 0;
            if (fds[1].revents != 0) {
                takeEvents();
            }
            std::uint64_t count = 0;
            const bool isWoken = ::read(m_wake.get(), &count, sizeof(count)) > 0;
            if (isWoken || isOverflow || Clock::now() >= nextLook) {
                lookAtAll();
                nextLook = Clock::now() + kPollInterval;
            }
        }
    }

    const SystemFolders m_folders;
    const UdevPtr<udev> m_context;
    const UdevPtr<udev_monitor> m_monitor;
    const UniqueFd m_wake;
    std::mutex m_mutex;
    std::vector<std::shared_ptr<Entry>> m_entries;
    std::jthread m_thread; ///< last, so that it ends first
};

DiskWatch::Token::Token(std::shared_ptr<Entry> entry) : m_entry(std::move(entry)) {}
DiskWatch::Token::Token(Token&&) noexcept = default;

DiskWatch::Token& DiskWatch::Token::operator=(Token&& other) noexcept
{
    if (this != &other) {
        end();
        m_entry = std::move(other.m_entry);
    }
    return *this;
}

DiskWatch::Token::~Token()
{
    end();
}

void DiskWatch::Token::end()
{
    if (m_entry) {
        const std::lock_guard lock(m_entry->mutex);
        m_entry->isOver = true;
    }
}

DiskWatch::DiskWatch(SystemFolders folders) : m_listener(std::make_unique<Listener>(std::move(folders))) {}
DiskWatch::~DiskWatch() = default;

DiskWatch::Token DiskWatch::add(const DiskIdentity& disk, Callback callback)
{
    return Token(m_listener->add(disk, std::move(callback)));
}

} // namespace bindery::device
