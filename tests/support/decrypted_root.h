// SPDX-License-Identifier: Apache-2.0
// What a finished card's data segment decrypts to, through its own header and its transport secret.
#pragma once

#include "card/card_header.h"
#include "ext4/block_source.h"
#include "golden/geometry.h"

#include <cstring>
#include <vector>

namespace bindery::test
{

class DecryptedRoot : public ext4::BlockSource
{
public:
    DecryptedRoot(ByteView content, const golden::CardGeometry& geometry, Bytes rootSize,
                  const SecretBuffer& secret)
        : m_bytes(rootSize.count())
    {
        luks::Header header = luks::Header::load(content.subspan(geometry.crypt.offset, luks::kHeaderSize));
        header.unlock(card::kTransportSlot, secret)
            ->decrypt(0, content.subspan(geometry.data.offset, m_bytes.size()), m_bytes);
    }
    Bytes size() const override { return Bytes(m_bytes.size()); }
    void read(std::uint64_t offset, ByteSpan out) const override
    {
        std::memcpy(out.data(), m_bytes.data() + offset, out.size());
    }
    ByteView bytes() const { return m_bytes; }

private:
    std::vector<std::byte> m_bytes;
};

} // namespace bindery::test
