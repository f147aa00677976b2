// SPDX-License-Identifier: Apache-2.0
#include "card/capacity_probe.h"

#include "base/aligned_buffer.h"
#include "base/error.h"
#include "base/sha256.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace bindery::card
{

namespace
{

constexpr std::uint64_t kProbeSize = device::kMediumAlignment;
constexpr std::uint64_t kFirstStep = std::uint64_t{1} << 20U;

/// The same for one attempt and place, different for any other.
void fillProbe(const std::string& attempt, std::uint64_t offset, ByteSpan out)
{
    Digest digest = Sha256::of(asBytes("bindery probe " + attempt + " " + std::to_string(offset)));
    for (std::size_t at = 0; at < out.size(); at += digest.size()) {
        std::memcpy(out.data() + at, digest.data(), digest.size());
        digest = Sha256::of(digest);
    }
}

/// The area's start, that start plus every power of two, and the end: a memory of 2^n bytes (as counterfeits
/// have) lets one of them land on the first.
std::vector<std::uint64_t> probeOffsets(Extent area)
{
    std::vector<std::uint64_t> offsets{area.offset};
    for (std::uint64_t step = kFirstStep; step + kProbeSize <= area.length; step *= 2) {
        offsets.push_back(area.offset + step);
    }
    offsets.push_back(roundDown(area.end() - kProbeSize, device::kMediumAlignment));
    std::sort(offsets.begin(), offsets.end());
    offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
    return offsets;
}

} // namespace

void probeCapacity(device::Medium& medium, Extent area, const std::string& attempt,
                   std::atomic<std::uint64_t>& written)
{
    const std::vector<std::uint64_t> offsets = probeOffsets(area);
    AlignedBuffer expected(kProbeSize);
    for (const std::uint64_t offset : offsets) {
        fillProbe(attempt, offset, expected.span());
        medium.write(offset, expected.view());
        written += kProbeSize;
    }
    medium.flush();
    AlignedBuffer found(kProbeSize);
    for (const std::uint64_t offset : offsets) {
        fillProbe(attempt, offset, expected.span());
        medium.read(offset, found.span());
        if (std::memcmp(found.view().data(), expected.view().data(), kProbeSize) == 0) {
            continue;
        }
        std::string where = "the block at " + humanSize(Bytes(offset)) + " was lost";
        for (const std::uint64_t other : offsets) {
            fillProbe(attempt, other, expected.span());
            if (std::memcmp(found.view().data(), expected.view().data(), kProbeSize) == 0) {
                const std::uint64_t wrap = std::max(other, offset) - std::min(other, offset);
                where = "it wraps around after " + humanSize(Bytes(wrap)) + " or a fraction of it";
            }
        }
        throw Error(ErrorCode::VerifyMismatch, "fake capacity: the card announces " +
                                                   humanSize(medium.size()) + ", but " + where +
                                                   ": put it aside");
    }
}

} // namespace bindery::card
