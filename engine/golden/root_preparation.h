// SPDX-License-Identifier: Apache-2.0
// Makes a golden root out of a copy of the source's: checked, able to change its UUID alone, shrunk, and free
// of what its unused blocks held. The same copy always gives the same file. Errors: BadImage naming what is
// wrong; WriteFailed. Threads: free function.
#pragma once

#include "base/bytes.h"
#include "golden/system_facts.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace bindery::golden
{

struct PreparedRoot {
    SystemFacts system;
    Bytes size;
    Bytes used;
    std::string digest;
};

/// `step` hears what is being done, in words, with bytes done and in all.
PreparedRoot prepareRoot(
    const std::filesystem::path& root,
    const std::function<void(const std::string& step, std::uint64_t done, std::uint64_t total)>& report,
    const std::stop_token& stop);

} // namespace bindery::golden
