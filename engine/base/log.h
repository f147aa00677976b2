// SPDX-License-Identifier: Apache-2.0
// Set-up of spdlog for a program: human-readable lines on standard error, and, when a file is given, the same
// in a rotating file (5 x 4 MiB). No secret is ever logged. Thread-safe.
#pragma once

#include <filesystem>
#include <optional>

namespace bindery
{

enum class LogLevel { Debug, Info, Warning, Error };

/// Errors: WriteFailed when the file cannot be opened.
void setUpLog(LogLevel level, const std::optional<std::filesystem::path>& file);

} // namespace bindery
