// SPDX-License-Identifier: Apache-2.0
// Content for media that no two places and no two seeds share.
#pragma once

#include "base/aligned_buffer.h"
#include "base/file.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <random>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>

namespace bindery::test
{

inline std::mt19937_64 randomFrom(std::uint64_t seed)
{
    return std::mt19937_64(seed);
}

/// The seed appears in the output of a test that fails.
inline AlignedBuffer pattern(std::size_t size, std::uint64_t seed)
{
    AlignedBuffer buffer(size);
    std::mt19937_64 random = randomFrom(seed);
    for (ByteSpan rest = buffer.span(); !rest.empty();) {
        const std::uint64_t word = random();
        const std::size_t part = std::min(rest.size(), sizeof(word));
        std::memcpy(rest.data(), &word, part);
        rest = rest.subspan(part);
    }
    return buffer;
}

inline std::vector<std::byte> toVector(ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

inline std::vector<std::byte> readOf(const std::filesystem::path& path, Extent extent)
{
    const UniqueFd fd = openFile(path, O_RDONLY);
    std::vector<std::byte> bytes(extent.length);
    EXPECT_TRUE(readFully(fd.get(), extent.offset, bytes, path));
    return bytes;
}

} // namespace bindery::test
