// SPDX-License-Identifier: Apache-2.0
#include "bind/key_module.h"

#include "bind/openssl_internal.h"
#include "bind/site_certificate_internal.h"

#include <array>

namespace bindery::test
{

struct KeyModule::State {
    bind::Key key;
};

KeyModule::KeyModule(std::string serial)
    : m_state(std::make_unique<State>(State{bind::freshP256()})), m_serial(std::move(serial))
{
}
KeyModule::~KeyModule() = default;

module::ModuleInfo KeyModule::info()
{
    module::ModuleInfo info{"simulated", "key", m_serial, "1.0", {}};
    std::array<std::byte, 256> der{};
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    const int size = ::i2d_PUBKEY(m_state->key.get(), &out);
    info.publicKey.assign(der.begin(), der.begin() + size);
    return info;
}

std::vector<std::byte> KeyModule::lock(const SecretBuffer&)
{
    throw Error(ErrorCode::ModuleRefused, "this module only signs");
}

SecretBuffer KeyModule::unlock(ByteView)
{
    throw Error(ErrorCode::ModuleRefused, "this module only signs");
}

std::vector<std::byte> KeyModule::sign(const Digest& digest)
{
    if (!canSign) {
        throw Error(ErrorCode::Busy, "the bus of the module does not answer");
    }
    const std::unique_ptr<EVP_PKEY_CTX, bind::Freer<EVP_PKEY_CTX_free>> context(
        ::EVP_PKEY_CTX_new(m_state->key.get(), nullptr));
    std::vector<std::byte> signature(128);
    std::size_t size = signature.size();
    if (::EVP_PKEY_sign_init(context.get()) != 1 ||
        ::EVP_PKEY_sign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                        reinterpret_cast<const unsigned char*>(digest.data()), digest.size()) != 1) {
        bind::failOpenSsl("signing");
    }
    signature.resize(size);
    return signature;
}

} // namespace bindery::test
