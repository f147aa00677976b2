// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "bind/tls_stream_internal.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>

#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>

namespace bindery::bind
{

namespace
{

constexpr std::size_t kPart = 16384;

bool isTransient(int errnoValue)
{
    return errnoValue == EAGAIN || errnoValue == EWOULDBLOCK || errnoValue == EINTR;
}

[[noreturn]] void failGone()
{
    throw Error(ErrorCode::Busy, "the other end has closed the connection");
}

} // namespace

void waitFor(int fd, short events, Deadline deadline, int wakeFd)
{
    using namespace std::chrono;
    for (;;) {
        const auto left = ceil<milliseconds>(deadline - steady_clock::now());
        if (left.count() <= 0) {
            throw Error(ErrorCode::Busy, "the other end took too long");
        }
        std::array<pollfd, 2> watched{pollfd{fd, events, 0}, pollfd{wakeFd, POLLIN, 0}};
        const int ready = ::poll(watched.data(), watched.size(),
                                 static_cast<int>(std::min<milliseconds::rep>(left.count(), INT_MAX)));
        if (ready < 0 && errno != EINTR) {
            throwErrno(ErrorCode::Internal, "waiting for a connection", errno);
        }
        if (ready > 0 && watched[1].revents != 0) {
            throw Error(ErrorCode::Cancelled, "the connection was stopped");
        }
        if (ready > 0) {
            return;
        }
    }
}

TlsStream::TlsStream(UniqueFd socket, SSL_CTX* context, Deadline deadline, int wakeFd)
    : m_socket(std::move(socket)), m_tls(::SSL_new(context)), m_deadline(deadline), m_wakeFd(wakeFd)
{
    Bio in(::BIO_new(::BIO_s_mem()));
    Bio out(::BIO_new(::BIO_s_mem()));
    if (!m_tls || !in || !out) {
        failOpenSsl("preparing a connection");
    }
    BIO_set_mem_eof_return(in.get(), -1); // empty means: more may come
    BIO_set_mem_eof_return(out.get(), -1);
    ::SSL_set_bio(m_tls.get(), in.release(), out.release());
}

void TlsStream::connect()
{
    ::SSL_set_connect_state(m_tls.get());
    drive([this] { return ::SSL_do_handshake(m_tls.get()); });
}

void TlsStream::accept()
{
    ::SSL_set_accept_state(m_tls.get());
    drive([this] { return ::SSL_do_handshake(m_tls.get()); });
}

void TlsStream::read(ByteSpan out)
{
    while (!out.empty()) {
        const int got = drive([&] {
            return ::SSL_read(m_tls.get(), out.data(),
                              static_cast<int>(std::min<std::size_t>(out.size(), INT_MAX)));
        });
        out = out.subspan(static_cast<std::size_t>(got));
    }
}

void TlsStream::write(ByteView bytes)
{
    while (!bytes.empty()) {
        const int put = drive([&] {
            return ::SSL_write(m_tls.get(), bytes.data(),
                               static_cast<int>(std::min<std::size_t>(bytes.size(), INT_MAX)));
        });
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
}

void TlsStream::finish() noexcept
{
    constexpr std::size_t kMostDiscarded = std::size_t{64} << 10U;
    if (m_failed) {
        return;
    }
    try {
        ::SSL_shutdown(m_tls.get());
        ::ERR_clear_error();
        send();
        ::shutdown(m_socket.get(), SHUT_WR);
        // Closing with something unread would reset the connection, and take from the peer what was sent.
        m_deadline = std::min(m_deadline, std::chrono::steady_clock::now() + std::chrono::seconds(1));
        std::array<char, 4096> discarded{};
        for (std::size_t total = 0; total < kMostDiscarded;) {
            waitFor(m_socket.get(), POLLIN, m_deadline, m_wakeFd);
            const ssize_t got = ::recv(m_socket.get(), discarded.data(), discarded.size(), 0);
            if (got == 0 || (got < 0 && !isTransient(errno))) {
                return;
            }
            total += got > 0 ? static_cast<std::size_t>(got) : 0;
        }
    } catch (const std::exception&) {
        m_failed = true; // it was courtesy
    }
}

template <typename Step>
int TlsStream::drive(Step step)
{
    for (;;) {
        ::ERR_clear_error();
        const int result = step();
        const int kind = result > 0 ? SSL_ERROR_NONE : ::SSL_get_error(m_tls.get(), result);
        const std::string reason = kind == SSL_ERROR_SSL ? takeOpenSslReason() : std::string();
        m_failed = m_failed || kind == SSL_ERROR_SSL || kind == SSL_ERROR_SYSCALL;
        if (kind == SSL_ERROR_SSL) {
            try {
                send(); // the alert that tells the peer why
            } catch (const Error&) {
                m_failed = true; // the reason below says more than that
            }
            throw Error(ErrorCode::Corrupt, "TLS: " + (reason.empty() ? "it failed" : reason));
        }
        send();
        switch (kind) {
        case SSL_ERROR_NONE:
            return result;
        case SSL_ERROR_WANT_READ:
            receive();
            break;
        case SSL_ERROR_WANT_WRITE:
            break; // memory takes everything, so this does not come twice in a row
        case SSL_ERROR_ZERO_RETURN:
            failGone();
        default:
            failOpenSsl("talking TLS");
        }
    }
}

void TlsStream::send()
{
    BIO* out = ::SSL_get_wbio(m_tls.get());
    char* waiting = nullptr;
    const long size = BIO_get_mem_data(out, &waiting);
    ByteView rest = asBytes({waiting, static_cast<std::size_t>(std::max(0L, size))});
    while (!rest.empty()) {
        const ssize_t put = ::send(m_socket.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
        if (put > 0) {
            rest = rest.subspan(static_cast<std::size_t>(put));
        } else if (put < 0 && isTransient(errno)) {
            waitFor(m_socket.get(), POLLOUT, m_deadline, m_wakeFd);
        } else {
            m_failed = true;
            failGone();
        }
    }
    (void)BIO_reset(out);
}

void TlsStream::receive()
{
    std::array<char, kPart> part{};
    for (;;) {
        waitFor(m_socket.get(), POLLIN, m_deadline, m_wakeFd);
        const ssize_t got = ::recv(m_socket.get(), part.data(), part.size(), 0);
        if (got > 0) {
            const int kept = ::BIO_write(::SSL_get_rbio(m_tls.get()), part.data(), static_cast<int>(got));
            if (kept != got) {
                failOpenSsl("keeping what was received");
            }
            return;
        }
        if (got == 0 || !isTransient(errno)) {
            m_failed = true;
            failGone();
        }
    }
}

} // namespace bindery::bind
