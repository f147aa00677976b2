// SPDX-License-Identifier: Apache-2.0
// Lays arbitrary bytes over the metadata of a sound LUKS2 header and makes the checksums right again, so that
// they reach the parsers: refused as corrupt, or a header whose every part can be read, and whose way back
// onto the medium is known. The first byte chooses what is overlaid: 0 the JSON text of both copies, 1
// everything from the first byte on.
#include "base/error.h"
#include "luks/header.h"
#include "luks/header_changes.h"
#include "tests/luks/header_surgery.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace
{

using namespace bindery;

/// Its metadata get overlaid, its key material not: that has no structure a parser could stumble over.
const std::vector<std::byte>& soundImage()
{
    static const std::vector<std::byte> image = [] {
        luks::Header header = luks::Header::create({}, Uuid::random());
        header.addKeyslot(0, SecretBuffer::copyOf(asBytes("passphrase")));
        header.addToken({{"type", "bindery-passport"}});
        return header.image();
    }();
    return image;
}

void readEverything(luks::Header& header)
{
    header.uuid();
    header.label();
    header.cipher();
    header.keyslots();
    header.tokens();
    const std::uint32_t sector = header.sectorSize();
    const std::uint32_t key = header.volumeKeySize();
    if ((sector != 512 && sector != 4096) || (key != 0 && key != 32 && key != 64)) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    const ByteView bytes(reinterpret_cast<const std::byte*>(data) + 1, size - 1);
    static std::vector<std::byte> image = soundImage();
    constexpr auto kMetadataEnd = static_cast<std::ptrdiff_t>(2 * test::kMetadataSize);
    std::copy(soundImage().begin(), soundImage().begin() + kMetadataEnd, image.begin());
    if (data[0] == 0) {
        test::setMetadataText(image, std::string(asText(bytes)));
    } else {
        std::copy_n(bytes.begin(), std::min<std::size_t>(bytes.size(), 2 * test::kMetadataSize),
                    image.begin());
        test::fixChecksums(image);
    }
    try {
        luks::Header header = luks::Header::load(image);
        readEverything(header);
        for (const luks::HeaderStep& step : luks::headerChanges(image, header)) {
            if (step.offset + step.bytes.size() > luks::kHeaderSize) {
                std::abort();
            }
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt) {
            std::abort();
        }
    }
    return 0;
}
