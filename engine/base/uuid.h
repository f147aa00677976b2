// SPDX-License-Identifier: Apache-2.0
// A UUID (RFC 4122), kept as 16 bytes in the order they are written.
#pragma once

#include "base/bytes.h"

#include <array>
#include <string>
#include <string_view>

namespace bindery
{

class Uuid
{
public:
    Uuid() = default;
    explicit Uuid(const std::array<std::byte, 16>& bytes) : m_bytes(bytes) {}
    /// Version 4, from the kernel's generator.
    static Uuid random();
    /// Errors: InvalidArgument.
    static Uuid parse(std::string_view text);

    /// 36 characters, lower case.
    std::string text() const;
    const std::array<std::byte, 16>& bytes() const { return m_bytes; }
    auto operator<=>(const Uuid&) const = default;

private:
    std::array<std::byte, 16> m_bytes{};
};

} // namespace bindery
