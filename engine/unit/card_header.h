// SPDX-License-Identifier: Apache-2.0
// The header of the card this unit runs from: read from the medium, and changed there in place so that power
// may fail at any moment (luks/header_changes.h). Errors: those of the medium and of luks::Header::load().
// Threads: one object belongs to one thread.
#pragma once

#include "base/aligned_buffer.h"
#include "base/uuid.h"
#include "luks/header.h"
#include "unit/bind_points.h"
#include "unit/header_medium.h"

#include <optional>
#include <string>

namespace bindery::unit
{

class CardHeader
{
public:
    /// `medium` is borrowed.
    explicit CardHeader(HeaderMedium& medium, BindPoints points = {});

    /// From the medium, each time.
    luks::Header load();
    /// What the first binary header found by load() says, unchecked: for messages.
    std::optional<Uuid> claimedUuid() const;
    /// Makes the medium hold `after`, which came from the last load(). Does nothing when somebody else, such
    /// as an owner with cryptsetup, changed the header since: callers load() again in any case, and go on
    /// from what they find. `change` names it for the points.
    void store(const luks::Header& after, const std::string& change);

private:
    HeaderMedium& m_medium;
    BindPoints m_points;
    AlignedBuffer m_found; ///< what load() read
};

} // namespace bindery::unit
