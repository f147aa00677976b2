// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "bind/sockets_internal.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

namespace bindery::bind
{

namespace
{

using Clock = std::chrono::steady_clock;

struct Address {
    sockaddr_storage bytes{};
    socklen_t size = 0;
};

/// What getaddrinfo(3) said.
struct Resolution {
    int status = 0;
    std::vector<Address> addresses;
};

Resolution resolve(const StationAddress& station, int flags)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags | AI_NUMERICSERV;
    addrinfo* first = nullptr;
    Resolution result;
    result.status = ::getaddrinfo(station.host.c_str(), std::to_string(station.port).c_str(), &hints, &first);
    if (result.status != 0) {
        return result;
    }
    for (const addrinfo* next = first; next != nullptr; next = next->ai_next) {
        Address address;
        if (next->ai_addrlen <= sizeof address.bytes) {
            std::memcpy(&address.bytes, next->ai_addr, next->ai_addrlen);
            address.size = next->ai_addrlen;
            result.addresses.push_back(address);
        }
    }
    ::freeaddrinfo(first);
    return result;
}

/// Where the thread that asks and the one that waits meet; whoever is last frees it.
struct Meeting {
    std::mutex lock;
    std::condition_variable changed;
    std::optional<Resolution> result;
};

/// A name server that does not answer holds getaddrinfo(3) for half a minute and cannot be told to stop, so a
/// thread of its own asks, and is left behind when the time is up.
std::optional<Resolution> resolveByName(const StationAddress& station, Deadline deadline)
{
    const auto meeting = std::make_shared<Meeting>();
    try {
        std::thread([meeting, station] {
            Resolution result = resolve(station, 0);
            const std::lock_guard guard(meeting->lock);
            meeting->result = std::move(result);
            meeting->changed.notify_all();
        }).detach();
    } catch (const std::system_error& error) {
        throw Error(ErrorCode::Busy, std::string("no thread to look up a name: ") + error.what());
    }
    std::unique_lock guard(meeting->lock);
    meeting->changed.wait_until(guard, deadline, [&] { return meeting->result.has_value(); });
    return std::move(meeting->result);
}

std::vector<Address> addressesOf(const StationAddress& station, Deadline deadline)
{
    std::optional<Resolution> result = resolve(station, AI_NUMERICHOST);
    if (result->status == EAI_NONAME) {
        result = resolveByName(station, deadline);
    }
    if (!result) {
        throw Error(ErrorCode::Busy, "nobody says in time what its address is; name it in numbers, or look "
                                     "at the name server");
    }
    if (result->status != 0 || result->addresses.empty()) {
        throw Error(ErrorCode::Busy, std::string("its address is not known: ") +
                                         (result->status == 0 ? "none" : ::gai_strerror(result->status)));
    }
    return std::move(result->addresses);
}

UniqueFd connectTo(const Address& address, Deadline deadline)
{
    UniqueFd fd(::socket(address.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd) {
        throwErrno(ErrorCode::Busy, "making a socket", errno);
    }
    if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address.bytes), address.size) != 0) {
        if (errno != EINPROGRESS) {
            throwErrno(ErrorCode::Busy, "connecting", errno);
        }
        waitFor(fd.get(), POLLOUT, deadline, -1);
        int problem = 0;
        socklen_t size = sizeof problem;
        if (::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &problem, &size) != 0) {
            problem = errno;
        }
        if (problem != 0) {
            throwErrno(ErrorCode::Busy, "connecting", problem);
        }
    }
    return fd;
}

} // namespace

UniqueFd reach(const StationAddress& station, Deadline deadline)
{
    const std::vector<Address> addresses = addressesOf(station, deadline);
    for (std::size_t i = 0; i + 1 < addresses.size(); ++i) {
        const auto left = deadline - Clock::now();
        const auto share = left / static_cast<Clock::rep>(addresses.size() - i);
        try {
            return connectTo(addresses[i], Clock::now() + share);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::Busy) {
                throw;
            }
        }
    }
    return connectTo(addresses.back(), deadline);
}

} // namespace bindery::bind
