// SPDX-License-Identifier: Apache-2.0
// The numbered steps of the schema, as compiled in from db/schema.
#pragma once

#include <span>
#include <string_view>

namespace bindery::db
{

struct SchemaStep {
    int version = 0;
    std::string_view name;
    std::string_view sql;
};

/// Ascending from 1, without gaps.
std::span<const SchemaStep> schemaSteps();

} // namespace bindery::db
