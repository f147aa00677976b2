// SPDX-License-Identifier: Apache-2.0
#include "golden/unit_template.h"

#include "base/error.h"

#include <algorithm>

namespace bindery::golden
{

namespace
{

constexpr std::string_view kEscape = "$${";
constexpr std::string_view kField = "${unit.";
constexpr std::string_view kNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789_";

[[noreturn]] void fail(std::string_view text, std::size_t at, std::string_view place, const std::string& what)
{
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    throw Error(ErrorCode::InvalidArgument,
                std::string(place) + ", line " + std::to_string(line) + ": " + what);
}

std::string namesOf(const UnitFields& fields)
{
    std::string names;
    for (const auto& [name, value] : fields) {
        names += (names.empty() ? "" : ", ") + name;
    }
    return names;
}

} // namespace

std::string fillTemplate(std::string_view text, const UnitFields& fields, std::string_view place)
{
    std::string filled;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t dollar = std::min(text.find('$', at), text.size());
        filled += text.substr(at, dollar - at);
        at = dollar;
        const std::string_view rest = text.substr(at);
        if (rest.starts_with(kEscape)) {
            filled += "${";
            at += kEscape.size();
        } else if (rest.starts_with(kField)) {
            const std::size_t end =
                std::min(rest.find_first_not_of(kNameCharacters, kField.size()), rest.size());
            const std::string name(rest.substr(kField.size(), end - kField.size()));
            if (name.empty() || end == rest.size() || rest[end] != '}') {
                fail(text, at, place,
                     "${unit." + name +
                         " is no field: write ${unit.serial} or another column's name, or $${ for ${ itself");
            }
            const auto field = fields.find(name);
            if (field == fields.end()) {
                fail(text, at, place, "there is no field unit." + name + "; there are: " + namesOf(fields));
            }
            filled += field->second;
            at += end + 1;
        } else if (!rest.empty()) {
            filled += '$';
            ++at;
        }
    }
    return filled;
}

} // namespace bindery::golden
