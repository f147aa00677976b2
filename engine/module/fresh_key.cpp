// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "module/keyed_digest_internal.h"
#include "module/security_module.h"

namespace bindery::module
{

SecretBuffer freshKey(SecurityModule& module)
{
    constexpr std::size_t kSize = 64;
    const SecretBuffer ofModule = module.random(kSize);
    if (ofModule.size() != kSize) {
        throw Error(ErrorCode::Busy, "the security module gave " + std::to_string(ofModule.size()) +
                                         " random bytes instead of " + std::to_string(kSize) +
                                         "; try again, and replace it when it stays so");
    }
    const SecretBuffer ofKernel = SecretBuffer::random(kSize);
    return secretHmacSha512(ofKernel.view(), ofModule.view());
}

} // namespace bindery::module
