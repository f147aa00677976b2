// SPDX-License-Identifier: Apache-2.0
// Unpredictable bytes faster than a medium takes them: the AES-256-CTR keystream of a key that nobody keeps.
// For filling, never for keys. Errors: Internal from OpenSSL. Threads: one object belongs to one thread at a
// time.
#pragma once

#include "base/bytes.h"

#include <memory>

namespace bindery
{

class RandomStream
{
public:
    /// With a key from the kernel's generator.
    RandomStream();
    ~RandomStream();
    RandomStream(const RandomStream&) = delete;
    RandomStream& operator=(const RandomStream&) = delete;

    /// The next bytes of the stream.
    void fill(ByteSpan out);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace bindery
