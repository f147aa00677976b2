// SPDX-License-Identifier: Apache-2.0
// `bindery-unit status`: how far the bind is, as header and module say it. Changes nothing, binds no module,
// tells no secret, and not the locked key either. Errors: those of the medium and of luks::Header::load().
// Threads: free functions.
#pragma once

#include "base/json.h"
#include "module/security_module.h"
#include "unit/header_medium.h"

#include <memory>
#include <string>

namespace bindery::unit
{

/// header_state, keyslots, label, luks_uuid, profile_digest, token (null or its facts), boot_id,
/// made_in_this_boot.
Json describeHeader(HeaderMedium& medium, const std::string& bootId);
/// status, and kind, model, serial, firmware where it can be asked.
Json describeModule(module::SecurityModule& module);
/// For people.
std::string textOfStatus(const Json& status);

} // namespace bindery::unit
