// SPDX-License-Identifier: Apache-2.0
// What TLS is between unit and station: 1.3 only, ECDSA with P-256, ALPN "bindery-bind/1", no resumption, no
// tickets, no early data, plaintext wiped from OpenSSL's buffers. Threads: a context may be shared once made.
// Source: RFC 8446, RFC 7301 (ALPN); SSL_CTX_set_options(3).
#pragma once

#include "bind/openssl_internal.h"
#include "bind/site.h"

namespace bindery::bind
{

/// Shows the station's certificate and the site's. Errors: Corrupt for an identity that does not fit.
TlsContext serverContext(const BenchIdentity& identity);
/// Takes a chain of exactly two: a leaf signed by a key that is pinned, shown as the second. `pins` is
/// borrowed. Names, dates and the system's authorities mean nothing.
TlsContext clientContext(const SitePins& pins);
/// Whether both ends said the protocol's name.
bool speaksBind(const SSL* tls);

} // namespace bindery::bind
