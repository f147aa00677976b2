// SPDX-License-Identifier: Apache-2.0
#include "db/order_json.h"

#include "base/clock.h"

namespace bindery::db
{

Json orderJson(const StoredOrder& order)
{
    return {{"number", order.order.number},
            {"state", order.state},
            {"active", order.isActive},
            {"golden_id", orNull(order.order.goldenId)},
            {"target", orNull(order.order.target)},
            {"serial_scheme", textOf(order.order.serialScheme)},
            {"serial_prefix", order.order.serialPrefix},
            {"first_article", textOf(order.order.firstArticle)},
            {"first_article_by", orNull(order.firstArticleBy)},
            {"policy", order.order.policy},
            {"passed", order.passed},
            {"failed", order.failed},
            {"running", order.running},
            {"created", isoTime(order.createdUtcMicros)},
            {"created_by", order.createdBy}};
}

Json reconciliationJson(const Reconciliation& counts)
{
    return {{"issued", counts.issued},
            {"passed", counts.passed},
            {"written_unverified", counts.writtenUnverified},
            {"scrapped", counts.scrapped},
            {"void", counts.voided},
            {"reserved", counts.reserved},
            {"attempts", counts.attempts},
            {"running", counts.running},
            {"balanced", counts.isBalanced()}};
}

} // namespace bindery::db
