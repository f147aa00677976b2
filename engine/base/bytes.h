// SPDX-License-Identifier: Apache-2.0
// Quantities and runs of bytes. Sizes that people see are `Bytes`; offsets inside hot loops are plain
// std::uint64_t and always mean bytes.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bindery
{

using ByteView = std::span<const std::byte>;
using ByteSpan = std::span<std::byte>;

/// A number of bytes.
class Bytes
{
public:
    constexpr Bytes() = default;
    constexpr explicit Bytes(std::uint64_t count) : m_count(count) {}
    constexpr std::uint64_t count() const { return m_count; }
    constexpr auto operator<=>(const Bytes&) const = default;
    constexpr Bytes operator+(Bytes other) const { return Bytes(m_count + other.m_count); }
    constexpr Bytes operator-(Bytes other) const { return Bytes(m_count - other.m_count); }
    constexpr Bytes& operator+=(Bytes other)
    {
        m_count += other.m_count;
        return *this;
    }

private:
    std::uint64_t m_count = 0;
};

constexpr Bytes kib(std::uint64_t n)
{
    return Bytes(n << 10U);
}
constexpr Bytes mib(std::uint64_t n)
{
    return Bytes(n << 20U);
}
constexpr Bytes gib(std::uint64_t n)
{
    return Bytes(n << 30U);
}

/// A number of 512-byte sectors, the unit of partition tables, LUKS2 offsets and dm-crypt IVs.
class SectorCount
{
public:
    static constexpr std::uint64_t kSectorSize = 512;
    constexpr SectorCount() = default;
    constexpr explicit SectorCount(std::uint64_t count) : m_count(count) {}
    static constexpr SectorCount of(Bytes bytes) { return SectorCount(bytes.count() / kSectorSize); }
    constexpr std::uint64_t count() const { return m_count; }
    constexpr Bytes bytes() const { return Bytes(m_count * kSectorSize); }
    constexpr auto operator<=>(const SectorCount&) const = default;

private:
    std::uint64_t m_count = 0;
};

/// A run of bytes on a medium or in a file.
struct Extent {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    constexpr std::uint64_t end() const { return offset + length; }
    constexpr auto operator<=>(const Extent&) const = default;
};

/// Ascending, disjoint, not touching.
using Extents = std::vector<Extent>;

Bytes totalLength(std::span<const Extent> extents);

constexpr std::uint64_t roundUp(std::uint64_t value, std::uint64_t unit)
{
    return (value + unit - 1) / unit * unit;
}
constexpr std::uint64_t roundDown(std::uint64_t value, std::uint64_t unit)
{
    return value / unit * unit;
}

/// "1.2 GiB", "512 B": for people.
std::string humanSize(Bytes size);
/// "4GiB", "8G", "500MB", "4096": KiB/K... are powers of two, KB/MB/GB powers of ten. Errors:
/// InvalidArgument.
Bytes parseSize(std::string_view text);

std::string toHex(ByteView bytes);
/// Errors: InvalidArgument.
std::vector<std::byte> fromHex(std::string_view text);

inline ByteView asBytes(std::string_view text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}
inline std::string_view asText(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace bindery
