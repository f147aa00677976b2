// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "bind/sockets_internal.h"

#include <array>
#include <cerrno>
#include <memory>

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace bindery::bind
{

namespace
{

struct FreeAddresses {
    void operator()(addrinfo* first) const { ::freeaddrinfo(first); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

std::string placeOf(const std::string& address, std::uint16_t port)
{
    const bool bare = address.find(':') == std::string::npos;
    return (bare ? address : "[" + address + "]") + ":" + std::to_string(port);
}

Accepted acceptedOf(UniqueFd socket, const sockaddr_storage& address, socklen_t size)
{
    std::array<char, NI_MAXHOST> host{};
    std::array<char, NI_MAXSERV> port{};
    if (::getnameinfo(reinterpret_cast<const sockaddr*>(&address), size, host.data(), host.size(),
                      port.data(), port.size(), NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
        return {std::move(socket), "?", "an unknown address"};
    }
    return {std::move(socket), host.data(), std::string(host.data()) + " port " + port.data()};
}

ErrorCode codeOfBindErrno(int errnoValue)
{
    switch (errnoValue) {
    case EADDRINUSE:
        return ErrorCode::Busy;
    case EACCES:
    case EPERM:
        return ErrorCode::NeedsRoot;
    case EADDRNOTAVAIL:
        return ErrorCode::InvalidArgument;
    default:
        return ErrorCode::Internal;
    }
}

} // namespace

UniqueFd listenAt(const std::string& address, std::uint16_t port)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    addrinfo* found = nullptr;
    if (::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) {
        throw Error(ErrorCode::InvalidArgument,
                    "\"" + address +
                        "\" is no address to listen at; write it in numbers, such "
                        "as 0.0.0.0, 10.0.2.2 or ::");
    }
    const Addresses owner(found);
    UniqueFd fd(::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd) {
        throwErrno(ErrorCode::Internal, "making a socket", errno);
    }
    const int yes = 1;
    const int no = 0;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (found->ai_family == AF_INET6) {
        ::setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no); // :: is every address
    }
    constexpr int kBacklog = 64;
    if (::bind(fd.get(), found->ai_addr, found->ai_addrlen) != 0 || ::listen(fd.get(), kBacklog) != 0) {
        const int saved = errno;
        throwErrno(codeOfBindErrno(saved), "listening at " + placeOf(address, port), saved);
    }
    return fd;
}

std::uint16_t portOf(int listening)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throwErrno(ErrorCode::Internal, "asking for the port", errno);
    }
    return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6*>(&address)->sin6_port
                                               : reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
}

Accepted acceptFrom(int listening)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    UniqueFd socket(
        ::accept4(listening, reinterpret_cast<sockaddr*>(&address), &size, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!socket) {
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            throwErrno(ErrorCode::Busy, "taking a connection", errno);
        }
        return {}; // it went away meanwhile
    }
    return acceptedOf(std::move(socket), address, size);
}

} // namespace bindery::bind
