// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "bind/site.h"

#include <algorithm>

namespace bindery::bind
{

namespace
{

constexpr std::size_t kMaxPins = 8;

bool isHexDigest(std::string_view text)
{
    return text.size() == 2 * std::tuple_size_v<Digest> &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void requireCount(std::size_t count)
{
    if (count == 0 || count > kMaxPins) {
        throw Error(ErrorCode::Corrupt, "site pins: " + std::to_string(count) +
                                            " of them; there are from 1 to " + std::to_string(kMaxPins));
    }
}

} // namespace

std::string pinsText(const SitePins& pins)
{
    requireCount(pins.size());
    std::string text = "# SHA-256 of the keys (SPKI) that may sign the stations of this site\n";
    for (const Digest& pin : pins) {
        text += toHex(pin) + "\n";
    }
    return text;
}

SitePins pinsOf(std::string_view text)
{
    SitePins pins;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++number;
        if (line.empty() || line.front() == '#') {
            continue;
        }
        if (!isHexDigest(line)) {
            throw Error(ErrorCode::Corrupt, "site pins: line " + std::to_string(number) +
                                                " is not a SHA-256 in lower-case hex (64 digits)");
        }
        Digest pin{};
        const std::vector<std::byte> bytes = fromHex(line);
        std::copy(bytes.begin(), bytes.end(), pin.begin());
        if (std::find(pins.begin(), pins.end(), pin) != pins.end()) {
            throw Error(ErrorCode::Corrupt,
                        "site pins: line " + std::to_string(number) + " stands there already");
        }
        pins.push_back(pin);
        if (pins.size() > kMaxPins) {
            break;
        }
    }
    requireCount(pins.size());
    return pins;
}

} // namespace bindery::bind
