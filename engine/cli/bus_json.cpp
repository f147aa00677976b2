// SPDX-License-Identifier: Apache-2.0
#include "cli/bus_json.h"

namespace bindery::cli
{

namespace
{

template <typename T>
Json plain(const sdbus::Variant& value)
{
    return Json(value.get<T>());
}

} // namespace

Json jsonOf(const BusDictionary& facts)
{
    Json object = Json::object();
    for (const auto& [key, value] : facts) {
        object[key] = jsonOf(value);
    }
    return object;
}

Json jsonOf(const std::vector<BusDictionary>& list)
{
    Json array = Json::array();
    for (const BusDictionary& each : list) {
        array.push_back(jsonOf(each));
    }
    return array;
}

Json jsonOf(const sdbus::Variant& value)
{
    using Read = Json (*)(const sdbus::Variant&);
    static const std::map<std::string, Read> readers{
        {"s", plain<std::string>},
        {"b", plain<bool>},
        {"y", plain<std::uint8_t>},
        {"n", plain<std::int16_t>},
        {"q", plain<std::uint16_t>},
        {"i", plain<std::int32_t>},
        {"u", plain<std::uint32_t>},
        {"x", plain<std::int64_t>},
        {"t", plain<std::uint64_t>},
        {"d", plain<double>},
        {"as", plain<std::vector<std::string>>},
        {"ax", plain<std::vector<std::int64_t>>},
        {"o", [](const sdbus::Variant& path) { return Json(std::string(path.get<sdbus::ObjectPath>())); }},
        {"a{sv}", [](const sdbus::Variant& facts) { return jsonOf(facts.get<BusDictionary>()); }},
        {"aa{sv}", [](const sdbus::Variant& list) { return jsonOf(list.get<std::vector<BusDictionary>>()); }},
    };
    const auto reader = readers.find(value.peekValueType());
    return reader == readers.end() ? Json(nullptr) : reader->second(value);
}

} // namespace bindery::cli
