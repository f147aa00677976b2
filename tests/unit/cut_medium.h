// SPDX-License-Identifier: Apache-2.0
// The start of a card in memory whose power can be cut: what was not flushed is lost, or arrives in part.
#pragma once

#include "base/bytes.h"
#include "unit/header_medium.h"

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

namespace bindery::test
{

class CutMedium : public unit::HeaderMedium
{
public:
    explicit CutMedium(std::vector<std::byte> content) : m_flushed(content), m_seen(std::move(content)) {}

    void read(std::uint64_t offset, ByteSpan out) override
    {
        std::copy_n(m_seen.begin() + static_cast<std::ptrdiff_t>(offset), out.size(), out.begin());
    }
    void write(std::uint64_t offset, ByteView bytes) override
    {
        ++writes;
        put(m_seen, {offset, {bytes.begin(), bytes.end()}}, 0, bytes.size());
        m_pending.push_back({offset, {bytes.begin(), bytes.end()}});
    }
    void flush() override
    {
        m_flushed = m_seen;
        m_pending.clear();
    }

    bool hasUnflushed() const { return !m_pending.empty(); }
    /// All that was not flushed is lost.
    void loseUnflushed()
    {
        m_seen = m_flushed;
        m_pending.clear();
    }
    /// Of what was not flushed each sector arrives or not, as chance has it.
    void tearUnflushed(std::mt19937& chance)
    {
        constexpr std::size_t kSector = 512;
        for (const Write& write : m_pending) {
            for (std::size_t at = 0; at < write.bytes.size(); at += kSector) {
                if (chance() % 2 == 0) {
                    put(m_flushed, write, at, std::min(at + kSector, write.bytes.size()));
                }
            }
        }
        loseUnflushed();
    }

    ByteView content() const { return m_seen; }

    int writes = 0;

private:
    struct Write {
        std::uint64_t offset = 0;
        std::vector<std::byte> bytes;
    };
    static void put(std::vector<std::byte>& image, const Write& write, std::size_t from, std::size_t to)
    {
        std::copy(write.bytes.begin() + static_cast<std::ptrdiff_t>(from),
                  write.bytes.begin() + static_cast<std::ptrdiff_t>(to),
                  image.begin() + static_cast<std::ptrdiff_t>(write.offset + from));
    }

    std::vector<std::byte> m_flushed;
    std::vector<std::byte> m_seen; ///< with what was not flushed
    std::vector<Write> m_pending;
};

} // namespace bindery::test
