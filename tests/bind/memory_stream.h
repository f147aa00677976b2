// SPDX-License-Identifier: Apache-2.0
// A stream of bytes in memory: what was written can be read, after what was given.
#pragma once

#include "base/error.h"
#include "bind/frame.h"

#include <algorithm>
#include <vector>

namespace bindery::test
{

class MemoryStream : public bind::ByteStream
{
public:
    MemoryStream() = default;
    explicit MemoryStream(ByteView given) : bytes(given.begin(), given.end()) {}

    void read(ByteSpan out) override
    {
        if (out.size() > bytes.size() - taken) {
            throw Error(ErrorCode::Busy, "the other end has closed the connection");
        }
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(taken), out.size(), out.begin());
        taken += out.size();
    }
    void write(ByteView more) override { bytes.insert(bytes.end(), more.begin(), more.end()); }

    std::vector<std::byte> bytes;
    std::size_t taken = 0;
};

} // namespace bindery::test
