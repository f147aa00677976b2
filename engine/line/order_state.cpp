// SPDX-License-Identifier: Apache-2.0
#include "line/order_state.h"

namespace bindery::line
{

std::string whyNoCards(OrderState state, std::string_view order)
{
    if (db::takesCards(state)) {
        return {};
    }
    std::string text = "the order ";
    text.append(order).append(" is ").append(db::textOf(state)).append("; ");
    switch (state) {
    case OrderState::Draft:
        return text + "release and open it first";
    case OrderState::Released:
    case OrderState::Paused:
        return text + "open it first";
    case OrderState::Closing:
        return text + "choose another one, or open it again";
    default:
        return text + "choose another one";
    }
}

} // namespace bindery::line
