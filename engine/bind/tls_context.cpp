// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "bind/tls_context_internal.h"

#include <algorithm>
#include <string_view>

#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

namespace bindery::bind
{

namespace
{

constexpr std::string_view kProtocolName = "bindery-bind/1";
/// As ALPN writes a list of one: its length, then the name.
const std::string kProtocolList = static_cast<char>(kProtocolName.size()) + std::string(kProtocolName);

const unsigned char* octets(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

TlsContext commonContext(const SSL_METHOD* method)
{
    TlsContext context(::SSL_CTX_new(method));
    SSL_CTX* raw = context.get();
    const bool made = raw != nullptr && SSL_CTX_set_min_proto_version(raw, TLS1_3_VERSION) == 1 &&
                      SSL_CTX_set_max_proto_version(raw, TLS1_3_VERSION) == 1 &&
                      SSL_CTX_set1_sigalgs_list(raw, "ECDSA+SHA256") == 1 &&
                      SSL_CTX_set1_groups_list(raw, "X25519:P-256") == 1 &&
                      ::SSL_CTX_set_num_tickets(raw, 0) == 1 && ::SSL_CTX_set_max_early_data(raw, 0) == 1;
    if (!made) {
        failOpenSsl("preparing TLS 1.3");
    }
    ::SSL_CTX_set_options(raw, SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                   SSL_OP_CLEANSE_PLAINTEXT);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                              SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_max_cert_list(raw, 16 * 1024);
    return context;
}

int chooseProtocol(SSL*, const unsigned char** out, unsigned char* outLength, const unsigned char* offered,
                   unsigned offeredLength, void*)
{
    // SSL_select_next_proto() wants a pointer that it does not write through
    auto** chosen = const_cast<unsigned char**>(out);
    const int found =
        ::SSL_select_next_proto(chosen, outLength, octets(kProtocolList),
                                static_cast<unsigned>(kProtocolList.size()), offered, offeredLength);
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

bool isPinned(const SitePins& pins, X509* issuer)
{
    EVP_PKEY* key = ::X509_get0_pubkey(issuer);
    return isP256(key) && std::find(pins.begin(), pins.end(), spkiDigestOf(key)) != pins.end();
}

/// A station's certificate: of a P-256 key, signed by the issuer's, and nobody's authority.
bool isStationOf(X509* leaf, X509* issuer)
{
    return isP256(::X509_get0_pubkey(leaf)) && ::X509_check_ca(leaf) == 0 &&
           ::X509_verify(leaf, ::X509_get0_pubkey(issuer)) == 1;
}

/// In place of OpenSSL's own check of the chain, which asks for dates and authorities.
int checkStation(X509_STORE_CTX* store, void* argument)
{
    const auto& pins = *static_cast<const SitePins*>(argument);
    const STACK_OF(X509)* chain = ::X509_STORE_CTX_get0_untrusted(store);
    X509* leaf = ::X509_STORE_CTX_get0_cert(store);
    bool trusted = false;
    try {
        trusted = leaf != nullptr && sk_X509_num(chain) == 2 &&
                  ::X509_cmp(sk_X509_value(chain, 0), leaf) == 0 && isPinned(pins, sk_X509_value(chain, 1)) &&
                  isStationOf(leaf, sk_X509_value(chain, 1));
    } catch (const std::exception&) {
        trusted = false; // nothing may fly through OpenSSL
    }
    ::ERR_clear_error();
    ::X509_STORE_CTX_set_error(store, trusted ? X509_V_OK : X509_V_ERR_CERT_UNTRUSTED);
    return trusted ? 1 : 0;
}

} // namespace

TlsContext serverContext(const BenchIdentity& identity)
{
    const Key key = privateKeyOf(identity.privateKey, "the key of this station");
    const std::vector<Certificate> chain =
        certificatesOf(identity.certificates, "the certificate of this station");
    TlsContext context = commonContext(::TLS_server_method());
    bool fits = ::SSL_CTX_use_certificate(context.get(), chain.front().get()) == 1 &&
                ::SSL_CTX_use_PrivateKey(context.get(), key.get()) == 1 &&
                ::SSL_CTX_check_private_key(context.get()) == 1;
    for (std::size_t i = 1; fits && i < chain.size(); ++i) {
        fits = SSL_CTX_add1_chain_cert(context.get(), chain[i].get()) == 1;
    }
    const std::string reason = takeOpenSslReason();
    if (!fits) {
        throw Error(ErrorCode::Corrupt,
                    "key and certificate of this station do not fit (" + reason + "); join the site anew");
    }
    ::SSL_CTX_set_alpn_select_cb(context.get(), chooseProtocol, nullptr);
    ::SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr); // units prove themselves by their module
    return context;
}

TlsContext clientContext(const SitePins& pins)
{
    TlsContext context = commonContext(::TLS_client_method());
    if (::SSL_CTX_set_alpn_protos(context.get(), octets(kProtocolList),
                                  static_cast<unsigned>(kProtocolList.size())) != 0) {
        failOpenSsl("naming the protocol");
    }
    ::SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    ::SSL_CTX_set_cert_verify_callback(context.get(), checkStation, const_cast<SitePins*>(&pins));
    return context;
}

bool speaksBind(const SSL* tls)
{
    const unsigned char* name = nullptr;
    unsigned length = 0;
    ::SSL_get0_alpn_selected(tls, &name, &length);
    return length == kProtocolName.size() && std::equal(name, name + length, octets(kProtocolName));
}

} // namespace bindery::bind
