// SPDX-License-Identifier: Apache-2.0
// Who this station is: one Ed25519 key, made at first use in STATE/keys/station.pem (PKCS #8, mode 0600).
// Errors: NeedsRoot, WriteFailed as base/file.h; Corrupt when the key file does not hold an Ed25519 key;
// Internal. Threads: const members from any thread. Two processes that start at once end up with the same
// key. Source: RFC 8032 (Ed25519), RFC 8410 (SPKI and PKCS #8 of it).
#pragma once

#include "base/bytes.h"
#include "db/state_folder.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace bindery::db
{

using Signature = std::array<std::byte, 64>;

/// The half that everybody may know.
class StationKey
{
public:
    /// Errors: Corrupt when `pem` is no Ed25519 public key (SPKI); `what` names its place.
    static StationKey fromPem(std::string_view pem, std::string_view what);
    ~StationKey();
    StationKey(StationKey&&) noexcept;
    StationKey& operator=(StationKey&&) noexcept;

    /// First 16 hex digits of SHA-256 over the SPKI in DER.
    std::string id() const;
    std::string pem() const;
    bool verify(ByteView message, ByteView signature) const;
    bool operator==(const StationKey& other) const;

private:
    friend class StationIdentity;
    struct State;
    explicit StationKey(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

class StationIdentity
{
public:
    /// Loads the key, or makes it (and the folder, mode 0700) when there is none.
    static StationIdentity openOrCreate(const StateFolder& state);
    ~StationIdentity();
    StationIdentity(StationIdentity&&) noexcept;
    StationIdentity& operator=(StationIdentity&&) noexcept;

    const StationKey& publicKey() const { return m_public; }
    std::string id() const { return m_public.id(); }
    std::string publicPem() const { return m_public.pem(); }
    Signature sign(ByteView message) const;

private:
    struct State;
    StationIdentity(std::unique_ptr<State> state, StationKey publicKey);
    std::unique_ptr<State> m_state;
    StationKey m_public;
};

} // namespace bindery::db
