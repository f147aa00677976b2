// SPDX-License-Identifier: Apache-2.0
#include "golden/root_digest.h"

#include "base/error.h"
#include "base/sha256.h"

#include <algorithm>
#include <array>
#include <vector>

namespace bindery::golden
{

namespace
{

std::array<std::byte, 8> littleEndian(std::uint64_t value)
{
    std::array<std::byte, 8> bytes{};
    for (std::byte& byte : bytes) {
        byte = static_cast<std::byte>(value & 0xffU);
        value >>= 8U;
    }
    return bytes;
}

} // namespace

std::string rootDigest(const ext4::BlockSource& root, const Extents& used,
                       const std::function<void(std::uint64_t)>& report, const std::stop_token& stop)
{
    constexpr std::size_t kChunk = std::size_t{1} << 20U;
    std::vector<std::byte> chunk(kChunk);
    Sha256 digest;
    std::uint64_t done = 0;
    for (const Extent& run : used) {
        digest.update(littleEndian(run.offset));
        digest.update(littleEndian(run.length));
        for (std::uint64_t offset = run.offset; offset < run.end();) {
            if (stop.stop_requested()) {
                throw Error(ErrorCode::Cancelled, "reading the root was stopped");
            }
            const ByteSpan piece = ByteSpan(chunk).first(
                static_cast<std::size_t>(std::min<std::uint64_t>(kChunk, run.end() - offset)));
            root.read(offset, piece);
            digest.update(piece);
            offset += piece.size();
            done += piece.size();
            if (report) {
                report(done);
            }
        }
    }
    return toHex(digest.finish());
}

} // namespace bindery::golden
