// SPDX-License-Identifier: Apache-2.0
// JSON values, and the one canonical text of each (RFC 8785, JSON Canonicalization Scheme), which is what
// gets hashed and signed. Numbers are restricted to integers of at most 53 bits: everything recorded is one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace bindery
{

using Json = nlohmann::json;

/// Errors: InvalidArgument for a fraction, an integer beyond +-(2^53 - 1), or text that is not UTF-8.
std::string canonicalJson(const Json& value);

/// Parses text that comes from outside. Errors: Corrupt, with `what` and the place; also for duplicate keys.
Json parseJson(std::string_view text, std::string_view what);

/// The value, or null.
template <typename T>
Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

} // namespace bindery
