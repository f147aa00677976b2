// SPDX-License-Identifier: Apache-2.0
// Changes a LUKS2 header image behind libcryptsetup's back, as an attacker with the medium in hand would:
// both copies, checksums included. Source: LUKS2 on-disk format 1.1.3, section 2.
#pragma once

#include "base/bytes.h"
#include "base/json.h"
#include "base/sha256.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace bindery::test
{

constexpr std::size_t kBinaryHeaderSize = 4096;
constexpr std::size_t kMetadataSize = 16384; ///< of one copy, as libcryptsetup makes it by default
constexpr std::size_t kLabelOffset = 24;
constexpr std::size_t kUuidOffset = 168;
constexpr std::size_t kChecksumOffset = 448;
constexpr std::size_t kChecksumSize = 64;

inline ByteSpan copyOfMetadata(ByteSpan image, std::size_t copy)
{
    return image.subspan(copy * kMetadataSize, kMetadataSize);
}

inline void fixChecksums(ByteSpan image)
{
    for (std::size_t copy = 0; copy < 2; ++copy) {
        const ByteSpan metadata = copyOfMetadata(image, copy);
        const ByteSpan checksum = metadata.subspan(kChecksumOffset, kChecksumSize);
        std::fill(checksum.begin(), checksum.end(), std::byte{0});
        const Digest digest = Sha256::of(metadata);
        std::copy(digest.begin(), digest.end(), checksum.begin());
    }
}

inline std::string metadataText(ByteView image)
{
    const std::string_view area = asText(image.subspan(kBinaryHeaderSize, kMetadataSize - kBinaryHeaderSize));
    return std::string(area.substr(0, area.find('\0')));
}

inline Json metadataOf(ByteView image)
{
    return Json::parse(metadataText(image));
}

inline void setMetadataText(ByteSpan image, const std::string& text)
{
    for (std::size_t copy = 0; copy < 2; ++copy) {
        const ByteSpan area = copyOfMetadata(image, copy).subspan(kBinaryHeaderSize);
        std::fill(area.begin(), area.end(), std::byte{0});
        std::memcpy(area.data(), text.data(), std::min(text.size(), area.size() - 1));
    }
    fixChecksums(image);
}

inline void setBinaryField(ByteSpan image, std::size_t offset, std::size_t size, const std::string& text)
{
    for (std::size_t copy = 0; copy < 2; ++copy) {
        const ByteSpan field = copyOfMetadata(image, copy).subspan(offset, size);
        std::fill(field.begin(), field.end(), std::byte{0});
        std::memcpy(field.data(), text.data(), std::min(text.size(), size));
    }
    fixChecksums(image);
}

} // namespace bindery::test
