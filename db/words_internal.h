// SPDX-License-Identifier: Apache-2.0
// The words by which the records keep the values of an enum. Errors: Internal for a value without a word;
// Corrupt for a word that is none of them. Threads: none.
#pragma once

#include "base/error.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace bindery::db
{

template <typename Value, std::size_t N>
using Words = std::array<std::pair<Value, std::string_view>, N>;

template <typename Value, std::size_t N>
std::string_view wordOf(const Words<Value, N>& words, Value value)
{
    for (const auto& [known, word] : words) {
        if (known == value) {
            return word;
        }
    }
    throw Error(ErrorCode::Internal, "a value without a word for the records");
}

/// `what` names the values: "state of an order".
template <typename Value, std::size_t N>
Value valueOf(const Words<Value, N>& words, std::string_view text, const char* what)
{
    for (const auto& [value, word] : words) {
        if (word == text) {
            return value;
        }
    }
    throw Error(ErrorCode::Corrupt, "\"" + std::string(text) + "\" is not a " + what);
}

} // namespace bindery::db
