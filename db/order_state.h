// SPDX-License-Identifier: Apache-2.0
// The states of a work order and what leads from one to another, as the records enforce it. A pure table.
// Errors: Conflict for an act that the order is not in the state for, with the cure; Corrupt for a word that
// is no state.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bindery::db
{

enum class OrderState { Draft, Released, FirstArticle, Open, Paused, Closing, Closed };
/// "draft", "released", "first article", "open", "paused", "closing", "closed": stable.
std::string_view textOf(OrderState state);
OrderState orderStateOf(std::string_view text);
std::span<const OrderState> allOrderStates();

enum class OrderAct {
    Release,             ///< the plan is final
    Open,                ///< the line takes it up, for the first time or again
    ApproveFirstArticle, ///< by another person than the maker
    Pause,
    Close,  ///< no card is made any more; serials are accounted for
    Finish, ///< accounted for: it never changes again
};
/// "release", "open", "approve first article", "pause", "close", "finish"
std::string_view textOf(OrderAct act);
std::span<const OrderAct> allOrderActs();

/// Whether the order's first article is still to be approved.
enum class FirstArticle { NotWanted, Wanted, Approved };
/// "none", "wanted", "approved"
std::string_view textOf(FirstArticle state);
FirstArticle firstArticleOf(std::string_view text);

/// `order` is its number, for messages.
OrderState after(OrderState state, OrderAct act, FirstArticle article, std::string_view order);

/// Cards may be started.
bool takesCards(OrderState state);
/// Serials may be added or reserved.
bool takesSerials(OrderState state);

/// Serials issued = passed + scrapped + void; attempts are counted apart. Counts of units but the last two.
struct Reconciliation {
    std::int64_t issued = 0;
    std::int64_t passed = 0; ///< made, not scrapped; with `writtenUnverified`
    std::int64_t writtenUnverified = 0;
    std::int64_t scrapped = 0;
    std::int64_t voided = 0;
    std::int64_t reserved = 0; ///< neither made nor void
    std::optional<std::string> firstReserved;
    std::int64_t attempts = 0;
    std::int64_t running = 0; ///< attempts

    bool isBalanced() const { return running == 0 && reserved == 0 && issued == passed + scrapped + voided; }
};
/// Why the order cannot be finished and the cure; empty when it is balanced.
std::string whyNotBalanced(const Reconciliation& reconciliation, std::string_view order);

} // namespace bindery::db
