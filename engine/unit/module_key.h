// SPDX-License-Identifier: Apache-2.0
// The key of keyslot 1: made, locked by the module, and got back from it. Errors: those of the module;
// ModuleRefused when the module does not give back what it locked, or the token is of another module.
// Threads: free functions.
#pragma once

#include "base/secret_buffer.h"
#include "bind/module_token.h"
#include "luks/header.h"
#include "module/security_module.h"
#include "unit/unit_parts.h"

namespace bindery::unit
{

/// A fresh key, locked; the token that goes into `header`, not yet assigned.
bind::ModuleToken makeModuleToken(const UnitParts& parts, const luks::Header& header);
/// The key that the module gives for the token.
SecretBuffer keyOf(const bind::ModuleToken& token, module::SecurityModule& module);
/// The same, which must open keyslot 1 of `header`.
SecretBuffer provenKey(luks::Header& header, module::SecurityModule& module);
/// The token of `header`, and its number there. Errors: Corrupt when there is none.
struct NumberedToken {
    int number = 0;
    bind::ModuleToken token;
};
NumberedToken tokenIn(const luks::Header& header);

} // namespace bindery::unit
