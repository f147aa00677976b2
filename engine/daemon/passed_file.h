// SPDX-License-Identifier: Apache-2.0
// A file that a client passed as a descriptor. What the client could not do itself the daemon does not do for
// it: the descriptor must have been opened for what is done with it, and be a regular file.
// Errors: InvalidArgument, with `what` in front. Threads: free functions.
#pragma once

#include "base/unique_fd.h"

#include <filesystem>
#include <string>

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

enum class PassedFor { Reading, Writing };

/// A descriptor of our own for it.
UniqueFd passedFile(const sdbus::UnixFd& file, PassedFor purpose, const std::string& what);
/// A name under which this process opens it.
std::filesystem::path nameOf(const UniqueFd& file);
/// The last element of the path that it has, or had when it was removed; for people.
std::string calledFile(const UniqueFd& file);

} // namespace bindery::daemon
