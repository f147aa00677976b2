// SPDX-License-Identifier: Apache-2.0
#include "daemon/demo_card.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <utility>

namespace bindery::daemon
{

namespace
{

constexpr std::uint64_t kFlipStride = std::uint64_t{64} << 10U;

constexpr std::array<std::pair<std::string_view, DemoFault>, 4> kFaults{{{"write", DemoFault::Write},
                                                                         {"bits", DemoFault::Bits},
                                                                         {"hang", DemoFault::Hang},
                                                                         {"gone", DemoFault::Gone}}};

/// Nothing before `first`. What is zero stays so: a card that holds nothing has nothing to lose.
void flipBits(std::uint64_t offset, ByteSpan bytes, std::uint64_t first)
{
    for (std::uint64_t at = roundUp(std::max(offset, first), kFlipStride); at < offset + bytes.size();
         at += kFlipStride) {
        std::byte& byte = bytes[at - offset];
        byte ^= byte == std::byte{0} ? std::byte{0} : std::byte{1};
    }
}

class DemoMedium final : public device::Medium
{
public:
    DemoMedium(std::shared_ptr<DemoCard> card, device::MediumFacts facts, bool isClaim)
        : m_card(std::move(card)), m_facts(std::move(facts)), m_isClaim(isClaim)
    {
    }
    DemoMedium(const DemoMedium&) = delete;
    DemoMedium& operator=(const DemoMedium&) = delete;
    ~DemoMedium() override
    {
        if (m_isClaim) {
            m_card->endClaim();
        }
    }

    const device::MediumFacts& facts() const override { return m_facts; }
    void read(std::uint64_t offset, ByteSpan out) override { m_card->read(offset, out); }
    void write(std::uint64_t offset, ByteView bytes) override { m_card->write(offset, bytes); }
    void flush() override { m_card->flush(); }
    device::DiscardResult discard(Extent extent) override { return m_card->discard(extent); }
    /// The file is the card: there is nothing behind it that could hold anything else.
    device::ReadBack readBack() const override { return device::ReadBack::Direct; }
    void recheck() override { m_card->recheck(); }

private:
    const std::shared_ptr<DemoCard> m_card;
    const device::MediumFacts m_facts;
    const bool m_isClaim;
};

} // namespace

DemoFault demoFaultOf(std::string_view word)
{
    const auto found =
        std::find_if(kFaults.begin(), kFaults.end(), [&](const auto& row) { return row.first == word; });
    if (found == kFaults.end()) {
        throw Error(ErrorCode::InvalidArgument, "a card cannot break by \"" +
                                                    std::string(word.substr(0, 64)) +
                                                    "\"; there are: write, bits, hang, gone");
    }
    return found->second;
}

DemoCard::DemoCard(std::shared_ptr<device::Medium> file, const DemoCardShape& shape)
    : m_file(std::move(file)), m_shape(shape)
{
}

void DemoCard::breakIt(DemoFault fault)
{
    {
        const std::lock_guard lock(m_mutex);
        m_failsWrites = m_failsWrites || fault == DemoFault::Write;
        m_flipsBits = m_flipsBits || fault == DemoFault::Bits;
        m_hangs = m_hangs || fault == DemoFault::Hang;
        m_isPulled = m_isPulled || fault == DemoFault::Gone;
    }
    m_changed.notify_all();
}

void DemoCard::pull()
{
    breakIt(DemoFault::Gone);
}

bool DemoCard::isPulled() const
{
    const std::lock_guard lock(m_mutex);
    return m_isPulled;
}

void DemoCard::throwIfPulled() const
{
    if (m_isPulled) {
        throw Error(ErrorCode::DeviceGone, "the demo's card was pulled; put it in again");
    }
}

void DemoCard::pass(std::uint64_t bytes, Instant& busyUntil)
{
    std::unique_lock lock(m_mutex);
    if (m_shape.perSecond) {
        const std::chrono::duration<double> takes(static_cast<double>(bytes) /
                                                  static_cast<double>(*m_shape.perSecond));
        busyUntil = std::max(busyUntil, std::chrono::steady_clock::now()) +
                    std::chrono::duration_cast<std::chrono::steady_clock::duration>(takes);
        const Instant until = busyUntil;
        m_changed.wait_until(lock, until, [&] { return m_isPulled || m_hangs; });
    }
    m_changed.wait(lock, [&] { return m_isPulled || !m_hangs; });
    throwIfPulled();
}

bool DemoCard::hasFault(DemoFault fault) const
{
    const std::lock_guard lock(m_mutex);
    return fault == DemoFault::Write ? m_failsWrites : m_flipsBits;
}

void DemoCard::refuseIfUnwritable(std::string_view act, std::uint64_t offset)
{
    const std::string place = std::string(act) + " the demo's card at offset " + std::to_string(offset);
    if (m_shape.isReadOnly) {
        throwErrno(ErrorCode::WriteFailed, place, EROFS);
    }
    if (hasFault(DemoFault::Write)) {
        throwErrno(ErrorCode::WriteFailed, place, EIO);
    }
}

/// Gives offset on the file, start within the act, length.
template <typename Act>
void DemoCard::eachPiece(std::uint64_t offset, std::uint64_t length, Act&& act) const
{
    const std::uint64_t capacity = m_shape.realCapacity.value_or(m_shape.size).count();
    for (std::uint64_t done = 0; done < length;) {
        const std::uint64_t at = (offset + done) % capacity;
        const std::uint64_t part = std::min(length - done, capacity - at);
        act(at, done, part);
        done += part;
    }
}

void DemoCard::read(std::uint64_t offset, ByteSpan out)
{
    pass(out.size(), m_readsUntil);
    eachPiece(offset, out.size(), [&](std::uint64_t at, std::uint64_t start, std::uint64_t length) {
        m_file->read(at, out.subspan(start, length));
    });
    if (hasFault(DemoFault::Bits)) {
        flipBits(offset, out, 0);
    } else if (m_shape.alteredFrom) {
        flipBits(offset, out, *m_shape.alteredFrom);
    }
}

void DemoCard::write(std::uint64_t offset, ByteView bytes)
{
    pass(bytes.size(), m_writesUntil);
    refuseIfUnwritable("writing", offset);
    eachPiece(offset, bytes.size(), [&](std::uint64_t at, std::uint64_t start, std::uint64_t length) {
        m_file->write(at, bytes.subspan(start, length));
    });
}

void DemoCard::flush()
{
    pass(0, m_writesUntil);
    m_file->flush();
}

device::DiscardResult DemoCard::discard(Extent extent)
{
    pass(0, m_writesUntil);
    refuseIfUnwritable("discarding", extent.offset);
    auto result = device::DiscardResult::Done;
    eachPiece(extent.offset, extent.length, [&](std::uint64_t at, std::uint64_t, std::uint64_t length) {
        if (m_file->discard({at, length}) == device::DiscardResult::Unsupported) {
            result = device::DiscardResult::Unsupported;
        }
    });
    return result;
}

void DemoCard::recheck()
{
    {
        const std::lock_guard lock(m_mutex);
        throwIfPulled();
    }
    m_file->recheck();
}

std::unique_ptr<device::Medium> demoMedium(std::shared_ptr<DemoCard> card, device::MediumFacts facts,
                                           bool isClaim)
{
    return std::make_unique<DemoMedium>(std::move(card), std::move(facts), isClaim);
}

} // namespace bindery::daemon
