# Writes OUTPUT, a C++ file that holds the SQL files of the folder SCHEMA in the order of their numbers.
# Run as: cmake -DSCHEMA=folder -DOUTPUT=file -P embed_schema.cmake
file(GLOB files "${SCHEMA}/*.sql")
list(SORT files)
set(steps "")
set(expected 0)
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME)
  math(EXPR expected "${expected} + 1")
  if(NOT name MATCHES "^([0-9][0-9][0-9])_[a-z0-9_]+\\.sql$")
    message(FATAL_ERROR "${name}: schema files are named NNN_what.sql")
  endif()
  math(EXPR number "1${CMAKE_MATCH_1} - 1000")
  if(NOT number EQUAL expected)
    message(FATAL_ERROR "${name}: the number ${expected} is missing in db/schema")
  endif()
  file(READ "${file}" sql)
  string(APPEND steps "    SchemaStep{${number}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(WRITE "${OUTPUT}.new" "// SPDX-License-Identifier: Apache-2.0
// Made from db/schema by db/embed_schema.cmake.
#include \"db/schema_internal.h\"

#include <array>

namespace bindery::db
{

namespace
{

constexpr std::array kSteps{
${steps}};

} // namespace

std::span<const SchemaStep> schemaSteps()
{
    return kSteps;
}

} // namespace bindery::db
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
