// SPDX-License-Identifier: Apache-2.0
// The security module of a unit: it locks a key so that only it, on the host it is bound to, gives it back. A
// seam: real modules and the simulated one pass the same contract tests (tests/module/module_contract.h).
// Errors, by what can be done about them (kindOf()): Busy (bus, timeout: try again); ModuleAbsent (needs a
// person); ModuleRefused (final: refused, breached, destroyed, or a blob of another module); Conflict
// (policy: not the module that was expected). A module that is not there is a value of status(), not an
// exception. What uses keys (lock, unlock, sign, random, the permanent bind) wants a healthy status and ends
// with ModuleRefused otherwise; info, fingerprint and indicate answer as long as the module does. Threads:
// one object belongs to one thread.
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "base/secret_buffer.h"
#include "base/sha256.h"
#include "module/host_facts.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::module
{

enum class ModuleStatus {
    Absent,
    CommFault, ///< it is there, and does not answer as it should
    Unbound,
    BoundDevelopment, ///< the module must be the same; Pi and card may change
    BoundProduction,  ///< permanently locked to this Pi and this card
    BindRefused,      ///< permanently locked to others than these
    Breached,
    Destroyed,
    Unknown,
};
/// "absent", "comm fault", "unbound", "bound development", "bound production", "bind refused", "breached",
/// "destroyed", "unknown": stable, as in records and messages.
std::string_view textOf(ModuleStatus status);
/// Errors: Corrupt.
ModuleStatus moduleStatusOf(std::string_view text);
/// Whether keys can be locked and unlocked.
bool isHealthy(ModuleStatus status);

enum class FailureKind { TryAgain, NeedsPerson, Final, Policy };
/// Of an Error that a module threw: TryAgain of Busy, Final of ModuleRefused and Corrupt, Policy of Conflict
/// and InvalidArgument, NeedsPerson of every other.
FailureKind kindOf(ErrorCode code);

struct ModuleInfo {
    std::string kind; ///< "simulated", "zymbit", "tpm2"
    std::string model;
    std::string serial;
    std::string firmware;
    std::vector<std::byte> publicKey; ///< SPKI in DER, of a NIST P-256 key
    bool operator==(const ModuleInfo&) const = default;
};

enum class Indication { Working, Done, Failed };

class SecurityModule
{
public:
    virtual ~SecurityModule() = default;

    virtual ModuleStatus status() = 0;
    /// Asks until it is healthy or can never become so, at most so long; the last status. A module that binds
    /// by itself is let do so.
    virtual ModuleStatus waitReady(std::chrono::milliseconds timeout) = 0;
    virtual ModuleInfo info() = 0;
    /// From the module's generator alone: mix with the kernel's before use (freshKey()).
    virtual SecretBuffer random(std::size_t size) = 0;
    /// Encrypts and authenticates; 1 to kMaxKeySize bytes. Errors: InvalidArgument.
    virtual std::vector<std::byte> lock(const SecretBuffer& key) = 0;
    /// Errors: ModuleRefused for what this module did not lock, or that was changed.
    virtual SecretBuffer unlock(ByteView locked) = 0;
    /// ECDSA over a SHA-256 digest, in DER, by the key of info().
    virtual std::vector<std::byte> sign(const Digest& digest) = 0;
    /// What it measures of the host; empty where it cannot be asked.
    virtual std::optional<HostFacts> fingerprint() = 0;
    virtual void indicate(Indication pattern) = 0;
    /// The value that bindPermanently() wants, good for one try, right or wrong; for a person to type. The
    /// last one counts. Errors: Conflict when it is permanently bound already.
    virtual std::string permanentBindChallenge() = 0;
    /// Production lock; irreversible; never part of an automatic run. What was locked before still opens.
    /// Errors: InvalidArgument for another value; Conflict when it is so bound already, or too little is
    /// known of its host to tell it from another.
    virtual void bindPermanently(std::string_view confirmation) = 0;

    /// Zymbit's modules take 512 bytes and more; the key of a card has 64.
    static constexpr std::size_t kMaxKeySize = 512;
};

/// 64 bytes of the module's generator mixed with the kernel's (HMAC-SHA-512), so that neither alone decides.
SecretBuffer freshKey(SecurityModule& module);

/// Whether `signature` is that of the key in `publicKey` over `digest`. Errors: Corrupt for an SPKI that is
/// no P-256 key.
bool verifySignature(ByteView publicKey, const Digest& digest, ByteView signature);

} // namespace bindery::module
