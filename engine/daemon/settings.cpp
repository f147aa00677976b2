// SPDX-License-Identifier: Apache-2.0
#include "daemon/settings.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/sha256.h"
#include "db/records.h"
#include "device/slot_map.h"
#include "line/station.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <toml++/toml.h>

namespace bindery::daemon
{

namespace fs = std::filesystem;

namespace
{

constexpr Bytes kLargestFile = mib(1);
constexpr std::int64_t kVersion = 1;
constexpr const char* kStationFile = "station.toml";
constexpr const char* kSlotsFile = "slots.toml";
constexpr const char* kLoaded = "settings.loaded";

/// What is wrong with one text, all of it, so that a person mends it in one go.
class Complaints
{
public:
    explicit Complaints(std::string place) : m_place(std::move(place)) {}

    void add(const toml::source_region& where, const std::string& what)
    {
        m_found.emplace_back(where.begin.line, where.begin.column, what);
    }
    void throwIfAny()
    {
        constexpr std::size_t kMostTold = 20;
        std::sort(m_found.begin(), m_found.end());
        std::string text;
        for (std::size_t i = 0; i < std::min(m_found.size(), kMostTold); ++i) {
            const auto& [line, column, what] = m_found[i];
            text += (i == 0 ? "" : "\n") + m_place + ":" + std::to_string(line) + ":" +
                    std::to_string(column) + ": " + what;
        }
        if (m_found.size() > kMostTold) {
            text += "\nand " + std::to_string(m_found.size() - kMostTold) + " more";
        }
        if (!m_found.empty()) {
            throw Error(ErrorCode::InvalidArgument, text);
        }
    }

private:
    std::string m_place;
    std::vector<std::tuple<toml::source_index, toml::source_index, std::string>> m_found;
};

/// A key or value of the file in a message: not longer than a line, and harmless to a terminal.
std::string shown(std::string_view text)
{
    constexpr std::size_t kMost = 48;
    std::string out = "\"";
    for (const char c : text.substr(0, kMost)) {
        const bool isControl = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        out += isControl ? '?' : c;
    }
    return out + (text.size() > kMost ? "...\"" : "\"");
}

std::string joined(std::initializer_list<std::string_view> words)
{
    std::string text;
    for (const std::string_view word : words) {
        text += (text.empty() ? "" : ", ") + std::string(word);
    }
    return text;
}

void allowOnly(const toml::table& table, const std::string& section,
               std::initializer_list<std::string_view> keys, Complaints& complaints)
{
    for (const auto& [key, node] : table) {
        if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) {
            complaints.add(key.source(), shown(section + std::string(key.str())) +
                                             " is not known: correct or remove it; there are " +
                                             joined(keys));
        }
    }
}

/// One table of the file: takes the values of its keys, where they are there and good.
class Section
{
public:
    Section(const toml::table& file, const char* name, Complaints& complaints)
        : m_name(name), m_complaints(complaints)
    {
        const toml::node* node = file.get(name);
        m_table = node == nullptr ? nullptr : node->as_table();
        if (node != nullptr && m_table == nullptr) {
            complaints.add(node->source(), m_name + " is not a table: write [" + m_name +
                                               "] in a line of its own, and its keys below");
        }
    }

    void allow(std::initializer_list<std::string_view> keys)
    {
        if (m_table != nullptr) {
            allowOnly(*m_table, m_name + ".", keys, m_complaints);
        }
    }

    /// `take` gives false for a value that is not good; `want` says what is.
    template <typename Type, typename Take>
    void value(const char* key, const std::string& want, Take take)
    {
        const toml::node* node = m_table == nullptr ? nullptr : m_table->get(key);
        if (node == nullptr) {
            return;
        }
        const std::optional<Type> found = node->value_exact<Type>();
        if (!found || !take(*found)) {
            m_complaints.add(node->source(), m_name + "." + key + " must be " + want);
        }
    }
    void flag(const char* key, bool& out)
    {
        value<bool>(key, "true or false", [&](bool given) {
            out = given;
            return true;
        });
    }
    template <typename Take>
    void number(const char* key, std::int64_t least, std::int64_t most, Take take)
    {
        value<std::int64_t>(key, "a number from " + std::to_string(least) + " to " + std::to_string(most),
                            [&](std::int64_t given) {
                                const bool fits = given >= least && given <= most;
                                if (fits) {
                                    take(given);
                                }
                                return fits;
                            });
    }

private:
    std::string m_name;
    const toml::table* m_table = nullptr;
    Complaints& m_complaints;
};

/// Runs `act`; false when it has an objection to what it was given.
template <typename Act>
bool succeeds(Act&& act)
{
    try {
        std::forward<Act>(act)();
        return true;
    } catch (const Error&) {
        return false;
    }
}

bool isAddress(const std::string& text)
{
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return ::inet_pton(AF_INET, text.c_str(), address.data()) == 1 ||
           ::inet_pton(AF_INET6, text.c_str(), address.data()) == 1;
}

/// A byte 0 would end a path or an address before its end.
bool isPlain(const std::string& text)
{
    return text.find('\0') == std::string::npos;
}

StationSettings stationOf(Section section)
{
    StationSettings settings;
    section.allow({"name", "state_folder", "language", "sign_out_after_minutes", "checkpoint_every"});
    section.value<std::string>("name",
                               "1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit",
                               [&](const std::string& given) {
                                   settings.name = given;
                                   return succeeds([&] { db::checkName("station name", given); });
                               });
    section.value<std::string>("state_folder", "the path of a folder, from / on",
                               [&](const std::string& given) {
                                   settings.stateFolder = fs::path(given).lexically_normal();
                                   return isPlain(given) && settings.stateFolder.is_absolute();
                               });
    section.value<std::string>("language", "\"en\", \"de\" or \"es\"", [&](const std::string& given) {
        settings.language = given;
        return std::find(db::kLanguages.begin(), db::kLanguages.end(), given) != db::kLanguages.end();
    });
    section.number("sign_out_after_minutes", 0, 1440,
                   [&](std::int64_t given) { settings.signOutAfter = std::chrono::minutes(given); });
    section.number("checkpoint_every", 1, 1'000'000,
                   [&](std::int64_t given) { settings.checkpointEvery = given; });
    return settings;
}

LineSettings lineOf(Section section)
{
    LineSettings settings;
    section.allow({"stall_limit_seconds", "daily_check"});
    section.number("stall_limit_seconds", 5, 3600,
                   [&](std::int64_t given) { settings.stallLimit = std::chrono::seconds(given); });
    section.flag("daily_check", settings.dailyCheck);
    return settings;
}

BenchSettings benchOf(Section section)
{
    BenchSettings settings;
    section.allow({"listen_address", "port", "policy"});
    section.value<std::string>("listen_address",
                               "an address in numbers: \"0.0.0.0\" is every IPv4 one, \"::\" any",
                               [&](const std::string& given) {
                                   settings.listenAddress = given;
                                   return isPlain(given) && isAddress(given);
                               });
    section.number("port", 1, 65535,
                   [&](std::int64_t given) { settings.port = static_cast<std::uint16_t>(given); });
    section.value<std::string>("policy", "\"scan\", \"list\" or \"open\"", [&](const std::string& given) {
        return succeeds([&] { settings.policy = line::benchPolicyOf(given); });
    });
    return settings;
}

void checkVersion(const toml::table& file, Complaints& complaints)
{
    const toml::node* version = file.get("version");
    if (version == nullptr || version->value_exact<std::int64_t>() != kVersion) {
        complaints.add(version == nullptr ? toml::source_region{{1, 1}, {1, 1}, nullptr} : version->source(),
                       "version must be " + std::to_string(kVersion) +
                           ": write \"version = " + std::to_string(kVersion) + "\" in the first line");
    }
}

/// Its text, and its digest to be recorded; nothing where there is no such file.
std::optional<std::string> readRecorded(const fs::path& file, const char* name, LoadedSettings& loaded)
{
    try {
        std::string text = readTextFile(file, kLargestFile);
        loaded.digests[name] = Sha256::hexOf(asBytes(text));
        return text;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::NotFound) {
            return std::nullopt;
        }
        throw;
    }
}

void refuseUnread(const fs::path& folder)
{
    std::error_code missing;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, missing)) {
        const fs::path name = entry.path().filename();
        if (name.extension() == ".toml" && name != kStationFile && name != kSlotsFile) {
            throw Error(ErrorCode::InvalidArgument, entry.path().string() +
                                                        ":1:1: nothing reads this file: its "
                                                        "settings belong in " +
                                                        kStationFile + "; move them there, or remove it");
        }
    }
}

} // namespace

Settings parseSettings(std::string_view text, const std::string& place)
{
    Complaints complaints(place);
    toml::table file;
    try {
        file = toml::parse(text);
    } catch (const toml::parse_error& error) {
        complaints.add(error.source(), "not TOML: " + std::string(error.description()));
        complaints.throwIfAny();
    }
    checkVersion(file, complaints);
    allowOnly(file, "", {"version", "station", "line", "bench"}, complaints);
    Settings settings{stationOf({file, "station", complaints}), lineOf({file, "line", complaints}),
                      benchOf({file, "bench", complaints})};
    complaints.throwIfAny();
    return settings;
}

LoadedSettings loadSettings(const fs::path& folder)
{
    refuseUnread(folder);
    LoadedSettings loaded;
    const fs::path stationFile = folder / kStationFile;
    if (const auto text = readRecorded(stationFile, kStationFile, loaded)) {
        loaded.settings = parseSettings(*text, stationFile.string());
    }
    loaded.slotsFile = device::slotsFile(loaded.settings.station.stateFolder, folder);
    if (const auto text = readRecorded(loaded.slotsFile, kSlotsFile, loaded)) {
        static_cast<void>(device::SlotMap::parse(*text, loaded.slotsFile.string()));
    }
    return loaded;
}

bool recordSettings(db::Records& records, const LoadedSettings& loaded)
{
    const Json files(loaded.digests);
    const std::optional<db::StoredEvent> last = records.lastEventOf(kLoaded);
    if (last && parseJson(last->payload, "the event settings.loaded").value("files", Json()) == files) {
        return false;
    }
    records.recordAct(line::kStationActor, kLoaded, "station", {{"files", files}});
    return true;
}

} // namespace bindery::daemon
