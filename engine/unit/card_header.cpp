// SPDX-License-Identifier: Apache-2.0
#include "unit/card_header.h"

#include "base/error.h"
#include "luks/header_changes.h"

#include <algorithm>
#include <utility>

namespace bindery::unit
{

namespace
{

using luks::HeaderStep;

std::string nameOf(const HeaderStep& step)
{
    std::string part;
    switch (step.part) {
    case HeaderStep::Part::KeyMaterial:
        part = "key material";
        break;
    case HeaderStep::Part::SecondCopy:
        part = "second copy";
        break;
    case HeaderStep::Part::FirstCopy:
        part = "first copy";
        break;
    }
    return part + (step.kind == HeaderStep::Kind::Write ? " written" : " flushed");
}

} // namespace

CardHeader::CardHeader(HeaderMedium& medium, BindPoints points)
    : m_medium(medium), m_points(std::move(points)), m_found(luks::kHeaderSize)
{
}

luks::Header CardHeader::load()
{
    m_medium.read(0, m_found.span());
    return luks::Header::load(m_found.view());
}

std::optional<Uuid> CardHeader::claimedUuid() const
{
    constexpr std::size_t kUuidOffset = 168; // of the binary header: LUKS2 on-disk format 1.1.3, section 2.1
    constexpr std::size_t kUuidLength = 36;
    try {
        return Uuid::parse(asText(m_found.view().subspan(kUuidOffset, kUuidLength)));
    } catch (const Error&) {
        return std::nullopt;
    }
}

void CardHeader::store(const luks::Header& after, const std::string& change)
{
    // The first binary header has a number that counts every change, and a checksum over its copy.
    AlignedBuffer now(luks::kHeaderChangeUnit);
    m_medium.read(0, now.span());
    if (!std::equal(now.view().begin(), now.view().end(), m_found.view().begin())) {
        return;
    }
    for (const HeaderStep& step : luks::headerChanges(m_found.view(), after)) {
        if (step.kind == HeaderStep::Kind::Flush) {
            m_medium.flush();
        } else {
            AlignedBuffer bytes(step.bytes.size());
            std::copy(step.bytes.begin(), step.bytes.end(), bytes.span().begin());
            m_medium.write(step.offset, bytes.view());
        }
        m_points.reach(change + ": " + nameOf(step));
    }
}

} // namespace bindery::unit
