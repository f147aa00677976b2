// SPDX-License-Identifier: Apache-2.0
// A reader of JSON objects that come from strangers: each field is named, typed and bounded, and there are no
// others. A place ("hello.host.macs[3]") goes with every value, so that what is refused is also found.
// Errors: Corrupt with the place.
#pragma once

#include "base/bytes.h"
#include "base/json.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::bind
{

/// UTF-8 that a console shows as it is: no control, formatting or direction characters.
bool isPrintable(std::string_view text);
/// Makes any text one that is printable and at most `limit` bytes: what does not fit becomes '?' or is cut.
std::string fitted(std::string_view text, std::size_t limit);

class Field
{
public:
    /// `value` is borrowed.
    Field(const Json& value, std::string place) : m_value(&value), m_place(std::move(place)) {}

    /// An object with these members and no others.
    void requireMembers(std::initializer_list<const char*> names) const;
    Field at(const char* name) const;
    /// The items of a list of at most `limit`.
    std::vector<Field> items(std::size_t limit) const;

    /// Printable, of at most `limit` bytes, perhaps empty.
    std::string text(std::size_t limit) const;
    /// Lower case hex of exactly `size` bytes.
    std::string hex(std::size_t size) const;
    /// Base64 of at most `limit` bytes, perhaps none.
    std::vector<std::byte> base64(std::size_t limit) const;
    std::int64_t number(std::int64_t lowest, std::int64_t highest) const;

    /// "place is VALUE; it must be WANTED", VALUE made harmless.
    [[noreturn]] void refuse(const std::string& wanted) const;

private:
    const std::string& string(const char* wanted) const;

    const Json* m_value;
    std::string m_place;
};

} // namespace bindery::bind
