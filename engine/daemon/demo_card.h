// SPDX-License-Identifier: Apache-2.0
// A card of the demo while it is in a reader: an image file that answers at the pace of a real card, may be
// pulled at any moment, and breaks as real ones do. A card that is put in again is a new object over the same
// file. Units: bytes, bytes per second. Errors: as Medium; DeviceGone in every act once it was pulled, also
// in one that hangs or is under way. Threads: any.
#pragma once

#include "device/medium.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

namespace bindery::daemon
{

enum class DemoFault {
    Write, ///< writes fail from now on
    Bits,  ///< of what is on it, every 65536th byte is read back with its lowest bit wrong
    Hang,  ///< nothing answers until it is pulled
    Gone,  ///< it leaves the bus
};
/// "write", "bits", "hang", "gone". Errors: InvalidArgument naming those there are.
DemoFault demoFaultOf(std::string_view word);

/// What kind of card it is.
struct DemoCardShape {
    Bytes size;                                  ///< that it says it has
    std::optional<Bytes> realCapacity = {};      ///< of a counterfeit: what lies beyond lands at its start
    std::optional<std::uint64_t> perSecond = {}; ///< empty: as fast as its file
    bool isReadOnly = false;
    /// Of one in which somebody changed something: from here on it is read as one that lost its bits.
    std::optional<std::uint64_t> alteredFrom = {};
};

class DemoCard
{
public:
    /// `file` holds the content; it may be shared with an earlier insertion that somebody still holds.
    DemoCard(std::shared_ptr<device::Medium> file, const DemoCardShape& shape);

    const DemoCardShape& shape() const { return m_shape; }
    /// Gone is pull().
    void breakIt(DemoFault fault);
    void pull();
    bool isPulled() const;

    /// As the system's claim does: one at a time. Gives false when it is claimed already.
    bool tryClaim() { return !m_isClaimed.exchange(true); }
    void endClaim() { m_isClaimed = false; }

    void read(std::uint64_t offset, ByteSpan out);
    void write(std::uint64_t offset, ByteView bytes);
    void flush();
    device::DiscardResult discard(Extent extent);
    void recheck();

private:
    using Instant = std::chrono::steady_clock::time_point;

    /// Waits as long as the act of so many bytes takes; `busyUntil` is the line's of reads or of writes.
    void pass(std::uint64_t bytes, Instant& busyUntil);
    void throwIfPulled() const; ///< with m_mutex held
    void refuseIfUnwritable(std::string_view act, std::uint64_t offset);
    template <typename Act>
    void eachPiece(std::uint64_t offset, std::uint64_t length, Act&& act) const;
    bool hasFault(DemoFault fault) const;

    const std::shared_ptr<device::Medium> m_file;
    const DemoCardShape m_shape;
    std::atomic<bool> m_isClaimed = false;

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isPulled = false;
    bool m_failsWrites = false;
    bool m_flipsBits = false;
    bool m_hangs = false;
    Instant m_readsUntil{};
    Instant m_writesUntil{};
};

/// The card as the line holds it. `isClaim`: endClaim() when it ends.
std::unique_ptr<device::Medium> demoMedium(std::shared_ptr<DemoCard> card, device::MediumFacts facts,
                                           bool isClaim);

} // namespace bindery::daemon
