// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"

#include "base/error.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <limits>
#include <numeric>

namespace bindery
{

Bytes totalLength(std::span<const Extent> extents)
{
    return Bytes(
        std::accumulate(extents.begin(), extents.end(), std::uint64_t{0},
                        [](std::uint64_t sum, const Extent& extent) { return sum + extent.length; }));
}

std::string humanSize(Bytes size)
{
    constexpr std::array kUnits{"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    auto value = static_cast<double>(size.count());
    std::size_t unit = 0;
    while (value >= 1024 && unit + 1 < kUnits.size()) {
        value /= 1024;
        ++unit;
    }
    std::array<char, 32> text{};
    const int length =
        std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", value, kUnits.at(unit));
    return {text.data(), static_cast<std::size_t>(length)};
}

Bytes parseSize(std::string_view text)
{
    const auto bad = [&] {
        return Error(ErrorCode::InvalidArgument,
                     "\"" + std::string(text) +
                         "\" is not a size: write a whole number with a unit, such as 4GiB, 500MB or 4096");
    };
    std::uint64_t number = 0;
    const auto [rest, status] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (status != std::errc{}) {
        throw bad();
    }
    std::string_view unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    while (!unit.empty() && unit.front() == ' ') {
        unit.remove_prefix(1);
    }
    struct Unit {
        std::string_view name;
        std::uint64_t factor;
    };
    constexpr std::array kUnits{
        Unit{"", 1},
        Unit{"B", 1},
        Unit{"K", 1ULL << 10U},
        Unit{"KiB", 1ULL << 10U},
        Unit{"M", 1ULL << 20U},
        Unit{"MiB", 1ULL << 20U},
        Unit{"G", 1ULL << 30U},
        Unit{"GiB", 1ULL << 30U},
        Unit{"T", 1ULL << 40U},
        Unit{"TiB", 1ULL << 40U},
        Unit{"KB", 1000},
        Unit{"MB", 1000'000},
        Unit{"GB", 1000'000'000},
        Unit{"TB", 1000'000'000'000},
    };
    for (const Unit& candidate : kUnits) {
        if (candidate.name == unit) {
            if (number > std::numeric_limits<std::uint64_t>::max() / candidate.factor) {
                throw bad();
            }
            return Bytes(number * candidate.factor);
        }
    }
    throw bad();
}

std::string toHex(ByteView bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::byte byte : bytes) {
        text += kDigits[std::to_integer<unsigned>(byte >> 4)];
        text += kDigits[std::to_integer<unsigned>(byte & std::byte{15})];
    }
    return text;
}

std::vector<std::byte> fromHex(std::string_view text)
{
    std::vector<std::byte> bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        unsigned value = 0;
        const std::string_view pair = text.substr(i, 2);
        const auto [rest, status] = std::from_chars(pair.data(), pair.data() + pair.size(), value, 16);
        if (pair.size() != 2 || status != std::errc{} || rest != pair.data() + 2) {
            throw Error(ErrorCode::InvalidArgument,
                        "not a run of hexadecimal digit pairs: \"" + std::string(text) + "\"");
        }
        bytes.push_back(static_cast<std::byte>(value));
    }
    return bytes;
}

} // namespace bindery
