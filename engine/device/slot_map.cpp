// SPDX-License-Identifier: Apache-2.0
#include "device/slot_map.h"

#include "base/error.h"
#include "base/file.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <utility>

#include <toml++/toml.h>

namespace bindery::device
{

namespace fs = std::filesystem;

namespace
{

constexpr Bytes kMaxFileSize = mib(1);
constexpr std::int64_t kVersion = 1;

/// Where a text is from, for messages.
class Place
{
public:
    explicit Place(std::string name) : m_name(std::move(name)) {}

    [[noreturn]] void fail(const toml::node& node, const std::string& what) const
    {
        fail(node.source().begin.line, what);
    }
    [[noreturn]] void fail(std::uint32_t line, const std::string& what) const
    {
        throw Error(ErrorCode::BadImage, m_name + ", line " + std::to_string(line) + ": " + what);
    }

private:
    std::string m_name;
};

void allowOnly(const toml::table& table, std::initializer_list<std::string_view> keys, const Place& place)
{
    for (const auto& [key, node] : table) {
        if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) {
            std::string known;
            for (const std::string_view name : keys) {
                known += known.empty() ? "" : ", ";
                known += name;
            }
            place.fail(node, std::string(key.str()) + " is not known; there are: " + known);
        }
    }
}

SlotNumber numberOf(const toml::table& table, const Place& place)
{
    const toml::node* node = table.get("number");
    if (node == nullptr) {
        place.fail(table, "slot.number is missing");
    }
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < 1 || *value > kHighestSlot) {
        place.fail(*node, "slot.number is not a number from 1 to " + std::to_string(kHighestSlot));
    }
    return {static_cast<int>(*value)};
}

Port portOfEntry(const toml::node& entry, const Place& place)
{
    const auto text = entry.value_exact<std::string>();
    if (!text) {
        place.fail(entry, "slot.ports holds something that is not a text");
    }
    try {
        return parsePort(*text);
    } catch (const Error& error) {
        place.fail(entry, std::string("slot.ports: ") + error.what());
    }
}

std::vector<Port> portsOf(const toml::table& table, const Place& place)
{
    const toml::node* node = table.get("ports");
    if (node == nullptr) {
        place.fail(table, "slot.ports is missing");
    }
    const toml::array* list = node->as_array();
    if (list == nullptr || list->empty()) {
        place.fail(*node, "slot.ports is not a list of at least one port");
    }
    std::vector<Port> ports;
    for (const toml::node& entry : *list) {
        ports.push_back(portOfEntry(entry, place));
    }
    return ports;
}

void requireNumber(SlotNumber slot)
{
    if (slot.value < 1 || slot.value > kHighestSlot) {
        throw Error(ErrorCode::InvalidArgument, std::to_string(slot.value) +
                                                    " is no slot number; they go from 1 to " +
                                                    std::to_string(kHighestSlot));
    }
}

} // namespace

SlotNumber parseSlotNumber(std::string_view text)
{
    int value = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, failure] = std::from_chars(text.data(), end, value);
    if (failure != std::errc() || rest != end) {
        throw Error(ErrorCode::InvalidArgument, "\"" + std::string(text) +
                                                    "\" is no slot number; they go from 1 to " +
                                                    std::to_string(kHighestSlot));
    }
    requireNumber({value});
    return {value};
}

SlotMap SlotMap::parse(std::string_view text, const std::string& name)
{
    const Place place(name);
    toml::table file;
    try {
        file = toml::parse(text);
    } catch (const toml::parse_error& error) {
        place.fail(error.source().begin.line, "not TOML: " + std::string(error.description()));
    }
    allowOnly(file, {"version", "slot"}, place);
    const toml::node* version = file.get("version");
    if (version == nullptr || version->value_exact<std::int64_t>() != kVersion) {
        place.fail(version == nullptr ? 1 : version->source().begin.line,
                   "version is not " + std::to_string(kVersion));
    }
    SlotMap map;
    const toml::node* slots = file.get("slot");
    if (slots == nullptr) {
        return map;
    }
    if (!slots->is_array_of_tables()) {
        place.fail(*slots, "slot is not a list of [[slot]] tables");
    }
    for (const toml::node& node : *slots->as_array()) {
        const toml::table& table = *node.as_table();
        allowOnly(table, {"number", "ports"}, place);
        const SlotNumber slot = numberOf(table, place);
        if (map.m_slots.count(slot) != 0) {
            place.fail(*table.get("number"), "slot " + std::to_string(slot.value) + " is there already");
        }
        for (const Port& port : portsOf(table, place)) {
            if (const auto other = map.slotOf(port)) {
                place.fail(*table.get("ports"),
                           port.text + " is there already, for slot " + std::to_string(other->value));
            }
            map.m_slots[slot].push_back(port);
        }
    }
    return map;
}

SlotMap SlotMap::load(const fs::path& file)
{
    std::string text;
    try {
        text = readTextFile(file, kMaxFileSize);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::NotFound) {
            return {};
        }
        throw;
    }
    return parse(text, file.string());
}

std::string SlotMap::text() const
{
    std::string text =
        "# Slots of this station, by `bindery slots learn`.\nversion = " + std::to_string(kVersion) + "\n";
    for (const auto& [slot, ports] : m_slots) {
        text += "\n[[slot]]\nnumber = " + std::to_string(slot.value) + "\nports = [";
        std::string_view before;
        for (const Port& port : ports) {
            text += before;
            text += '"';
            text += port.text; // parsePort() admits nothing that would have to be escaped
            text += '"';
            before = ", ";
        }
        text += "]\n";
    }
    return text;
}

void SlotMap::save(const fs::path& file) const
{
    makeFolders(fs::absolute(file).parent_path());
    const std::string content = text();
    replaceFile(file, asBytes(content));
}

std::optional<SlotNumber> SlotMap::slotOf(const Port& port) const
{
    for (const auto& [slot, ports] : m_slots) {
        if (std::find(ports.begin(), ports.end(), port) != ports.end()) {
            return slot;
        }
    }
    return std::nullopt;
}

std::map<Port, SlotNumber> SlotMap::ports() const
{
    std::map<Port, SlotNumber> all;
    for (const auto& [slot, ports] : m_slots) {
        for (const Port& port : ports) {
            all.emplace(port, slot);
        }
    }
    return all;
}

void SlotMap::learn(SlotNumber slot, const Port& port)
{
    requireNumber(slot);
    m_slots.erase(slot);
    learnAlso(slot, port);
}

void SlotMap::learnAlso(SlotNumber slot, const Port& port)
{
    requireNumber(slot);
    const Port checked = parsePort(port.text);
    if (const auto before = slotOf(checked)) {
        std::vector<Port>& ports = m_slots.at(*before);
        ports.erase(std::find(ports.begin(), ports.end(), checked));
        if (ports.empty()) {
            m_slots.erase(*before);
        }
    }
    m_slots[slot].push_back(checked);
}

bool SlotMap::forget(SlotNumber slot)
{
    return m_slots.erase(slot) != 0;
}

fs::path slotsFile(const fs::path& state, const fs::path& settings)
{
    return (state.lexically_normal() == "/var/lib/bindery" ? settings : state) / "slots.toml";
}

} // namespace bindery::device
