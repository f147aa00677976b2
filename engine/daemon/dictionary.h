// SPDX-License-Identifier: Apache-2.0
// Facts as the bus has them, a{sv}: JSON objects on their way out, a caller's wishes on their way in.
// Errors: InvalidArgument naming the key. Threads: free functions and values.
#pragma once

#include "base/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

using Dictionary = std::map<std::string, sdbus::Variant>;

/// Text that is not UTF-8 ends a bus connection: it gets replacement characters, and so do control codes.
std::string busText(std::string_view text);
/// Null is left out, whole numbers are x, lists are as, ax or aa{sv}.
Dictionary dictionaryOf(const Json& object);
std::vector<Dictionary> dictionariesOf(const Json& list);

/// Takes the keys out of a caller's dictionary, one after another.
class Wishes
{
public:
    /// `what` names the dictionary in messages.
    Wishes(Dictionary wishes, std::string what) : m_wishes(std::move(wishes)), m_what(std::move(what)) {}

    std::optional<std::string> text(const std::string& key);
    /// Any integer type.
    std::optional<std::int64_t> number(const std::string& key);
    std::optional<bool> flag(const std::string& key);
    /// Errors when there are keys that nobody asked for.
    void requireEmpty() const;

private:
    std::optional<sdbus::Variant> take(const std::string& key);

    Dictionary m_wishes;
    std::string m_what;
};

} // namespace bindery::daemon
