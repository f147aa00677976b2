// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "bind/bind_client.h"

#include <charconv>
#include <string>

namespace bindery::bind
{

namespace
{

constexpr std::string_view kNumbers = "0123456789abcdefABCDEF:.";
constexpr std::string_view kNames = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._";
constexpr std::size_t kMaxHost = 253; ///< of a name, RFC 1035 section 2.3.4

bool isOf(std::string_view text, std::string_view letters)
{
    return !text.empty() && text.size() <= kMaxHost &&
           text.find_first_not_of(letters) == std::string_view::npos;
}

/// An IPv6 address, perhaps with the interface it is reached through: fe80::1%eth0.
bool isBracketed(std::string_view host)
{
    const std::size_t percent = host.find('%');
    return isOf(host.substr(0, percent), kNumbers) &&
           (percent == std::string_view::npos || isOf(host.substr(percent + 1), kNames));
}

std::uint16_t portIn(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), port);
    return status == std::errc() && end == text.data() + text.size() ? port : std::uint16_t{0};
}

} // namespace

StationAddress stationAddressOf(std::string_view text)
{
    const bool bracketed = text.starts_with('[');
    const std::size_t end = bracketed ? text.find("]:") : text.find(':');
    StationAddress address;
    if (end != std::string_view::npos) {
        const std::string_view host = bracketed ? text.substr(1, end - 1) : text.substr(0, end);
        if (bracketed ? isBracketed(host) : isOf(host, kNames)) {
            address.host = host;
            address.port = portIn(text.substr(end + (bracketed ? 2 : 1)));
        }
    }
    if (address.port == 0) {
        throw Error(ErrorCode::InvalidArgument,
                    "\"" + std::string(text) +
                        "\" is no address of a station; write HOST:PORT, such as 10.0.2.2:7443, "
                        "[fe80::1]:7443 or bench.local:7443");
    }
    return address;
}

} // namespace bindery::bind
