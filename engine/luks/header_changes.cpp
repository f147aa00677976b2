// SPDX-License-Identifier: Apache-2.0
#include "luks/header_changes.h"

#include "base/error.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

namespace bindery::luks
{

namespace
{

using Kind = HeaderStep::Kind;
using Part = HeaderStep::Part;

// Of the binary header.
constexpr std::size_t kHeaderSizeField = 8;
constexpr std::size_t kHeaderOffsetField = 256;
constexpr std::uint64_t kSmallestCopy = 16384;

std::uint64_t bigEndian64(ByteView image, std::uint64_t offset)
{
    std::uint64_t value = 0;
    for (const std::byte byte : image.subspan(offset, sizeof(value))) {
        value = value << 8U | std::to_integer<std::uint64_t>(byte);
    }
    return value;
}

bool startsWith(ByteView image, std::uint64_t offset, std::string_view magic)
{
    return asText(image.subspan(offset, magic.size())) == magic;
}

/// The size of one copy of the metadata, which is where the second one begins. libcryptsetup has accepted the
/// header before, or made it.
std::uint64_t copySizeOf(ByteView image)
{
    const std::uint64_t size = bigEndian64(image, kHeaderSizeField);
    if (!startsWith(image, 0, "LUKS\xba\xbe") || size < kSmallestCopy || size > kHeaderSize / 4 ||
        size % kHeaderChangeUnit != 0 || !startsWith(image, size, "SKUL\xba\xbe") ||
        bigEndian64(image, kHeaderOffsetField) != 0 ||
        bigEndian64(image, size + kHeaderOffsetField) != size) {
        throw Error(ErrorCode::Corrupt, "LUKS2 header: its two copies are not where they must be");
    }
    return size;
}

bool differ(ByteView a, ByteView b, Extent place)
{
    return std::memcmp(a.data() + place.offset, b.data() + place.offset, place.length) != 0;
}

class Steps
{
public:
    Steps(ByteView before, ByteView after) : m_before(before), m_after(after) {}

    void addKeyMaterial(Extent area)
    {
        std::uint64_t start = area.offset;
        std::uint64_t at = area.offset;
        for (; at < area.end(); at += kHeaderChangeUnit) {
            if (!differ(m_before, m_after, {at, kHeaderChangeUnit})) {
                addWrite(Part::KeyMaterial, {start, at - start});
                start = at + kHeaderChangeUnit;
            }
        }
        addWrite(Part::KeyMaterial, {start, at - start});
        addFlush(Part::KeyMaterial);
    }

    void addCopy(Part part, Extent place)
    {
        if (differ(m_before, m_after, place)) {
            addWrite(part, place);
            addFlush(part);
        }
    }

    std::vector<HeaderStep> take() { return std::move(m_steps); }

private:
    void addWrite(Part part, Extent place)
    {
        if (place.length > 0) {
            const ByteView bytes = m_after.subspan(place.offset, place.length);
            m_steps.push_back({Kind::Write, part, place.offset, {bytes.begin(), bytes.end()}});
        }
    }

    void addFlush(Part part)
    {
        if (!m_steps.empty() && m_steps.back().kind == Kind::Write) {
            m_steps.push_back({Kind::Flush, part});
        }
    }

    ByteView m_before;
    ByteView m_after;
    std::vector<HeaderStep> m_steps;
};

std::vector<HeaderStep> stepsBetween(ByteView before, ByteView after, std::uint64_t copySize)
{
    Steps steps(before, after);
    steps.addKeyMaterial({2 * copySize, kHeaderSize - 2 * copySize});
    steps.addCopy(Part::SecondCopy, {copySize, copySize});
    steps.addCopy(Part::FirstCopy, {0, copySize});
    return steps.take();
}

} // namespace

std::vector<HeaderStep> headerChanges(ByteView medium, const Header& after)
{
    const Header sound = Header::load(medium);
    const std::uint64_t copySize = copySizeOf(sound.view());
    if (sound.uuid() != after.uuid() || copySize != copySizeOf(after.view())) {
        throw Error(ErrorCode::Conflict, "LUKS2 header: the medium holds " + sound.uuid().text() +
                                             ", the change is of " + after.uuid().text() +
                                             "; read the header of this medium and change that");
    }
    std::vector<HeaderStep> steps = stepsBetween(medium, sound.view(), copySize);
    const std::vector<HeaderStep> changes = stepsBetween(sound.view(), after.view(), copySize);
    steps.insert(steps.end(), changes.begin(), changes.end());
    return steps;
}

} // namespace bindery::luks
