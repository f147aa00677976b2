// SPDX-License-Identifier: Apache-2.0
#include "base/uuid.h"

#include "base/error.h"
#include "base/random.h"

#include <algorithm>

namespace bindery
{

Uuid Uuid::random()
{
    std::array<std::byte, 16> bytes{};
    fillRandom(bytes);
    bytes[6] = (bytes[6] & std::byte{0x0f}) | std::byte{0x40};
    bytes[8] = (bytes[8] & std::byte{0x3f}) | std::byte{0x80};
    return Uuid(bytes);
}

Uuid Uuid::parse(std::string_view text)
{
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dashPlace = i == 8 || i == 13 || i == 18 || i == 23;
        if (dashPlace != (text[i] == '-')) {
            digits.clear();
            break;
        }
        if (!dashPlace) {
            digits += text[i];
        }
    }
    if (text.size() != 36 || digits.size() != 32) {
        throw Error(ErrorCode::InvalidArgument, "not a UUID: \"" + std::string(text) + "\"");
    }
    const std::vector<std::byte> bytes = fromHex(digits);
    std::array<std::byte, 16> array{};
    std::copy(bytes.begin(), bytes.end(), array.begin());
    return Uuid(array);
}

std::string Uuid::text() const
{
    const std::string digits = toHex(m_bytes);
    return digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-" + digits.substr(12, 4) + "-" +
           digits.substr(16, 4) + "-" + digits.substr(20);
}

} // namespace bindery
