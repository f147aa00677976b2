// SPDX-License-Identifier: Apache-2.0
// TLS over a connected socket, every wait bounded by one deadline and ended by one file descriptor. OpenSSL
// sees memory only: sending is ours, so that a peer that is gone costs no SIGPIPE. Errors: Busy when the peer
// is gone or the time is up; Cancelled when woken; Corrupt when it talks no TLS, or no such TLS. Threads: one
// object belongs to one thread.
#pragma once

#include "base/unique_fd.h"
#include "bind/frame.h"
#include "bind/openssl_internal.h"

#include <chrono>

namespace bindery::bind
{

using Deadline = std::chrono::steady_clock::time_point;

/// Waits until `fd` has one of `events` (poll(2)). Errors: Busy when the time is up; Cancelled when `wakeFd`
/// (-1: none) becomes readable.
void waitFor(int fd, short events, Deadline deadline, int wakeFd);

class TlsStream : public ByteStream
{
public:
    /// Takes a non-blocking socket. `wakeFd` is borrowed; -1: none.
    TlsStream(UniqueFd socket, SSL_CTX* context, Deadline deadline, int wakeFd);

    void connect();
    void accept();
    void read(ByteSpan out) override;
    void write(ByteView bytes) override;
    /// Says that no more comes, and waits a moment for the peer to have it all; never throws.
    void finish() noexcept;

    void setDeadline(Deadline deadline) { m_deadline = deadline; }
    SSL* tls() { return m_tls.get(); }

private:
    /// Repeats `step` (SSL_do_handshake() and the like) until it is done; its result.
    template <typename Step>
    int drive(Step step);
    void send();
    void receive();

    UniqueFd m_socket;
    Tls m_tls;
    Deadline m_deadline;
    int m_wakeFd;
    bool m_failed = false; ///< then OpenSSL's state must not be used any more
};

} // namespace bindery::bind
