// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/unique_fd.h"
#include "device/disk_ledger.h"
#include "device/sysfs_internal.h"
#include "device/udev_inventory_internal.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <iterator>
#include <string_view>
#include <utility>

#include <libudev.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bindery::device
{

namespace
{

using SteadyClock = std::chrono::steady_clock;

struct Unref {
    void operator()(udev* object) const { udev_unref(object); }
    void operator()(udev_monitor* object) const { udev_monitor_unref(object); }
    void operator()(udev_enumerate* object) const { udev_enumerate_unref(object); }
    void operator()(udev_device* object) const { udev_device_unref(object); }
    void operator()(udev_queue* object) const { udev_queue_unref(object); }
};
template <typename T>
using UdevPointer = std::unique_ptr<T, Unref>;

std::optional<std::string> property(udev_device* device, const char* name)
{
    const char* const value = udev_device_get_property_value(device, name);
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::optional<std::uint64_t> diskSeqOf(udev_device* event)
{
    const std::string text = property(event, "DISKSEQ").value_or("");
    std::uint64_t value = 0;
    const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc() && rest == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Where properties are from, and thus which medium they are of.
enum class Properties { OfEvent, OfDatabase };

class UdevInventory final : public Inventory
{
public:
    explicit UdevInventory(UdevInventoryOptions options);

    std::vector<DiskSeen> scan() override;
    std::vector<DiskEvent> wait(std::chrono::milliseconds atMost, const std::stop_token& stop) override;

private:
    std::optional<DiskSeen> read(udev_device* device, Properties properties) const;
    std::optional<Port> portByProperty(udev_device* device, const DiskSeen& disk,
                                       Properties properties) const;
    bool isUdevIdle() const;
    std::vector<DiskSeen> readAll();
    void readAgain();
    void receive();
    void handle(udev_device* event);
    void append(std::vector<DiskEvent> events);
    void sleep(std::chrono::milliseconds atMost) const;
    void forgetWake() const;

    const UdevInventoryOptions m_options;
    const UdevPointer<udev> m_udev;
    const UdevPointer<udev_monitor> m_monitor;
    const UniqueFd m_wake;
    DiskLedger m_ledger;
    std::vector<DiskEvent> m_pending;
    bool m_wasRead = false; ///< all of it, once
    SteadyClock::time_point m_lastRead;
};

udev_monitor* newMonitor(udev* context, const std::filesystem::path& control)
{
    if (::access(control.c_str(), F_OK) != 0) {
        throw Error(ErrorCode::NotFound,
                    "udevd does not run, so nobody says when a card comes or goes: start systemd-udevd");
    }
    udev_monitor* const monitor = udev_monitor_new_from_netlink(context, "udev");
    if (monitor == nullptr) {
        throwErrno(ErrorCode::Internal, "opening the netlink socket of udev", errno);
    }
    return monitor;
}

UdevInventory::UdevInventory(UdevInventoryOptions options)
    : m_options(std::move(options)), m_udev(udev_new()),
      m_monitor(newMonitor(m_udev.get(), m_options.control)), m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (!m_wake) {
        throwErrno(ErrorCode::Internal, "eventfd", errno);
    }
    udev_monitor* const monitor = m_monitor.get();
    // Without the right to force it the system's limit holds; then events are lost sooner, and read again.
    const int fd = udev_monitor_get_fd(monitor);
    const int size = m_options.receiveBuffer;
    if (::setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)) != 0) {
        ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
    }
    if (udev_monitor_filter_add_match_subsystem_devtype(monitor, "block", "disk") < 0 ||
        udev_monitor_enable_receiving(monitor) < 0) {
        throw Error(ErrorCode::Internal, "libudev does not listen to the events of disks");
    }
}

std::vector<DiskSeen> UdevInventory::scan()
{
    receive();
    readAgain();
    m_pending.erase(
        std::remove_if(m_pending.begin(), m_pending.end(),
                       [](const DiskEvent& event) { return event.kind == DiskEvent::Kind::Present; }),
        m_pending.end());
    return m_ledger.disks();
}

std::vector<DiskEvent> UdevInventory::wait(std::chrono::milliseconds atMost, const std::stop_token& stop)
{
    forgetWake();
    const std::stop_callback wake(stop, [this] { ::eventfd_write(m_wake.get(), 1); });
    const SteadyClock::time_point deadline = SteadyClock::now() + atMost;
    while (true) {
        receive();
        if (!m_wasRead || SteadyClock::now() - m_lastRead >= m_options.readAgainAfter) {
            readAgain();
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now());
        if (!m_pending.empty() || left.count() <= 0 || stop.stop_requested()) {
            return std::exchange(m_pending, {});
        }
        sleep(std::min(left, m_options.readAgainAfter));
    }
}

void UdevInventory::sleep(std::chrono::milliseconds atMost) const
{
    std::array<pollfd, 2> fds{pollfd{udev_monitor_get_fd(m_monitor.get()), POLLIN, 0},
                              pollfd{m_wake.get(), POLLIN, 0}};
    if (::poll(fds.data(), fds.size(), static_cast<int>(atMost.count())) < 0 && errno != EINTR) {
        throwErrno(ErrorCode::Internal, "waiting for events of udev", errno);
    }
}

void UdevInventory::forgetWake() const
{
    eventfd_t ignored = 0;
    ::eventfd_read(m_wake.get(), &ignored);
}

void UdevInventory::receive()
{
    while (true) {
        errno = 0;
        const UdevPointer<udev_device> event(udev_monitor_receive_device(m_monitor.get()));
        if (event) {
            handle(event.get());
            continue;
        }
        const int failure = errno;
        if (failure == 0 || failure == EAGAIN || failure == EINTR) {
            return;
        }
        if (failure == EBADF || failure == ENOTSOCK || failure == ENOTCONN) {
            throwErrno(ErrorCode::Internal, "receiving from the netlink socket of udev", failure);
        }
        readAgain(); // ENOBUFS, or a message that libudev could not read: events are lost
        if (failure != ENOBUFS) {
            return;
        }
    }
}

void UdevInventory::handle(udev_device* event)
{
    const std::string sysPath = udev_device_get_syspath(event);
    const char* const action = udev_device_get_action(event);
    if (action != nullptr && std::string_view(action) == "remove") {
        append(m_ledger.left(sysPath, diskSeqOf(event)));
    } else if (auto disk = read(event, Properties::OfEvent)) {
        append(m_ledger.present(std::move(*disk)));
    } else {
        append(m_ledger.left(sysPath)); // it went while its event was under way
    }
}

std::optional<DiskSeen> UdevInventory::read(udev_device* device, Properties properties) const
{
    const std::filesystem::path folder = udev_device_get_syspath(device);
    const auto number = BlockSysfs::deviceNumber(folder);
    const auto sectors = BlockSysfs::number(folder, "size");
    const char* const node = udev_device_get_devnode(device);
    if (!number || !sectors || node == nullptr) {
        return std::nullopt;
    }
    DiskSeen disk;
    disk.sysPath = folder.string();
    disk.node = node;
    disk.number = *number;
    disk.port = portOf(folder);
    disk.size = SectorCount(*sectors).bytes();
    disk.diskSeq = BlockSysfs::number(folder, "diskseq");
    disk.isReadOnly = BlockSysfs::number(folder, "ro").value_or(1) != 0;
    if (!disk.port) {
        disk.port = portByProperty(device, disk, properties);
    }
    const bool isVirtual = disk.sysPath.starts_with("/sys/devices/virtual/");
    if (isVirtual && (!disk.port || !disk.hasMedium())) {
        return std::nullopt;
    }
    MediumFacts names;
    nameMedium(names, *number);
    disk.model = std::move(names.model);
    disk.serial = std::move(names.serial);
    disk.cid = std::move(names.cid);
    return disk;
}

std::optional<Port> UdevInventory::portByProperty(udev_device* device, const DiskSeen& disk,
                                                  Properties properties) const
{
    // A property names the port of the medium it was made for; of one that came since it says nothing.
    const bool isOfThisMedium =
        properties == Properties::OfDatabase
            ? isUdevIdle()
            : !disk.diskSeq || diskSeqOf(device).value_or(*disk.diskSeq) == *disk.diskSeq;
    const auto value = property(device, "BINDERY_PORT");
    if (value && isOfThisMedium) {
        return portOfProperty(*value);
    }
    const auto known = m_ledger.find(disk.sysPath);
    if (!known || known->diskSeq != disk.diskSeq || known->size != disk.size) {
        return std::nullopt;
    }
    return known->port;
}

bool UdevInventory::isUdevIdle() const
{
    const UdevPointer<udev_queue> queue(udev_queue_new(m_udev.get()));
    return udev_queue_get_queue_is_empty(queue.get()) != 0;
}

std::vector<DiskSeen> UdevInventory::readAll()
{
    const UdevPointer<udev_enumerate> list(udev_enumerate_new(m_udev.get()));
    udev_enumerate_add_match_subsystem(list.get(), "block");
    udev_enumerate_scan_devices(list.get());
    std::vector<DiskSeen> disks;
    for (udev_list_entry* entry = udev_enumerate_get_list_entry(list.get()); entry != nullptr;
         entry = udev_list_entry_get_next(entry)) {
        const UdevPointer<udev_device> device(
            udev_device_new_from_syspath(m_udev.get(), udev_list_entry_get_name(entry)));
        const char* const type = device ? udev_device_get_devtype(device.get()) : nullptr;
        if (type == nullptr || std::string_view(type) != "disk") {
            continue;
        }
        auto disk = read(device.get(), Properties::OfDatabase);
        if (!disk) {
            continue;
        }
        // Rules and node of a newcomer are not done before udevd says so, by an event that is still to come.
        if (!m_wasRead || m_ledger.find(disk->sysPath) || udev_device_get_is_initialized(device.get()) != 0) {
            disks.push_back(std::move(*disk));
        }
    }
    return disks;
}

void UdevInventory::readAgain()
{
    append(m_ledger.reconcile(readAll()));
    m_wasRead = true;
    m_lastRead = SteadyClock::now();
}

void UdevInventory::append(std::vector<DiskEvent> events)
{
    std::move(events.begin(), events.end(), std::back_inserter(m_pending));
}

} // namespace

std::unique_ptr<Inventory> makeUdevInventory(const UdevInventoryOptions& options)
{
    return std::make_unique<UdevInventory>(options);
}

std::unique_ptr<Inventory> makeUdevInventory()
{
    return makeUdevInventory(UdevInventoryOptions());
}

} // namespace bindery::device
