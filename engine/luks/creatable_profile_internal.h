// SPDX-License-Identifier: Apache-2.0
// Whether a header of some profile can be made. Errors: InvalidArgument, saying what is not possible.
#pragma once

#include "luks/cipher_kind_internal.h"
#include "luks/header_profile.h"

#include <string>

namespace bindery::luks
{

/// Labels end up on screens, in records and in udev rules: at most 47 characters of printable ASCII.
bool isLabel(const std::string& label);

/// The kind of its cipher.
const CipherKind& requireCreatable(const HeaderProfile& profile);

} // namespace bindery::luks
