// SPDX-License-Identifier: Apache-2.0
#include "luks/header.h"

#include "base/error.h"
#include "luks/cipher_kind_internal.h"
#include "luks/creatable_profile_internal.h"
#include "luks/crypt_device_internal.h"
#include "luks/profile_check_internal.h"

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <utility>

namespace bindery::luks
{

namespace
{

constexpr std::uint64_t kDataOffsetSectors = kHeaderSize / SectorCount::kSectorSize;
constexpr const char* kKeyslotCipher = "aes-xts-plain64";
constexpr std::size_t kKeyslotKeySize = 64;

crypt_pbkdf_type keyslotKdf()
{
    crypt_pbkdf_type kdf{};
    kdf.type = CRYPT_KDF_PBKDF2;
    kdf.hash = "sha256";
    kdf.iterations = 1000;
    kdf.flags = CRYPT_PBKDF_NO_BENCHMARK;
    return kdf;
}

/// Explicitly and after every load: otherwise a new keyslot inherits the data cipher and a benchmarked KDF.
void setKeyslotProfile(CryptDevice& device)
{
    const crypt_pbkdf_type kdf = keyslotKdf();
    device.require(crypt_set_pbkdf_type(device.get(), &kdf), ErrorCode::Internal,
                   "setting the keyslots' KDF");
    device.require(crypt_keyslot_set_encryption(device.get(), kKeyslotCipher, kKeyslotKeySize),
                   ErrorCode::Internal, "setting the keyslots' cipher");
}

std::string keyslotName(int number)
{
    return "keyslot " + std::to_string(number);
}

bool isInUse(const CryptDevice& device, int number)
{
    const crypt_keyslot_info status = crypt_keyslot_status(device.get(), number);
    return status == CRYPT_SLOT_ACTIVE || status == CRYPT_SLOT_ACTIVE_LAST || status == CRYPT_SLOT_UNBOUND;
}

void requireInUse(const CryptDevice& device, int number)
{
    if (!isInUse(device, number)) {
        throw Error(ErrorCode::NotFound, "LUKS2 header: there is no " + keyslotName(number));
    }
}

Keyslot keyslotOf(int number, const Json& slot)
{
    Keyslot keyslot;
    keyslot.number = number;
    keyslot.priority = slot.value("priority", 1) == 0 ? KeyslotPriority::Ignore : KeyslotPriority::Normal;
    keyslot.cipher = slot.at("area").at("encryption").get<std::string>();
    const Json& kdf = slot.at("kdf");
    keyslot.kdf = kdf.at("type").get<std::string>();
    keyslot.iterations = kdf.value(keyslot.kdf == "pbkdf2" ? "iterations" : "time", std::uint32_t{0});
    return keyslot;
}

/// The members of an object whose names are numbers, in their order. Json keeps names as text: "10" before
/// "2".
template <typename Item, typename Make>
std::vector<Item> numbered(const Json& object, Make make)
{
    std::vector<Item> items;
    for (const auto& [name, member] : object.items()) {
        items.push_back(make(std::stoi(name), member));
    }
    std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.number < b.number; });
    return items;
}

/// These two lie outside the JSON area.
void requireReadable(const Header& header)
{
    if (!isLabel(header.label())) {
        throw Error(ErrorCode::Corrupt, "LUKS2 header: the label is not printable ASCII");
    }
    try {
        header.uuid();
    } catch (const Error&) {
        throw Error(ErrorCode::Corrupt, "LUKS2 header: the uuid is not a UUID");
    }
}

} // namespace

struct Header::State {
    explicit State(ByteView image) : device(image) {}

    const CipherKind& kind() const;
    /// The key that `passphrase` finds in keyslot `number`; empty when it finds none.
    SecretBuffer openKeyslot(int number, const SecretBuffer& passphrase);
    void requireToken(int number) const;
    /// Under `number`, or CRYPT_ANY_TOKEN; gives its number.
    int storeToken(int number, const Json& token);

    CryptDevice device;
    SecretBuffer volumeKey;
};

const CipherKind& Header::State::kind() const
{
    const std::string name =
        std::string(crypt_get_cipher(device.get())) + "-" + crypt_get_cipher_mode(device.get());
    const CipherKind* found = findCipherKind(name);
    if (found == nullptr) {
        throw Error(ErrorCode::Internal, "LUKS2 header: cipher " + name + " was accepted but is not known");
    }
    return *found;
}

SecretBuffer Header::State::openKeyslot(int number, const SecretBuffer& passphrase)
{
    requireInUse(device, number);
    if (passphrase.empty()) {
        return {};
    }
    const Keyslot slot = keyslotOf(number, device.metadata().at("keyslots").at(std::to_string(number)));
    if (slot.kdf != CRYPT_KDF_PBKDF2) {
        throw Error(ErrorCode::Corrupt, "LUKS2 header: keyslots." + std::to_string(number) + ".kdf.type is " +
                                            slot.kdf + "; only keyslots with pbkdf2 are opened");
    }
    SecretBuffer key(static_cast<std::size_t>(std::max(0, crypt_keyslot_get_key_size(device.get(), number))));
    std::size_t size = key.size();
    const int result = crypt_volume_key_get(device.get(), number, reinterpret_cast<char*>(key.span().data()),
                                            &size, passphrase.chars(), passphrase.size());
    if (result == -EPERM) {
        device.takeMessages();
        return {};
    }
    device.require(result, ErrorCode::Corrupt, "opening " + keyslotName(number));
    if (size != key.size() || !kind().takesKeyOf(size)) {
        throw Error(ErrorCode::Corrupt, "LUKS2 header: " + keyslotName(number) + " holds a key of " +
                                            std::to_string(size) + " bytes, which does not fit " +
                                            kind().name);
    }
    return key;
}

void Header::State::requireToken(int number) const
{
    if (!device.metadata().at("tokens").contains(std::to_string(number))) {
        throw Error(ErrorCode::NotFound, "LUKS2 header: there is no token " + std::to_string(number));
    }
}

int Header::State::storeToken(int number, const Json& token)
{
    if (!token.is_object() || !token.contains("type") || !token.at("type").is_string()) {
        throw Error(ErrorCode::InvalidArgument, "LUKS2 header: a token is an object with a \"type\"");
    }
    Json whole = token;
    if (!whole.contains("keyslots")) {
        whole["keyslots"] = Json::array(); // LUKS2 wants the list, even an empty one
    }
    const int stored = crypt_token_json_set(device.get(), number, canonicalJson(whole).c_str());
    device.require(stored, ErrorCode::InvalidArgument,
                   "storing a token of type " + whole.at("type").get<std::string>() +
                       " (a free number, room in the metadata, existing keyslots?)");
    return stored;
}

Header::Header(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Header::Header(Header&&) noexcept = default;
Header& Header::operator=(Header&&) noexcept = default;
Header::~Header() = default;

Header Header::create(const HeaderProfile& profile, const Uuid& uuid)
{
    return create(VolumeKey::random(profile), uuid);
}

Header Header::create(VolumeKey volumeKey, const Uuid& uuid)
{
    const HeaderProfile& profile = volumeKey.profile();
    const CipherKind& kind = requireCreatable(profile);
    auto state = std::make_unique<State>(ByteView());

    CryptDevice& device = state->device;
    const crypt_pbkdf_type kdf = keyslotKdf();
    crypt_params_luks2 parameters{};
    parameters.pbkdf = &kdf;
    parameters.sector_size = profile.sectorSize;
    parameters.label = profile.label.c_str();
    device.require(crypt_set_data_offset(device.get(), kDataOffsetSectors), ErrorCode::Internal,
                   "setting the data offset");
    // It asks libdevmapper for versions, which keeps what it finds without a lock.
    static std::mutex oneFormats;
    const std::lock_guard lock(oneFormats);
    device.require(crypt_format(device.get(), CRYPT_LUKS2, kind.algorithm, kind.mode, uuid.text().c_str(),
                                volumeKey.m_key.chars(), volumeKey.m_key.size(), &parameters),
                   ErrorCode::Internal, "formatting");
    setKeyslotProfile(device);
    requireProfile(device.metadata());
    state->volumeKey = std::move(volumeKey.m_key);
    return Header(std::move(state));
}

Header Header::load(ByteView image)
{
    if (image.size() != kHeaderSize) {
        throw Error(ErrorCode::InvalidArgument, "LUKS2 header: " + std::to_string(image.size()) +
                                                    " bytes given; it is the first " +
                                                    std::to_string(kHeaderSize) + " of the partition");
    }
    auto state = std::make_unique<State>(image);
    CryptDevice& device = state->device;
    const int loaded = crypt_load(device.get(), CRYPT_LUKS2, nullptr);
    if (loaded < 0 && loaded != -ENOMEM) {
        explainRefusal(image);
    }
    device.require(loaded, ErrorCode::Corrupt, "there is none, or it is damaged beyond use");
    requireProfile(device.metadata());
    Header header(std::move(state));
    requireReadable(header);
    setKeyslotProfile(device);
    return header;
}

Uuid Header::uuid() const
{
    const char* text = crypt_get_uuid(m_state->device.get());
    return Uuid::parse(text == nullptr ? "" : text);
}

std::string Header::label() const
{
    const char* text = crypt_get_label(m_state->device.get());
    return text == nullptr ? "" : text;
}

std::string Header::cipher() const
{
    return m_state->kind().name;
}

std::uint32_t Header::sectorSize() const
{
    return static_cast<std::uint32_t>(crypt_get_sector_size(m_state->device.get()));
}

std::uint32_t Header::volumeKeySize() const
{
    return static_cast<std::uint32_t>(std::max(0, crypt_get_volume_key_size(m_state->device.get())));
}

std::vector<Keyslot> Header::keyslots() const
{
    return numbered<Keyslot>(m_state->device.metadata().at("keyslots"), keyslotOf);
}

std::vector<Token> Header::tokens() const
{
    return numbered<Token>(m_state->device.metadata().at("tokens"), [](int number, const Json& content) {
        return Token{number, content.at("type").get<std::string>(), content};
    });
}

std::optional<Token> Header::tokenOfType(const std::string& type) const
{
    for (Token& token : tokens()) {
        if (token.type == type) {
            return std::move(token);
        }
    }
    return std::nullopt;
}

void Header::addKeyslot(int number, const SecretBuffer& passphrase, KeyslotPriority priority)
{
    CryptDevice& device = m_state->device;
    if (m_state->volumeKey.empty()) {
        throw Error(ErrorCode::InvalidArgument,
                    "LUKS2 header: the volume key is not at hand; unlock a keyslot before adding one");
    }
    if (passphrase.empty()) {
        throw Error(ErrorCode::InvalidArgument,
                    "LUKS2 header: an empty passphrase for " + keyslotName(number));
    }
    if (number < 0 || number >= crypt_keyslot_max(CRYPT_LUKS2)) {
        throw Error(ErrorCode::InvalidArgument, "LUKS2 header: there can be no " + keyslotName(number) +
                                                    "; numbers run from 0 to " +
                                                    std::to_string(crypt_keyslot_max(CRYPT_LUKS2) - 1));
    }
    if (isInUse(device, number)) {
        throw Error(ErrorCode::InvalidArgument, "LUKS2 header: " + keyslotName(number) +
                                                    " is in use; destroy it first or choose another");
    }
    device.require(crypt_keyslot_add_by_volume_key(device.get(), number, m_state->volumeKey.chars(),
                                                   m_state->volumeKey.size(), passphrase.chars(),
                                                   passphrase.size()),
                   ErrorCode::InvalidArgument, "adding " + keyslotName(number));
    if (priority == KeyslotPriority::Ignore) {
        device.require(crypt_keyslot_set_priority(device.get(), number, CRYPT_SLOT_PRIORITY_IGNORE),
                       ErrorCode::Internal, "setting the priority of " + keyslotName(number));
    }
}

void Header::destroyKeyslot(int number)
{
    requireInUse(m_state->device, number);
    m_state->device.require(crypt_keyslot_destroy(m_state->device.get(), number), ErrorCode::Internal,
                            "destroying " + keyslotName(number));
}

bool Header::testKeyslot(int number, const SecretBuffer& passphrase)
{
    return !m_state->openKeyslot(number, passphrase).empty();
}

int Header::addToken(const Json& token)
{
    return m_state->storeToken(CRYPT_ANY_TOKEN, token);
}

void Header::setToken(int number, const Json& token)
{
    m_state->requireToken(number);
    m_state->storeToken(number, token);
}

void Header::assignToken(int token, int keyslot)
{
    m_state->requireToken(token);
    requireInUse(m_state->device, keyslot);
    m_state->device.require(crypt_token_assign_keyslot(m_state->device.get(), token, keyslot),
                            ErrorCode::Internal,
                            "assigning token " + std::to_string(token) + " to " + keyslotName(keyslot));
}

void Header::removeToken(int number)
{
    m_state->requireToken(number);
    m_state->device.require(crypt_token_json_set(m_state->device.get(), number, nullptr), ErrorCode::Internal,
                            "removing token " + std::to_string(number));
}

std::unique_ptr<SectorCipher> Header::sectorCipher() const
{
    if (m_state->volumeKey.empty()) {
        throw Error(ErrorCode::InvalidArgument,
                    "LUKS2 header: the volume key is not at hand; unlock a keyslot");
    }
    return m_state->kind().make(m_state->volumeKey, sectorSize());
}

std::unique_ptr<SectorCipher> Header::unlock(int number, const SecretBuffer& passphrase)
{
    SecretBuffer key = m_state->openKeyslot(number, passphrase);
    if (key.empty()) {
        return nullptr;
    }
    m_state->volumeKey = std::move(key);
    return sectorCipher();
}

std::vector<std::byte> Header::image() const
{
    std::vector<std::byte> bytes(kHeaderSize);
    copyImage(bytes);
    return bytes;
}

ByteView Header::view() const
{
    return m_state->device.content();
}

void Header::copyImage(ByteSpan out) const
{
    m_state->device.readContent(out);
}

} // namespace bindery::luks
