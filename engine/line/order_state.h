// SPDX-License-Identifier: Apache-2.0
// The states of a work order, as the line uses them. The table itself lies with the records, which refuse a
// move that it does not have in the same transaction, whoever asks.
#pragma once

#include "db/order_state.h"

namespace bindery::line
{

using db::FirstArticle;
using db::OrderAct;
using db::OrderState;
using db::Reconciliation;

/// Why the line starts no card of an order in this state, and the cure; empty when it does.
std::string whyNoCards(OrderState state, std::string_view order);

} // namespace bindery::line
