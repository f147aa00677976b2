// SPDX-License-Identifier: Apache-2.0
#include "line/escrow.h"

#include "base/error.h"
#include "line/order_policy.h"

namespace bindery::line
{

namespace
{

std::optional<std::string> certificateOf(Station& station, const std::string& order)
{
    const std::optional<db::StoredOrder> stored = station.records().findOrder(order);
    return stored ? policyOf(stored->order).escrow : std::nullopt;
}

std::string nameOf(const std::string& order)
{
    return "of order " + order;
}

} // namespace

std::shared_ptr<const CmsEnvelope> escrowFor(Station& station, const std::string& order,
                                             const std::optional<std::filesystem::path>& given)
{
    const std::int64_t now = station.clock().now().utcMicros / 1'000'000;
    const std::optional<std::string> ofOrder = certificateOf(station, order);
    if (!given) {
        return ofOrder ? std::make_shared<const CmsEnvelope>(
                             CmsEnvelope::forCertificateText(*ofOrder, nameOf(order), now))
                       : nullptr;
    }
    auto envelope = std::make_shared<const CmsEnvelope>(CmsEnvelope::forCertificate(*given, now));
    if (ofOrder && certificateFingerprint(*ofOrder, nameOf(order)) != envelope->fingerprint()) {
        throw Error(ErrorCode::Conflict,
                    "order " + order + " has its recovery keys sealed to the certificate " +
                        certificateFingerprint(*ofOrder, nameOf(order)) + ", " + given->string() + " is " +
                        envelope->fingerprint() + ": leave it out, or make another order for it");
    }
    return envelope;
}

void requireEscrowOfOrder(Station& station, const CardWishes& wishes)
{
    const std::optional<std::string> ofOrder = certificateOf(station, wishes.order);
    if (ofOrder && (!wishes.escrow ||
                    certificateFingerprint(*ofOrder, nameOf(wishes.order)) != wishes.escrow->fingerprint())) {
        throw Error(ErrorCode::Conflict, "order " + wishes.order +
                                             " wants a recovery key on each card, sealed to its certificate; "
                                             "these would not have it");
    }
}

} // namespace bindery::line
