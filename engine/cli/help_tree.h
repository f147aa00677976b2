// SPDX-License-Identifier: Apache-2.0
// The verbs and options of a command line as data: what --help says, for the man pages and the completion of
// the shell, which are made from it. Threads: free function.
#pragma once

#include "base/json.h"

namespace CLI
{
class App;
} // namespace CLI

namespace bindery::cli
{

/// {"name", "about", "closing", "arguments": [OPTION], "options": [OPTION], "verbs": [the same again]},
/// OPTION being {"names", "value", "about", "choices", "required", "repeats"}. What is hidden from --help is
/// left out.
Json helpTree(const CLI::App& app);

} // namespace bindery::cli
