// SPDX-License-Identifier: Apache-2.0
// What making cards takes of the station's memory at most, stated before it begins: the two shared windows of
// one data size (writing, verifying) and what every card has for itself. Nothing grows past it: windows count
// their chunks, queues make their buffers once. Not counted: the overlays of personality and the programs
// themselves, which are small. Units: bytes.
#pragma once

#include "base/bytes.h"
#include "card/card_source.h"
#include "card/shared_window.h"
#include "luks/header.h"

#include <algorithm>

namespace bindery::card
{

/// Buffers of one card's write queue, and of its read-ahead when it verifies.
constexpr std::size_t kQueueBuffers = 3;

/// Of one card in buffers: its queue with the chunks that it composes and decrypts (two), and later its LUKS2
/// header as it was read back.
constexpr Bytes bufferCeilingPerCard()
{
    constexpr std::uint64_t kWriting = (kQueueBuffers + 1) * kChunkSize;
    constexpr std::uint64_t kVerifying = (kQueueBuffers + 2) * kChunkSize;
    return Bytes(std::max({kWriting, kVerifying, luks::kHeaderSize}));
}

/// The chunks of both windows, the one that each card holds of each included.
constexpr Bytes windowCeiling(std::size_t cards, const WindowLimits& limits)
{
    return Bytes(2 * (limits.chunks + cards) * kChunkSize);
}

/// In all, for cards of one data size; the headers that libcryptsetup works on lie in memory as well.
constexpr Bytes memoryCeiling(std::size_t cards, const WindowLimits& limits)
{
    constexpr std::uint64_t kHeadersInMemory = 2 * luks::kHeaderSize;
    return Bytes(windowCeiling(cards, limits).count() +
                 cards * (bufferCeilingPerCard().count() + kHeadersInMemory));
}

} // namespace bindery::card
