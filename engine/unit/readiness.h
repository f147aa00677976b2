// SPDX-License-Identifier: Apache-2.0
// Waiting for the module with a word to the person at the console, and the end of a unit that gives up.
// Errors: none; what a module throws is told and counts as CommFault. Threads: free functions.
#pragma once

#include "base/error.h"
#include "module/security_module.h"
#include "unit/unit_parts.h"

#include <string>

namespace bindery::unit
{

/// Its status, after waiting for a module that is not there or does not answer.
module::ModuleStatus readyStatus(const UnitParts& parts);
/// Whether it makes sense to ask the module again after such an error; then it has been said.
bool isWorthWaiting(const UnitParts& parts, const Error& error);
/// A light for the person at the unit; a module without one, or that does not answer, is no trouble.
void indicate(const UnitParts& parts, module::Indication pattern);

} // namespace bindery::unit
