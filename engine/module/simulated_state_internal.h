// SPDX-License-Identifier: Apache-2.0
// What a simulated module remembers, and one copy of it in its file. A copy has kCopySize bytes:
//     0  "bindery-module-1"
//    16  number, 8 bytes big-endian: the higher one counts; an odd one belongs to the second copy
//    24  length of the JSON, 4 bytes big-endian
//    28  zeros
//    32  SHA-256 of the whole copy, with zeros here
//    64  secrets: lock key, salt, length of the identity key (2 bytes big-endian), identity key, zeros
//   320  JSON of all that is no secret, canonical, then zeros
// Threads: values, free functions. Errors: Corrupt for what is no copy; InvalidArgument for a state that does
// not fit into one.
#pragma once

#include "base/secret_buffer.h"
#include "base/sha256.h"
#include "module/simulated_module.h"

#include <optional>
#include <string>

namespace bindery::module
{

enum class SimulatedMode { Unbound, Development, Production };
std::string_view textOf(SimulatedMode mode);
std::string_view textOf(Indication pattern);

struct SimulatedState {
    std::uint64_t number = 0;
    std::string serial;
    std::string model;
    SimulatedMode mode = SimulatedMode::Unbound;
    HostFacts boundTo;
    Digest fingerprint{};  ///< of boundTo
    std::string challenge; ///< that the next bindPermanently() wants; empty: none was asked for
    SimulatedFaults faults;
    std::optional<Indication> indication;
    SecretBuffer lockKey;     ///< this and the next: none when destroyed
    SecretBuffer identityKey; ///< as makeIdentityKey()
    SecretBuffer salt;        ///< of the fingerprint; none while unbound
};

constexpr std::size_t kCopySize = std::size_t{16} * 1024;

SecretBuffer encodeCopy(const SimulatedState& state);
/// `bytes` has kCopySize bytes.
SimulatedState decodeCopy(ByteView bytes);
/// Puts the right digest into a copy.
void sealCopy(ByteSpan copy);

Json jsonOf(const SimulatedFaults& faults);
/// Errors: InvalidArgument.
void requireSound(const SimulatedFaults& faults);
/// Errors: InvalidArgument. `what`: "serial".
void requireName(const std::string& text, const char* what);

} // namespace bindery::module
