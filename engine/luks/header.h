// SPDX-License-Identifier: Apache-2.0
// A LUKS2 header (binary headers, JSON areas, keyslot area: the first 16 MiB of the encrypted partition) held
// in memory: made, read and changed there by libcryptsetup, streamed to the medium by others. No
// device-mapper, no device node. Units: bytes. The header always covers kHeaderSize and the data segment
// starts right after it. Errors: Corrupt (no valid LUKS2 header, or not of the profile we write, saying which
// field); InvalidArgument; NotFound (no such keyslot or token); Internal. A passphrase that does not open is
// a value (false / empty). Threads: one object belongs to one thread at a time. Source: libcryptsetup.h
// (2.6); LUKS2 on-disk format 1.1.3.
#pragma once

#include "base/bytes.h"
#include "base/json.h"
#include "base/secret_buffer.h"
#include "base/uuid.h"
#include "luks/header_profile.h"
#include "luks/sector_cipher.h"
#include "luks/volume_key.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bindery::luks
{

/// Offset of the data segment inside the partition, fixed (never probed).
constexpr std::uint64_t kHeaderSize = std::uint64_t{16} << 20U;

enum class KeyslotPriority { Normal, Ignore };

struct Keyslot {
    int number = 0;
    KeyslotPriority priority = KeyslotPriority::Normal;
    std::string cipher; ///< of the keyslot area
    std::string kdf;    ///< "pbkdf2"
    std::uint32_t iterations = 0;
};

struct Token {
    int number = 0;
    std::string type;
    Json content; ///< the whole token object, "type" and "keyslots" included
};

class Header
{
public:
    /// A new header with a volume key of its own from the kernel's generator and no keyslots.
    static Header create(const HeaderProfile& profile, const Uuid& uuid);
    /// The same around a key that data may be encrypted with meanwhile.
    static Header create(VolumeKey volumeKey, const Uuid& uuid);
    /// From the first kHeaderSize bytes of a partition.
    static Header load(ByteView image);

    Header(Header&&) noexcept;
    Header& operator=(Header&&) noexcept;
    ~Header();

    Uuid uuid() const;
    std::string label() const;
    std::string cipher() const;
    std::uint32_t sectorSize() const;
    std::uint32_t volumeKeySize() const;
    std::vector<Keyslot> keyslots() const;
    std::vector<Token> tokens() const;
    std::optional<Token> tokenOfType(const std::string& type) const;

    /// Adds keyslot `number` that `passphrase` opens: aes-xts-plain64 512 bit, PBKDF2-SHA256, 1000
    /// iterations, no benchmark. The volume key must be at hand: after create(), or after a successful
    /// unlock().
    void addKeyslot(int number, const SecretBuffer& passphrase,
                    KeyslotPriority priority = KeyslotPriority::Normal);
    /// Destroys keyslot `number` and its key material.
    void destroyKeyslot(int number);
    /// Whether `passphrase` opens keyslot `number`.
    bool testKeyslot(int number, const SecretBuffer& passphrase);
    /// Adds a token (an object with a "type"); gives its number.
    int addToken(const Json& token);
    /// Puts `token` in the place of token `number`; its "keyslots" too, or none where it names none.
    void setToken(int number, const Json& token);
    /// Token `token` belongs to keyslot `keyslot` from now on too.
    void assignToken(int token, int keyslot);
    void removeToken(int number);

    /// The cipher of the data segment; after create().
    std::unique_ptr<SectorCipher> sectorCipher() const;
    /// The same through keyslot `number`; empty when the passphrase does not open it.
    std::unique_ptr<SectorCipher> unlock(int number, const SecretBuffer& passphrase);

    /// The kHeaderSize bytes to put on the medium.
    std::vector<std::byte> image() const;
    /// The same where they lie, aligned to a page (open(2), O_DIRECT): for as long as the header is there,
    /// with what changes in it.
    ByteView view() const;
    /// The same into `out`, of kHeaderSize bytes.
    void copyImage(ByteSpan out) const;

private:
    struct State;
    explicit Header(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace bindery::luks
