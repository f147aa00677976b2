// SPDX-License-Identifier: Apache-2.0
// A card in memory, for tests: scripted faults, and a record of every write, discard and flush from which all
// states that a power cut could leave are made: writes since the last flush kept, dropped, reordered or torn
// at 512 bytes. Errors: as Medium. Threads: as Medium; content(), journal() and the power cuts only while
// nobody writes.
#pragma once

#include "device/medium.h"

#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace bindery::device
{

/// What goes wrong, and when. Offsets in bytes of the medium.
struct MediumFaults {
    std::optional<Extent> writeError; ///< a write that touches it fails with EIO; what lies before is written
    std::optional<Extent> readError;
    std::optional<std::size_t> failFlushNumber; ///< counted from 0; later ones would succeed
    std::optional<std::size_t> goneAtAct;       ///< at the n-th act (actCount()) and ever after: DeviceGone
    std::optional<std::uint64_t> realCapacity;  ///< counterfeit: acts past it land modulo this size
    std::set<std::uint64_t> flippedBytes;       ///< read back with the lowest bit flipped
    std::optional<Extent> lostWrites;           ///< writes inside are reported good and dropped
    bool discardUnsupported = false;
};

class SimulatedMedium : public Medium
{
public:
    /// What a discarded run reads as: nobody may count on zeros.
    static constexpr std::byte kDiscarded{0xFF};

    /// All zeros at first.
    explicit SimulatedMedium(Bytes size, MediumFaults faults = {});
    /// A used card, or one that is put in again after a power cut.
    explicit SimulatedMedium(std::vector<std::byte> content, MediumFaults faults = {});

    const MediumFacts& facts() const override { return m_facts; }
    void read(std::uint64_t offset, ByteSpan out) override;
    void write(std::uint64_t offset, ByteView bytes) override;
    void flush() override;
    DiscardResult discard(Extent extent) override;
    ReadBack readBack() const override { return ReadBack::Direct; }
    void recheck() override;

    void setFaults(MediumFaults faults);
    std::uint64_t bytesWritten() const; ///< by writes that succeeded
    std::size_t actCount() const;       ///< writes, discards, flushes and reads so far, failed ones included

    /// What the medium holds, as a copy. Of a counterfeit: what its memory holds, nothing past its real
    /// capacity.
    std::vector<std::byte> content() const;
    /// What it held before the first act.
    std::vector<std::byte> initialContent() const;

    struct Act {
        enum class Kind { Write, Discard, Flush } kind = Kind::Write;
        std::uint64_t offset = 0;
        std::vector<std::byte> bytes; ///< of a write
        std::uint64_t length = 0;     ///< of a discard

        Extent extent() const { return {offset, kind == Kind::Write ? bytes.size() : length}; }
    };
    /// What changed the medium, in order and where it landed, and the flushes that succeeded.
    const std::vector<Act>& journal() const { return m_journal; }

private:
    void beginAct(std::string_view act, std::uint64_t offset);
    void throwIfGone(const std::string& what) const;
    void land(Act act);
    Extents whereItLands(Extent logical) const;

    MediumFacts m_facts;
    mutable std::mutex m_mutex;
    MediumFaults m_faults;
    std::vector<std::byte> m_content;
    std::vector<std::byte> m_initial; ///< empty when it was all zeros
    std::vector<Act> m_journal;
    std::uint64_t m_bytesWritten = 0;
    std::size_t m_acts = 0;
    std::size_t m_flushes = 0;
    bool m_gone = false;
    bool m_flushFailed = false;
};

/// Sees one state: `cut` is the number of acts of the journal that were done, `content` what the medium then
/// holds. The view is good during the call only.
using SeePowerCut = std::function<void(std::size_t cut, ByteView content)>;

/// Calls `see` with every state the medium could be in after power was cut right after each act of the
/// journal (and before the first). For each cut point, what was done before the last flush is all there; of
/// the acts after it: every prefix kept, each single one dropped, each single one alone, the last one torn at
/// 512-byte borders (first half, second half, first sector only), all in reverse with the oldest dropped.
/// Equal states may be shown more than once; the reversed one is left out where it equals "the oldest
/// dropped" because no two acts overlap. Cost: grows with the square of the number of acts between two
/// flushes.
void forEachPowerCut(const SimulatedMedium& medium, const SeePowerCut& see);

/// The same states, but only for the cuts just before and after each flush and at the end, with every prefix
/// torn instead of only the last: what a long run without flush needs. Left out are states that differ from
/// those only in `cut`, and those of an act dropped or alone in a run that was cut off itself. Cost: the
/// bytes written, a few times.
void forEachPowerCutAtFlushes(const SimulatedMedium& medium, const SeePowerCut& see);

} // namespace bindery::device
