// SPDX-License-Identifier: Apache-2.0
// Raw I/O on one card: an SD card or USB disk by its block device, or an image file. The seam below which
// nothing knows of cards; its twin for tests is SimulatedMedium. Units: offsets and lengths in bytes. Offsets
// and the memory are multiples of kMediumAlignment (AlignedBuffer), and so are lengths, except that of an act
// that ends at the end of the medium. Errors: DeviceGone when the medium left or another took its place;
// InvalidArgument for an act that is misaligned or past the end; WriteFailed for every other failed read,
// write or flush; the message names the act and the offset. Threads: one writer and one reader at a time may
// use a medium from different threads. Source: open(2) O_DIRECT, O_EXCL; BLKGETDISKSEQ, BLKDISCARD
// (linux/fs.h); fallocate(2).
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>

namespace bindery::device
{

/// What direct I/O asks of offset, length and memory on every medium we accept.
constexpr std::uint64_t kMediumAlignment = 4096;

enum class DiscardResult { Done, Unsupported };

/// Whether a read is known to come from the medium and not from a cache of the station.
enum class ReadBack { Direct, Cached };

/// What is known of a medium for its record; unknown is empty.
struct MediumFacts {
    std::string path;
    Bytes size;
    bool isBlockDevice = false;
    std::optional<std::uint64_t> diskSeq;
    std::optional<std::string> model;
    std::optional<std::string> serial;
    std::optional<std::string> cid;
};

class Medium
{
public:
    virtual ~Medium() = default;

    virtual const MediumFacts& facts() const = 0;
    Bytes size() const { return facts().size; }

    /// Reads past every cache of the station where readBack() is Direct.
    virtual void read(std::uint64_t offset, ByteSpan out) = 0;
    virtual void write(std::uint64_t offset, ByteView bytes) = 0;
    /// Returns when the medium says that all that was written before is on it. A failure is final: a later
    /// success proves nothing, so every later flush of this object fails too.
    virtual void flush() = 0;
    /// Tells the medium that the run holds nothing of worth. What it reads as afterwards is not promised.
    virtual DiscardResult discard(Extent extent) = 0;
    virtual ReadBack readBack() const = 0;
    /// Proves on the open medium that it is still the one that was opened (device number, DISKSEQ, size).
    virtual void recheck() = 0;
};

} // namespace bindery::device
