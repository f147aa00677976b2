// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4) by OpenSSL. One object belongs to one thread. Errors: Internal.
#pragma once

#include "base/bytes.h"

#include <array>
#include <memory>
#include <string>

namespace bindery
{

using Digest = std::array<std::byte, 32>;

class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(ByteView bytes);
    /// Ends the calculation; the object is used up.
    Digest finish();

    static Digest of(ByteView bytes);
    static std::string hexOf(ByteView bytes) { return toHex(of(bytes)); }

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace bindery
