// SPDX-License-Identifier: Apache-2.0
// Text with places for what a unit's row of the table says: ${unit.serial}, ${unit.host_name} and
// ${unit.NAME} for every other column. $${ stands for ${ itself; any other ${ stays as it is, so that shell
// scripts can be templates. What is put in is not looked at again. Errors: InvalidArgument naming file, line
// and field.
#pragma once

#include "golden/unit_table.h"

#include <string>
#include <string_view>

namespace bindery::golden
{

/// `place` names the template in messages.
std::string fillTemplate(std::string_view text, const UnitFields& fields, std::string_view place);

} // namespace bindery::golden
