// SPDX-License-Identifier: Apache-2.0
#include "line/cards_in_hand.h"

#include <algorithm>

namespace bindery::line
{

std::shared_ptr<void> CardsInHand::tryToMake(const device::DiskSeen& card)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto reference = m_references.find(card.sysPath);
        if (reference != m_references.end() && device::isSameInsertion(reference->second, card)) {
            return nullptr;
        }
        m_made.push_back(card);
    }
    return {this, [self = shared_from_this(), card](void*) { self->letGo(card); }};
}

bool CardsInHand::tryToCheck(const device::DiskSeen& card)
{
    const std::lock_guard lock(m_mutex);
    if (std::any_of(m_made.begin(), m_made.end(),
                    [&](const device::DiskSeen& made) { return device::isSameInsertion(made, card); })) {
        return false;
    }
    m_references.insert_or_assign(card.sysPath, card);
    return true;
}

bool CardsInHand::isReference(const device::DiskSeen& card) const
{
    const std::lock_guard lock(m_mutex);
    const auto reference = m_references.find(card.sysPath);
    return reference != m_references.end() && device::isSameInsertion(reference->second, card);
}

void CardsInHand::letGo(const device::DiskSeen& card)
{
    const std::lock_guard lock(m_mutex);
    const auto made = std::find_if(m_made.begin(), m_made.end(), [&](const device::DiskSeen& each) {
        return device::isSameInsertion(each, card);
    });
    if (made != m_made.end()) {
        m_made.erase(made);
    }
}

} // namespace bindery::line
