// SPDX-License-Identifier: Apache-2.0
// A card in memory, for tests: scripted faults, and a record of every write, discard and flush from which all states
// that a power cut could leave are made: writes since the last flush kept, dropped, reordered or torn at 512 bytes.
// Threads: as Medium.
#pragma once

#include "device/medium.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace bindery::device
{

/// What goes wrong, and when. Offsets in bytes of the medium.
struct MediumFaults {
    std::optional<Extent> writeError;               ///< a write that touches it fails with EIO
    std::optional<Extent> readError;
    std::optional<std::size_t> failFlushNumber;     ///< counted from 0; later ones would succeed
    std::optional<std::size_t> goneAtAct;           ///< at the n-th write, flush or read (from 0) and ever after: DeviceGone
    std::optional<std::uint64_t> realCapacity;      ///< counterfeit: writes past it land modulo this size
    std::set<std::uint64_t> flippedBytes;           ///< read back with the lowest bit flipped
    std::optional<Extent> lostWrites;               ///< writes inside are reported good and dropped
    bool discardUnsupported = false;
};

class SimulatedMedium : public Medium
{
public:
    explicit SimulatedMedium(Bytes size, MediumFaults faults = {});

    const MediumFacts& facts() const override { return m_facts; }
    void read(std::uint64_t offset, ByteSpan out) override;
    void write(std::uint64_t offset, ByteView bytes) override;
    void flush() override;
    DiscardResult discard(Extent extent) override;
    ReadBack readBack() const override { return ReadBack::Direct; }
    void recheck() override;

    void setFaults(MediumFaults faults);
    std::uint64_t bytesWritten() const;
    std::size_t actCount() const; ///< writes, discards, flushes and reads so far

    /// What the medium holds, as a copy.
    std::vector<std::byte> content() const;

    struct Act {
        enum class Kind { Write, Discard, Flush } kind = Kind::Write;
        std::uint64_t offset = 0;
        std::vector<std::byte> bytes; ///< of a write
        std::uint64_t length = 0;     ///< of a discard
    };
    /// All acts that changed the medium, in order.
    const std::vector<Act>& journal() const { return m_journal; }

private:
    MediumFacts m_facts;
    MediumFaults m_faults;
    std::vector<Act> m_journal;
    // The implementer completes this.
};

/// Calls `see` with every state the medium could be in after power was cut right after each act of `journal`: for
/// each cut point, writes before the last flush are all there; of those after it, every prefix kept, each single one dropped,
/// each single one alone, the last one torn at 512-byte borders (first half, second half, first sector only), all in reverse
/// with the oldest dropped. `cut` is the number of acts done.
void forEachPowerCut(const SimulatedMedium& medium, const std::function<void(std::size_t cut, ByteView content)>& see);

} // namespace bindery::device
