// SPDX-License-Identifier: Apache-2.0
// Looks at GPT headers before libfdisk does, which trusts their lengths while it computes the checksums of
// them. Errors: BadImage. Source: UEFI specification 2.10, section 5.3.2.
#pragma once

#include <cstdint>
#include <string>

namespace bindery::device
{

/// Refuses headers whose sizes libfdisk would read past its memory with. A sector without a header is fine.
void checkGptHeaders(int fd, std::uint64_t sectors, const std::string& name);
/// Whether sector 0 says that the medium has a GPT.
bool hasProtectiveMbr(int fd, const std::string& name);

} // namespace bindery::device
