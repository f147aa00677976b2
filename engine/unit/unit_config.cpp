// SPDX-License-Identifier: Apache-2.0
#include "unit/unit_config.h"

#include "base/bytes.h"
#include "base/error.h"
#include "base/file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace bindery::unit
{

namespace
{

constexpr std::size_t kMaxText = std::size_t{16} * 1024;
constexpr std::size_t kMaxValue = 256;
constexpr int kMaxModuleWait = 3600;

bool isPrintable(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// One value and the line it stands in.
struct Entry {
    std::string place;
    std::string key;
    std::string value;

    [[noreturn]] void refuse(const std::string& wanted) const
    {
        throw Error(ErrorCode::Corrupt, place + ": " + key + "=" + value + "; it must be " + wanted);
    }
};

void setModule(UnitConfig& config, const Entry& entry)
{
    const bool isName = std::all_of(entry.value.begin(), entry.value.end(),
                                    [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
    if (!isName) {
        entry.refuse("the kind of a module, such as simulated");
    }
    config.module = entry.value;
}

void setSimulatedModule(UnitConfig& config, const Entry& entry)
{
    config.simulatedModule = entry.value;
    if (!config.simulatedModule.is_absolute()) {
        entry.refuse("an absolute path");
    }
}

void setDemo(UnitConfig& config, const Entry& entry)
{
    if (entry.value != "yes" && entry.value != "no") {
        entry.refuse("yes or no");
    }
    config.demo = entry.value == "yes";
}

void setStation(UnitConfig& config, const Entry& entry)
{
    config.station = entry.value;
}

void setModuleWait(UnitConfig& config, const Entry& entry)
{
    int seconds = 0;
    const char* const end = entry.value.data() + entry.value.size();
    const auto [last, error] = std::from_chars(entry.value.data(), end, seconds);
    if (error != std::errc() || last != end || seconds < 1 || seconds > kMaxModuleWait) {
        entry.refuse("a number of seconds from 1 to " + std::to_string(kMaxModuleWait));
    }
    config.moduleWait = std::chrono::seconds(seconds);
}

void setSystemRoot(UnitConfig& config, const Entry& entry)
{
    config.systemRoot = entry.value;
    if (!config.systemRoot.is_absolute()) {
        entry.refuse("an absolute path");
    }
}

struct Key {
    std::string_view name;
    void (*set)(UnitConfig& config, const Entry& entry);
};
constexpr std::array kKeys{
    Key{"module", setModule},
    Key{"simulated_module", setSimulatedModule},
    Key{"demo", setDemo},
    Key{"station", setStation},
    Key{"module_wait_seconds", setModuleWait},
    Key{"system_root", setSystemRoot},
};

std::string knownKeys()
{
    std::string names;
    for (const Key& key : kKeys) {
        names += (names.empty() ? "" : ", ") + std::string(key.name);
    }
    return names;
}

Entry entryOf(std::string_view line, const std::string& place)
{
    if (!isPrintable(line)) {
        throw Error(ErrorCode::Corrupt, place + " holds other than printable ASCII; write key=value");
    }
    const std::size_t sign = line.find('=');
    if (sign == std::string_view::npos) {
        throw Error(ErrorCode::Corrupt, place + " is no key=value");
    }
    Entry entry{place, std::string(trimmed(line.substr(0, sign))),
                std::string(trimmed(line.substr(sign + 1)))};
    if (entry.value.empty() || entry.value.size() > kMaxValue) {
        throw Error(ErrorCode::Corrupt,
                    place + ": a value has 1 to " + std::to_string(kMaxValue) + " characters");
    }
    return entry;
}

void requireWhole(const UnitConfig& config, const std::string& place)
{
    if (config.module.empty()) {
        throw Error(ErrorCode::Corrupt, place + " names no module; add a line such as module=simulated");
    }
    if (config.module == "simulated" && config.simulatedModule.empty()) {
        throw Error(ErrorCode::Corrupt,
                    place + " names no file for the simulated module; add a line simulated_module=PATH");
    }
    if (!config.demo && config.systemRoot != "/") {
        throw Error(ErrorCode::Corrupt,
                    place + " names a system_root, which only a demo may (demo=yes); remove the line");
    }
}

} // namespace

UnitConfig parseUnitConfig(std::string_view text, const std::string& place)
{
    if (text.size() > kMaxText) {
        throw Error(ErrorCode::Corrupt,
                    place + " is longer than " + std::to_string(kMaxText) + " bytes; it is no unit.conf");
    }
    UnitConfig config;
    std::set<std::string> seen;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const Entry entry = entryOf(line, place + ", line " + std::to_string(number));
        const auto* const key = std::find_if(kKeys.begin(), kKeys.end(),
                                             [&](const Key& known) { return known.name == entry.key; });
        if (key == kKeys.end()) {
            throw Error(ErrorCode::Corrupt,
                        entry.place + ": no key " + entry.key + "; known: " + knownKeys());
        }
        if (!seen.insert(entry.key).second) {
            throw Error(ErrorCode::Corrupt, entry.place + ": " + entry.key + " a second time; leave one");
        }
        key->set(config, entry);
    }
    requireWhole(config, place);
    return config;
}

UnitConfig readUnitConfig(const std::filesystem::path& path)
{
    return parseUnitConfig(readTextFile(path, Bytes(kMaxText)), path.string());
}

} // namespace bindery::unit
