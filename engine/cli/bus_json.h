// SPDX-License-Identifier: Apache-2.0
// What comes over the bus, as JSON: a{sv} is an object, lists are lists, paths are text. A value of a type
// that the contract does not use is null. Threads: free functions.
#pragma once

#include "base/json.h"

#include <map>
#include <string>
#include <vector>

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::cli
{

using BusDictionary = std::map<std::string, sdbus::Variant>;

Json jsonOf(const sdbus::Variant& value);
Json jsonOf(const BusDictionary& facts);
Json jsonOf(const std::vector<BusDictionary>& list);

} // namespace bindery::cli
