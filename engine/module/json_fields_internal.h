// SPDX-License-Identifier: Apache-2.0
// Reads an object of which every field is known. Threads: free functions. Errors: Corrupt, naming the field.
#pragma once

#include "base/error.h"
#include "base/json.h"

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>

namespace bindery::module
{

/// `what` names the object in messages.
inline void requireFields(const Json& json, const char* what, std::initializer_list<const char*> known)
{
    if (!json.is_object()) {
        throw Error(ErrorCode::Corrupt, std::string(what) + " is not an object");
    }
    std::size_t found = 0;
    for (const char* key : known) {
        if (json.contains(key)) {
            ++found;
        }
    }
    if (found != known.size() || json.size() != found) {
        throw Error(ErrorCode::Corrupt, std::string(what) + " has missing or unknown fields");
    }
}

inline std::string textField(const Json& json, const char* what, const char* key)
{
    const Json& value = json.at(key);
    if (!value.is_string()) {
        throw Error(ErrorCode::Corrupt, std::string(what) + ": " + key + " is not a text");
    }
    return value.get<std::string>();
}

inline bool flagField(const Json& json, const char* what, const char* key)
{
    const Json& value = json.at(key);
    if (!value.is_boolean()) {
        throw Error(ErrorCode::Corrupt, std::string(what) + ": " + key + " is neither true nor false");
    }
    return value.get<bool>();
}

inline std::int64_t numberField(const Json& json, const char* what, const char* key, std::int64_t least,
                                std::int64_t most)
{
    const Json& value = json.at(key);
    const bool beyond = value.is_number_unsigned() &&
                        value.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    if (!value.is_number_integer() || beyond || value.get<std::int64_t>() < least ||
        value.get<std::int64_t>() > most) {
        throw Error(ErrorCode::Corrupt, std::string(what) + ": " + key + " is not an integer from " +
                                            std::to_string(least) + " to " + std::to_string(most));
    }
    return value.get<std::int64_t>();
}

} // namespace bindery::module
