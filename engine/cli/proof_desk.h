// SPDX-License-Identifier: Apache-2.0
// The bench of one sample card: it gives the card its transport secret, follows it until keyslot 0 is gone,
// and keeps nothing. Whoever asks out of turn, or with a header that is not the card's, is refused, and the
// proof has failed. Errors and threads: as BindDesk; state() from any thread.
#pragma once

#include "base/uuid.h"
#include "bind/bind_desk.h"

#include <mutex>
#include <optional>
#include <string>

namespace bindery::cli
{

/// What the desk knows of the card; no record has it.
struct ProofCard {
    Uuid luksUuid;
    std::string profileDigest;
    SecretBuffer secret;
    std::string moduleSerial;
};

/// How far the unit has come.
enum class ProofStep { Nothing, Authorised, Locked, Verified, Revoked };

struct ProofState {
    ProofStep step = ProofStep::Nothing;
    std::optional<std::string> refusal; ///< the proof has failed
    std::string trouble;                ///< what was said last that the unit may get over; empty: nothing
};

class ProofDesk : public bind::BindDesk
{
public:
    explicit ProofDesk(ProofCard card);

    ProofState state() const;

    bind::Ruling authorise(const bind::Hello& hello, const bind::HeaderReport& header) override;
    bind::Ruling locked(const bind::Hello& hello, const bind::HeaderReport& header,
                        ByteView signature) override;
    bind::Ruling verified(const bind::Hello& hello, const bind::HeaderReport& header,
                          ByteView signature) override;
    bind::Ruling revoked(const bind::Hello& hello, const bind::HeaderReport& header,
                         ByteView signature) override;
    bind::Ruling failed(const bind::Hello& hello, const bind::FailureReport& failure) override;
    void rejected(const std::string& peer, const std::string& why,
                  const std::optional<bind::Hello>& hello) override;

private:
    /// What an act needs to be in its turn.
    struct Turn {
        ProofStep first;
        ProofStep last; ///< of the steps after which it may come
        std::vector<int> keyslots;
    };
    bind::Ruling take(const bind::Hello& hello, const bind::HeaderReport& header, const Turn& turn,
                      ProofStep next, bind::Verdict verdict);
    std::string objection(const bind::Hello& hello, const bind::HeaderReport& header, const Turn& turn) const;

    const ProofCard m_card;
    mutable std::mutex m_mutex;
    ProofState m_state;
};

} // namespace bindery::cli
