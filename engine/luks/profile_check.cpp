// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "luks/cipher_kind_internal.h"
#include "luks/header.h"
#include "luks/profile_check_internal.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bindery::luks
{

namespace
{

constexpr std::uint64_t kBinaryHeaderSize = 4096;
constexpr std::uint64_t kStripes = 4000;
constexpr int kMaxMembers = 32; ///< keyslots, tokens

[[noreturn]] void refuse(const std::string& field, const std::string& found, const std::string& wanted)
{
    std::string shown = found.substr(0, 80);
    for (char& c : shown) {
        c = c >= ' ' && c <= '~' ? c : '?';
    }
    throw Error(ErrorCode::Corrupt, "LUKS2 header: " + field + " is " + shown + "; it must be " + wanted);
}

/// A value together with the place it came from.
class Field
{
public:
    Field(const Json& value, std::string place) : m_value(value), m_place(std::move(place)) {}

    const std::string& place() const { return m_place; }
    const Json& value() const { return m_value; }
    bool has(const char* key) const { return m_value.is_object() && m_value.contains(key); }

    Field at(const std::string& key) const
    {
        const std::string place = m_place.empty() ? key : m_place + "." + key;
        if (!m_value.is_object() || !m_value.contains(key)) {
            throw Error(ErrorCode::Corrupt, "LUKS2 header: " + place + " is missing");
        }
        return {m_value.at(key), place};
    }

    std::string text() const
    {
        if (!m_value.is_string()) {
            refuse("a text");
        }
        return m_value.get<std::string>();
    }

    std::uint64_t number() const
    {
        if (!m_value.is_number_unsigned()) {
            refuse("a number");
        }
        return m_value.get<std::uint64_t>();
    }

    /// LUKS2 writes 64-bit numbers as text.
    std::uint64_t longNumber() const
    {
        const std::string digits = text();
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error != std::errc() || end != digits.data() + digits.size() || digits.empty()) {
            refuse("a number");
        }
        return number;
    }

    const Json& object() const
    {
        if (!m_value.is_object()) {
            refuse("an object");
        }
        return m_value;
    }

    void requireText(const std::string& wanted) const
    {
        if (text() != wanted) {
            refuse("\"" + wanted + "\"");
        }
    }

    void requireOnlyMember(const std::string& key) const
    {
        if (object().size() != 1 || !m_value.contains(key)) {
            luks::refuse(m_place, memberNames(), "the one member \"" + key + "\"");
        }
    }

    [[noreturn]] void refuse(const std::string& wanted) const
    {
        luks::refuse(m_place, m_value.dump(-1, ' ', true, Json::error_handler_t::replace), wanted);
    }

private:
    std::string memberNames() const
    {
        std::string names;
        for (const auto& [name, member] : m_value.items()) {
            names += (names.empty() ? "" : ", ") + name;
        }
        return names.empty() ? "empty" : "a list of " + names;
    }

    const Json& m_value;
    std::string m_place;
};

const CipherKind& requireSegment(const Field& segments)
{
    segments.requireOnlyMember("0");
    const Field segment = segments.at("0");
    segment.at("type").requireText("crypt");
    segment.at("offset").requireText(std::to_string(kHeaderSize));
    segment.at("size").requireText("dynamic");
    segment.at("iv_tweak").requireText("0");
    const Field encryption = segment.at("encryption");
    const CipherKind* kind = findCipherKind(encryption.text());
    if (kind == nullptr) {
        encryption.refuse("one of " + knownCipherNames());
    }
    const Field sectorSize = segment.at("sector_size");
    if (!isSectorSize(sectorSize.number())) {
        sectorSize.refuse("512 or 4096");
    }
    for (const char* unwanted : {"integrity", "flags"}) {
        if (segment.has(unwanted)) {
            segment.at(unwanted).refuse("absent");
        }
    }
    return *kind;
}

void requireIterations(const Field& field)
{
    if (field.number() == 0 || field.number() > kMaxIterations) {
        field.refuse("between 1 and " + std::to_string(kMaxIterations));
    }
}

void requireNumberedMembers(const Field& field)
{
    for (const auto& [name, member] : field.object().items()) {
        const bool digits =
            !name.empty() && name.size() <= 2 &&
            std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!digits || std::stoi(name) >= kMaxMembers || (name.size() == 2 && name.front() == '0')) {
            refuse("a member of " + field.place(), "named \"" + name + "\"",
                   "a number below " + std::to_string(kMaxMembers));
        }
    }
}

/// Gives the place of the key material.
Extent requireKeyslot(const Field& slot, const CipherKind& kind, std::uint64_t metadataEnd)
{
    slot.at("type").requireText("luks2");
    const Field keySize = slot.at("key_size");
    if (!kind.takesKeyOf(keySize.number())) {
        keySize.refuse("a key size of " + std::string(kind.name));
    }
    const Field splitter = slot.at("af");
    splitter.at("type").requireText("luks1");
    if (splitter.at("stripes").number() != kStripes) {
        splitter.at("stripes").refuse(std::to_string(kStripes));
    }
    const Field area = slot.at("area");
    area.at("type").requireText("raw");
    area.at("encryption").requireText("aes-xts-plain64");
    const std::uint64_t areaKeySize = area.at("key_size").number();
    if (areaKeySize != 32 && areaKeySize != 64) {
        area.at("key_size").refuse("32 or 64");
    }
    const Extent place{area.at("offset").longNumber(), area.at("size").longNumber()};
    if (place.offset < metadataEnd || place.offset >= kHeaderSize) {
        area.at("offset").refuse("between " + std::to_string(metadataEnd) + " and " +
                                 std::to_string(kHeaderSize));
    }
    if (place.length < keySize.number() * kStripes || place.length > kHeaderSize - place.offset) {
        area.at("size").refuse("enough for the key material, and end before the data");
    }
    const Field kdf = slot.at("kdf");
    const std::string kdfType = kdf.at("type").text();
    if (kdfType == "pbkdf2") {
        requireIterations(kdf.at("iterations"));
    } else if (kdfType == "argon2i" || kdfType == "argon2id") {
        requireIterations(kdf.at("time")); // an owner's own keyslot: listed, never opened here
    } else {
        kdf.at("type").refuse("\"pbkdf2\"");
    }
    if (slot.has("priority") && slot.at("priority").number() > 2) {
        slot.at("priority").refuse("0, 1 or 2");
    }
    return place;
}

void requireKeyslots(const Field& keyslots, const CipherKind& kind, std::uint64_t metadataEnd)
{
    std::vector<std::pair<Extent, std::string>> places;
    std::optional<std::uint64_t> keySize;
    requireNumberedMembers(keyslots);
    for (const auto& [number, member] : keyslots.object().items()) {
        const Field slot = keyslots.at(number);
        places.emplace_back(requireKeyslot(slot, kind, metadataEnd), slot.place());
        const std::uint64_t size = slot.at("key_size").number();
        if (keySize.value_or(size) != size) {
            slot.at("key_size").refuse(std::to_string(*keySize) + " as in the other keyslots");
        }
        keySize = size;
    }
    std::sort(places.begin(), places.end(),
              [](const auto& a, const auto& b) { return a.first.offset < b.first.offset; });
    for (std::size_t i = 1; i < places.size(); ++i) {
        if (places[i].first.offset < places[i - 1].first.end()) {
            refuse(places[i].second + ".area.offset", std::to_string(places[i].first.offset),
                   "behind the area of " + places[i - 1].second);
        }
    }
}

bool holds(const Field& list, const std::string& wanted)
{
    return list.value().is_array() &&
           std::any_of(list.value().begin(), list.value().end(), [&wanted](const Json& item) {
               return item.is_string() && item.get_ref<const std::string&>() == wanted;
           });
}

/// A keyslot that the digest does not cover holds some other key than the data's.
void requireDigest(const Field& digests, const Field& keyslots)
{
    digests.requireOnlyMember("0");
    const Field digest = digests.at("0");
    digest.at("type").requireText("pbkdf2");
    requireIterations(digest.at("iterations"));
    if (!holds(digest.at("segments"), "0")) {
        digest.at("segments").refuse("a list with \"0\"");
    }
    for (const auto& [number, member] : keyslots.object().items()) {
        if (!holds(digest.at("keyslots"), number)) {
            digest.at("keyslots").refuse("a list with \"" + number + "\"");
        }
    }
}

void requireNothingMandatory(const Field& config)
{
    if (config.has("requirements")) {
        const Field requirements = config.at("requirements");
        if (!requirements.object().empty()) {
            requirements.refuse("empty (no re-encryption in progress, nothing we do not know)");
        }
    }
}

/// Gives the end of both copies of the metadata.
std::uint64_t requireSizes(const Field& config)
{
    const std::uint64_t jsonSize = config.at("json_size").longNumber();
    if (jsonSize == 0 || jsonSize > kHeaderSize / 2 - kBinaryHeaderSize) {
        config.at("json_size").refuse("such that both copies end before the data");
    }
    const std::uint64_t metadataEnd = 2 * (jsonSize + kBinaryHeaderSize);
    if (config.at("keyslots_size").longNumber() > kHeaderSize - metadataEnd) {
        config.at("keyslots_size").refuse("such that the keyslots end before the data");
    }
    return metadataEnd;
}

} // namespace

void requireProfile(const Json& metadata)
{
    const Field root(metadata, "");
    requireNothingMandatory(root.at("config")); // first: a re-encryption alters all the rest
    const CipherKind& kind = requireSegment(root.at("segments"));
    const std::uint64_t metadataEnd = requireSizes(root.at("config"));
    requireKeyslots(root.at("keyslots"), kind, metadataEnd);
    requireDigest(root.at("digests"), root.at("keyslots"));
    const Field tokens = root.at("tokens");
    requireNumberedMembers(tokens);
    for (const auto& [number, member] : tokens.object().items()) {
        tokens.at(number).at("type").text();
    }
}

void explainRefusal(ByteView image)
{
    const std::string_view text = asText(image);
    if (text.substr(0, 6) != std::string_view("LUKS\xba\xbe", 6)) {
        return;
    }
    const std::string_view json = text.substr(kBinaryHeaderSize, 4U << 20U);
    Json metadata;
    try {
        metadata = parseJson(json.substr(0, json.find('\0')), "LUKS2 header");
    } catch (const Error&) {
        return; // the copy is damaged; what libcryptsetup said about both copies tells more
    }
    requireProfile(metadata);
}

} // namespace bindery::luks
