// SPDX-License-Identifier: Apache-2.0
// A unit without hardware: QEMU starts what lies on a card, with a simulated module as a second disk, and
// writes what the unit says to a file. Every start is a cold one; the machine ends when the system in it
// restarts, and is killed when this goes, also with the program itself. Errors: NotFound with the package
// when there is no QEMU; BadImage when the console is flooded; Internal. Threads: one object belongs to one
// thread, which lives as long as the machine does. Source: qemu-system(1), setpriv(1) --pdeathsig.
#pragma once

#include "golden/manifest.h"
#include "staging/boot_place.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace bindery::staging
{

/// "qemu q35 tcg": as manifests name it.
inline constexpr const char* kProofMachine = "qemu q35 tcg";

/// What the machine starts, and what a module measures of it.
struct ProofUnit {
    BootPlace boot;
    std::filesystem::path card;
    std::filesystem::path module;
    std::filesystem::path console; ///< made anew at each start
    std::uint16_t benchPort = 0;   ///< of a bench on 127.0.0.1 of this station
};

/// The machine runs what the image's units run on. Errors: Conflict with the cure: the units do not bind, or
/// not to a simulated module, or are no PCs.
void requireProvable(const golden::Manifest& manifest);

/// The words of the command that starts it.
std::vector<std::string> proofMachineCommand(const ProofUnit& unit);

class ProofMachine
{
public:
    explicit ProofMachine(const ProofUnit& unit);
    ~ProofMachine();
    ProofMachine(const ProofMachine&) = delete;
    ProofMachine& operator=(const ProofMachine&) = delete;

    bool isRunning();
    /// The power goes.
    void kill();
    /// What the unit said so far, and after its end what QEMU itself had to say.
    std::string said() const;

private:
    std::filesystem::path m_console;
    std::filesystem::path m_complaints;
    pid_t m_pid = 0;
};

} // namespace bindery::staging
