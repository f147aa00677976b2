// SPDX-License-Identifier: Apache-2.0
// What a unit wrote to its console, for people and for those who look for a phrase. Threads: free functions.
// Source: ECMA-48 (escape sequences).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace bindery::staging
{

/// Without escape sequences, and nothing else that a terminal would act on but line feeds and tabs.
std::string plainConsole(const std::string& text);
/// The last `count` lines that say something.
std::vector<std::string> lastLines(const std::string& text, std::size_t count);

} // namespace bindery::staging
