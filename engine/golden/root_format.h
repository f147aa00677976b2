// SPDX-License-Identifier: Apache-2.0
// The ext4 features of a fresh root: those that the target's release makes and understands, not those of the
// station. Threads: free function. Source: mke2fs.conf(5) and e2fsprogs of the releases.
#pragma once

#include "golden/system_facts.h"

#include <string>
#include <vector>

namespace bindery::golden
{

/// As mke2fs -O takes them.
std::vector<std::string> rootFeatures(const SystemFacts& system);

} // namespace bindery::golden
