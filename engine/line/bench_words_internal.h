// SPDX-License-Identifier: Apache-2.0
// A unit's words as the records take them, and the bench's words as a message holds them.
#pragma once

#include "base/bytes.h"
#include "bind/messages.h"
#include "db/bind_records.h"

#include <string>

namespace bindery::line
{

/// As a message may hold it: one line of at most kMaxText bytes, whole characters.
std::string fitting(std::string text);
db::UnitParts partsOf(const bind::Hello& hello);
db::BindStep stepOf(const bind::Hello& hello, const bind::HeaderReport& header, ByteView signature);
/// Whether these parts were fitted to the unit before, and so need no leave.
bool areFitted(const db::BindStatus& unit, const db::UnitParts& parts);
/// "module M-7 in Pi 10000000abcd"
std::string partsText(const bind::Hello& hello);

} // namespace bindery::line
