// SPDX-License-Identifier: Apache-2.0
// A golden boot partition in memory: it was read whole, once, when its digest was checked. Threads: read by
// many.
#pragma once

#include "ext4/block_source.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace bindery::line
{

class BootSource : public ext4::BlockSource
{
public:
    explicit BootSource(std::vector<std::byte> bytes) : m_bytes(std::move(bytes)) {}
    Bytes size() const override { return Bytes(m_bytes.size()); }
    void read(std::uint64_t offset, ByteSpan out) const override
    {
        const ByteView run = ByteView(m_bytes).subspan(offset, out.size());
        std::copy(run.begin(), run.end(), out.begin());
    }

private:
    std::vector<std::byte> m_bytes;
};

} // namespace bindery::line
