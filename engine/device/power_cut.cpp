// SPDX-License-Identifier: Apache-2.0
#include "device/simulated_medium.h"

#include <algorithm>

namespace bindery::device
{

namespace
{

using Act = SimulatedMedium::Act;

constexpr std::uint64_t kTear = 512;

/// A copy of the medium on which acts are done, wholly or in part, and undone again.
class Canvas
{
public:
    explicit Canvas(std::vector<std::byte> content) : m_content(std::move(content)) {}

    ByteView view() const { return m_content; }

    /// Forgets how to undo what was done so far.
    void keep() { m_undo.clear(); }

    /// Does the part of `act` that lies in `clip`.
    void apply(const Act& act, Extent clip)
    {
        const Extent extent = act.extent();
        const std::uint64_t from = std::max(extent.offset, clip.offset);
        const std::uint64_t to = std::min(extent.end(), clip.end());
        if (from >= to) {
            return;
        }
        save({from, to - from});
        if (act.kind == Act::Kind::Write) {
            const auto source = act.bytes.begin() + static_cast<std::ptrdiff_t>(from - act.offset);
            std::copy_n(source, to - from, at(from));
        } else {
            std::fill_n(at(from), to - from, SimulatedMedium::kDiscarded);
        }
    }
    void apply(const Act& act) { apply(act, act.extent()); }

    /// Takes over what another canvas holds there.
    void take(const Canvas& other, Extent extent)
    {
        save(extent);
        std::copy_n(other.m_content.begin() + static_cast<std::ptrdiff_t>(extent.offset), extent.length,
                    at(extent.offset));
    }

    std::size_t mark() const { return m_undo.size(); }
    void undoTo(std::size_t mark)
    {
        while (m_undo.size() > mark) {
            const Saved& last = m_undo.back();
            std::copy(last.bytes.begin(), last.bytes.end(), at(last.offset));
            m_undo.pop_back();
        }
    }

private:
    struct Saved {
        std::uint64_t offset = 0;
        std::vector<std::byte> bytes;
    };

    std::vector<std::byte>::iterator at(std::uint64_t offset)
    {
        return m_content.begin() + static_cast<std::ptrdiff_t>(offset);
    }
    void save(Extent extent)
    {
        const auto start = at(extent.offset);
        m_undo.push_back({extent.offset, {start, start + static_cast<std::ptrdiff_t>(extent.length)}});
    }

    std::vector<std::byte> m_content;
    std::vector<Saved> m_undo;
};

bool overlap(Extent a, Extent b)
{
    return a.offset < b.end() && b.offset < a.end();
}

/// The parts of an act that may be all that reached the medium. A single sector arrives whole or not at all.
std::vector<Extent> tornParts(Extent extent)
{
    if (extent.length <= kTear) {
        return {};
    }
    const std::uint64_t half = std::max(kTear, roundDown(extent.length / 2, kTear));
    return {{extent.offset, half}, {extent.offset + half, extent.length - half}, {extent.offset, kTear}};
}

/// The acts since the last flush, and two copies of the medium: without any of them, and with all.
class Unflushed
{
public:
    Unflushed(std::vector<std::byte> content, const SeePowerCut& see)
        : m_without(content), m_with(std::move(content)), m_see(see)
    {
    }

    void add(const Act& act)
    {
        m_overlaps = m_overlaps || std::any_of(m_acts.begin(), m_acts.end(), [&](const Act* earlier) {
                         return overlap(earlier->extent(), act.extent());
                     });
        m_with.apply(act);
        m_with.keep();
        m_acts.push_back(&act);
    }

    void flushed()
    {
        for (const Act* act : m_acts) {
            m_without.apply(*act);
        }
        m_without.keep();
        m_acts.clear();
        m_overlaps = false;
    }

    enum class Torn { Last, Every };

    void show(std::size_t cut, Torn torn)
    {
        m_cut = cut;
        showPrefixes(torn);
        for (const Act* act : m_acts) {
            showDropped(*act);
            showAlone(*act);
        }
        if (m_overlaps) {
            showReversed();
        }
    }

private:
    void see(const Canvas& canvas) const { m_see(m_cut, canvas.view()); }

    void showPrefixes(Torn torn)
    {
        see(m_without);
        for (const Act* act : m_acts) {
            if (torn == Torn::Every || act == m_acts.back()) {
                showTorn(*act);
            }
            m_without.apply(*act);
            see(m_without);
        }
        m_without.undoTo(0);
    }

    /// On what m_without holds at this moment.
    void showTorn(const Act& act)
    {
        const std::size_t mark = m_without.mark();
        for (const Extent& part : tornParts(act.extent())) {
            m_without.apply(act, part);
            see(m_without);
            m_without.undoTo(mark);
        }
    }

    void showDropped(const Act& dropped)
    {
        const Extent place = dropped.extent();
        m_with.take(m_without, place);
        for (const Act* act : m_acts) {
            if (act != &dropped) {
                m_with.apply(*act, place);
            }
        }
        see(m_with);
        m_with.undoTo(0);
    }

    void showAlone(const Act& act)
    {
        m_without.apply(act);
        see(m_without);
        m_without.undoTo(0);
    }

    void showReversed()
    {
        for (std::size_t i = m_acts.size(); i-- > 1;) {
            m_without.apply(*m_acts[i]);
        }
        see(m_without);
        m_without.undoTo(0);
    }

    Canvas m_without;
    Canvas m_with;
    const SeePowerCut& m_see;
    std::vector<const Act*> m_acts;
    std::size_t m_cut = 0;
    bool m_overlaps = false;
};

} // namespace

void forEachPowerCut(const SimulatedMedium& medium, const SeePowerCut& see)
{
    Unflushed unflushed(medium.initialContent(), see);
    unflushed.show(0, Unflushed::Torn::Last);
    std::size_t done = 0;
    for (const Act& act : medium.journal()) {
        ++done;
        if (act.kind == Act::Kind::Flush) {
            unflushed.flushed();
        } else {
            unflushed.add(act);
        }
        unflushed.show(done, Unflushed::Torn::Last);
    }
}

void forEachPowerCutAtFlushes(const SimulatedMedium& medium, const SeePowerCut& see)
{
    Unflushed unflushed(medium.initialContent(), see);
    std::size_t done = 0;
    for (const Act& act : medium.journal()) {
        if (act.kind == Act::Kind::Flush) {
            unflushed.show(done, Unflushed::Torn::Every);
            unflushed.flushed();
            unflushed.show(done + 1, Unflushed::Torn::Every);
        } else {
            unflushed.add(act);
        }
        ++done;
    }
    unflushed.show(done, Unflushed::Torn::Every);
}

} // namespace bindery::device
