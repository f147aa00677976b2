// SPDX-License-Identifier: Apache-2.0
#include "device/simulated_medium.h"

#include "base/error.h"
#include "device/medium_act_internal.h"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace bindery::device
{

namespace
{

MediumFacts factsOf(Bytes size)
{
    MediumFacts facts;
    facts.path = "simulated medium";
    facts.size = size;
    facts.isBlockDevice = true;
    facts.diskSeq = 1;
    facts.model = "Bindery simulated card";
    return facts;
}

bool touches(const std::optional<Extent>& fault, Extent extent)
{
    return fault && extent.offset < fault->end() && fault->offset < extent.end();
}

/// `extent` without `hole`.
Extents without(Extent extent, const std::optional<Extent>& hole)
{
    if (!touches(hole, extent)) {
        return {extent};
    }
    Extents rest;
    if (extent.offset < hole->offset) {
        rest.push_back({extent.offset, hole->offset - extent.offset});
    }
    if (hole->end() < extent.end()) {
        rest.push_back({hole->end(), extent.end() - hole->end()});
    }
    return rest;
}

} // namespace

SimulatedMedium::SimulatedMedium(Bytes size, MediumFaults faults)
    : m_facts(factsOf(size)), m_faults(std::move(faults)), m_content(size.count())
{
}

SimulatedMedium::SimulatedMedium(std::vector<std::byte> content, MediumFaults faults)
    : m_facts(factsOf(Bytes(content.size()))), m_faults(std::move(faults)), m_content(content),
      m_initial(std::move(content))
{
}

void SimulatedMedium::throwIfGone(const std::string& what) const
{
    if (m_gone) {
        throwErrno(ErrorCode::DeviceGone, what, ENODEV);
    }
}

void SimulatedMedium::beginAct(std::string_view act, std::uint64_t offset)
{
    const std::size_t number = m_acts++;
    m_gone = m_gone || (m_faults.goneAtAct && number >= *m_faults.goneAtAct);
    throwIfGone(nameOfAct(act, m_facts, offset));
}

/// In pieces, in order, of which none crosses the real capacity.
Extents SimulatedMedium::whereItLands(Extent logical) const
{
    const std::uint64_t capacity =
        std::min<std::uint64_t>(m_faults.realCapacity.value_or(m_content.size()), m_content.size());
    Extents pieces;
    while (logical.length != 0) {
        const std::uint64_t start = logical.offset % capacity;
        const std::uint64_t part = std::min(logical.length, capacity - start);
        pieces.push_back({start, part});
        logical = {logical.offset + part, logical.length - part};
    }
    return pieces;
}

void SimulatedMedium::land(Act act)
{
    const auto target = m_content.begin() + static_cast<std::ptrdiff_t>(act.offset);
    if (act.kind == Act::Kind::Write) {
        std::copy(act.bytes.begin(), act.bytes.end(), target);
    } else {
        std::fill_n(target, act.length, kDiscarded);
    }
    m_journal.push_back(std::move(act));
}

void SimulatedMedium::read(std::uint64_t offset, ByteSpan out)
{
    checkAct("reading", m_facts, {offset, out.size()}, out.data());
    const std::lock_guard lock(m_mutex);
    beginAct("reading", offset);
    const Extent wanted{offset, out.size()};
    if (touches(m_faults.readError, wanted)) {
        throwErrno(ErrorCode::WriteFailed,
                   nameOfAct("reading", m_facts, std::max(offset, m_faults.readError->offset)), EIO);
    }
    auto target = out.begin();
    for (const Extent& piece : whereItLands(wanted)) {
        target =
            std::copy_n(m_content.begin() + static_cast<std::ptrdiff_t>(piece.offset), piece.length, target);
    }
    for (auto flipped = m_faults.flippedBytes.lower_bound(offset);
         flipped != m_faults.flippedBytes.end() && *flipped < wanted.end(); ++flipped) {
        out[*flipped - offset] ^= std::byte{1};
    }
}

void SimulatedMedium::write(std::uint64_t offset, ByteView bytes)
{
    checkAct("writing", m_facts, {offset, bytes.size()}, bytes.data());
    const std::lock_guard lock(m_mutex);
    beginAct("writing", offset);
    Extent good{offset, bytes.size()};
    const bool fails = touches(m_faults.writeError, good);
    if (fails) {
        good.length = std::max(offset, m_faults.writeError->offset) - offset;
    }
    for (const Extent& kept : without(good, m_faults.lostWrites)) {
        ByteView part = bytes.subspan(kept.offset - offset, kept.length);
        for (const Extent& piece : whereItLands(kept)) {
            const ByteView landing = part.first(piece.length);
            land({Act::Kind::Write, piece.offset, {landing.begin(), landing.end()}, 0});
            part = part.subspan(piece.length);
        }
    }
    if (fails) {
        throwErrno(ErrorCode::WriteFailed, nameOfAct("writing", m_facts, good.end()), EIO);
    }
    m_bytesWritten += bytes.size();
}

void SimulatedMedium::flush()
{
    const std::lock_guard lock(m_mutex);
    beginAct("flushing", 0);
    const std::size_t number = m_flushes++;
    if (m_flushFailed) {
        throw Error(ErrorCode::WriteFailed,
                    "flushing " + m_facts.path +
                        ": a flush of it failed before, so nothing written to it can be "
                        "trusted; make the card again");
    }
    if (m_faults.failFlushNumber == number) {
        m_flushFailed = true;
        throwErrno(ErrorCode::WriteFailed, nameOfAct("flushing", m_facts, 0), EIO);
    }
    m_journal.push_back({Act::Kind::Flush, 0, {}, 0});
}

DiscardResult SimulatedMedium::discard(Extent extent)
{
    checkAct("discarding", m_facts, extent, nullptr);
    const std::lock_guard lock(m_mutex);
    beginAct("discarding", extent.offset);
    if (m_faults.discardUnsupported) {
        return DiscardResult::Unsupported;
    }
    for (const Extent& piece : whereItLands(extent)) {
        land({Act::Kind::Discard, piece.offset, {}, piece.length});
    }
    return DiscardResult::Done;
}

void SimulatedMedium::recheck()
{
    const std::lock_guard lock(m_mutex);
    m_gone = m_gone || (m_faults.goneAtAct && m_acts >= *m_faults.goneAtAct);
    throwIfGone(m_facts.path);
}

void SimulatedMedium::setFaults(MediumFaults faults)
{
    const std::lock_guard lock(m_mutex);
    m_faults = std::move(faults);
}

std::uint64_t SimulatedMedium::bytesWritten() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytesWritten;
}

std::size_t SimulatedMedium::actCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_acts;
}

std::vector<std::byte> SimulatedMedium::content() const
{
    const std::lock_guard lock(m_mutex);
    return m_content;
}

std::vector<std::byte> SimulatedMedium::initialContent() const
{
    return m_initial.empty() ? std::vector<std::byte>(m_content.size()) : m_initial;
}

} // namespace bindery::device
