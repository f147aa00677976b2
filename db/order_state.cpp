// SPDX-License-Identifier: Apache-2.0
#include "db/order_state.h"

#include "base/error.h"
#include "db/words_internal.h"

#include <array>
#include <utility>

namespace bindery::db
{

namespace
{

constexpr std::array kStates{OrderState::Draft, OrderState::Released, OrderState::FirstArticle,
                             OrderState::Open,  OrderState::Paused,   OrderState::Closing,
                             OrderState::Closed};
constexpr std::array kActs{OrderAct::Release, OrderAct::Open,  OrderAct::ApproveFirstArticle,
                           OrderAct::Pause,   OrderAct::Close, OrderAct::Finish};

constexpr Words<OrderState, 7> kStateWords{{{OrderState::Draft, "draft"},
                                            {OrderState::Released, "released"},
                                            {OrderState::FirstArticle, "first article"},
                                            {OrderState::Open, "open"},
                                            {OrderState::Paused, "paused"},
                                            {OrderState::Closing, "closing"},
                                            {OrderState::Closed, "closed"}}};
constexpr Words<OrderAct, 6> kActWords{{{OrderAct::Release, "release"},
                                        {OrderAct::Open, "open"},
                                        {OrderAct::ApproveFirstArticle, "approve first article"},
                                        {OrderAct::Pause, "pause"},
                                        {OrderAct::Close, "close"},
                                        {OrderAct::Finish, "finish"}}};
constexpr Words<FirstArticle, 3> kArticleWords{{{FirstArticle::NotWanted, "none"},
                                                {FirstArticle::Wanted, "wanted"},
                                                {FirstArticle::Approved, "approved"}}};

/// What has to be done instead, by the state the order is in.
std::string_view cureOf(OrderState state, OrderAct act)
{
    switch (state) {
    case OrderState::Draft:
        return "release it first";
    case OrderState::Released:
        return act == OrderAct::Release ? "it can be opened" : "open it first";
    case OrderState::FirstArticle:
        return act == OrderAct::Open ? "its first article has to be approved" : "pause it first";
    case OrderState::Open:
        return act == OrderAct::ApproveFirstArticle ? "no first article waits for approval"
                                                    : "it takes cards";
    case OrderState::Paused:
        return "open it first";
    case OrderState::Closing:
        return "account for its serials and close it, or open it again";
    case OrderState::Closed:
        break;
    }
    return "it stays as it is; make another order";
}

std::optional<OrderState> afterClose(OrderState state)
{
    const bool mayClose = state != OrderState::Closing && state != OrderState::Closed;
    return mayClose ? std::optional(OrderState::Closing) : std::nullopt;
}

std::optional<OrderState> afterOpen(OrderState state, FirstArticle article)
{
    switch (state) {
    case OrderState::Released:
    case OrderState::Paused:
    case OrderState::Closing:
        return article == FirstArticle::Wanted ? OrderState::FirstArticle : OrderState::Open;
    case OrderState::FirstArticle:
    case OrderState::Open: // taken up by the line once more; the records know whether it is on it
        return state;
    case OrderState::Draft:
    case OrderState::Closed:
        break;
    }
    return std::nullopt;
}

std::optional<OrderState> next(OrderState state, OrderAct act, FirstArticle article)
{
    const auto from = [&](bool allowed, OrderState to) { return allowed ? std::optional(to) : std::nullopt; };
    switch (act) {
    case OrderAct::Release:
        return from(state == OrderState::Draft, OrderState::Released);
    case OrderAct::Open:
        return afterOpen(state, article);
    case OrderAct::ApproveFirstArticle:
        return from(state == OrderState::FirstArticle && article == FirstArticle::Wanted, OrderState::Open);
    case OrderAct::Pause:
        return from(takesCards(state), OrderState::Paused);
    case OrderAct::Close:
        return afterClose(state);
    case OrderAct::Finish:
        break;
    }
    return from(state != OrderState::Closed, OrderState::Closed);
}

std::string count(std::int64_t number, std::string_view one, std::string_view many)
{
    return std::to_string(number).append(" ").append(number == 1 ? one : many);
}

} // namespace

std::string_view textOf(OrderState state)
{
    return wordOf(kStateWords, state);
}

OrderState orderStateOf(std::string_view text)
{
    return valueOf(kStateWords, text, "state of an order");
}

std::span<const OrderState> allOrderStates()
{
    return kStates;
}

std::string_view textOf(OrderAct act)
{
    return wordOf(kActWords, act);
}

std::span<const OrderAct> allOrderActs()
{
    return kActs;
}

std::string_view textOf(FirstArticle state)
{
    return wordOf(kArticleWords, state);
}

FirstArticle firstArticleOf(std::string_view text)
{
    return valueOf(kArticleWords, text, "state of a first article");
}

OrderState after(OrderState state, OrderAct act, FirstArticle article, std::string_view order)
{
    if (const std::optional<OrderState> to = next(state, act, article)) {
        return *to;
    }
    std::string text = "the order ";
    text.append(order).append(" is ").append(textOf(state)).append(": ").append(cureOf(state, act));
    throw Error(ErrorCode::Conflict, text);
}

bool takesCards(OrderState state)
{
    return state == OrderState::Open || state == OrderState::FirstArticle;
}

bool takesSerials(OrderState state)
{
    return state != OrderState::Closing && state != OrderState::Closed;
}

std::string whyNotBalanced(const Reconciliation& reconciliation, std::string_view order)
{
    std::string text = "the order " + std::string(order) + " has ";
    if (reconciliation.running > 0) {
        return text + count(reconciliation.running, "running attempt", "running attempts") +
               "; wait for them, or cancel them";
    }
    if (reconciliation.reserved > 0) {
        return text + count(reconciliation.reserved, "serial", "serials") +
               " that neither passed nor are void, the first " + reconciliation.firstReserved.value_or("?") +
               "; make or void them";
    }
    if (!reconciliation.isBalanced()) {
        return text + count(reconciliation.issued, "serial", "serials") + ", but " +
               std::to_string(reconciliation.passed) + " made, " + std::to_string(reconciliation.scrapped) +
               " scrapped and " + std::to_string(reconciliation.voided) +
               " void; run bindery db check --full";
    }
    return {};
}

} // namespace bindery::db
