// SPDX-License-Identifier: Apache-2.0
// Who decides at the station: a seam between the protocol (bind_server.h) and the records. What comes here
// was signed by the module named in the hello, over a nonce of this connection. An answer must fit its
// act (mayAnswer(), and a secret of 1 to kMaxSecret bytes with Authorised only). Errors: an Error that leaves
// a member, or an answer that does not fit, becomes "waiting" at the unit, and rejected() hears of it.
// Threads: members are called by several threads of the server, never two at once.
#pragma once

#include "base/secret_buffer.h"
#include "bind/messages.h"

#include <optional>
#include <string>

namespace bindery::bind
{

struct Ruling {
    Verdict verdict = Verdict::Refused;
    std::string reason;                      ///< for the console of the unit and for people at the station
    std::optional<SecretBuffer> secret = {}; ///< with Authorised
};

class BindDesk
{
public:
    virtual ~BindDesk() = default;
    /// May this unit have its transport secret? The same parts may ask again until they are locked.
    virtual Ruling authorise(const Hello& hello, const HeaderReport& header) = 0;
    /// Keyslot 1 is on the medium and was opened with what the module gave back.
    virtual Ruling locked(const Hello& hello, const HeaderReport& header, ByteView signature) = 0;
    /// The root was opened by the module alone after a cold boot: Revoke, or Noted where there is nothing to
    /// revoke.
    virtual Ruling verified(const Hello& hello, const HeaderReport& header, ByteView signature) = 0;
    /// Keyslot 0 is gone.
    virtual Ruling revoked(const Hello& hello, const HeaderReport& header, ByteView signature) = 0;
    /// Signed like the others; a failure that no module signed comes to rejected(), for anybody can send one.
    virtual Ruling failed(const Hello& hello, const FailureReport& failure) = 0;
    /// Somebody who proved nothing: no valid signature, no valid message. `why` is fit to be shown; `hello`
    /// where it came so far.
    virtual void rejected(const std::string& peer, const std::string& why,
                          const std::optional<Hello>& hello) = 0;
};

} // namespace bindery::bind
