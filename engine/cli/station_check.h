// SPDX-License-Identifier: Apache-2.0
// What a station needs of its machine, and whether it is there. Changes nothing: not even the state folder is
// made. Errors: none; what cannot be found out is a finding.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace bindery::cli
{

enum class Health {
    Good,
    Warning, ///< it works, but slower, less safely, or not for everything
    Missing, ///< cards cannot be made
};

struct HealthFinding {
    std::string name; ///< "clock": stable
    Health health = Health::Good;
    std::string found;
    std::string cure; ///< empty where nothing is to be done
};

std::vector<HealthFinding> checkStation(const std::filesystem::path& state);

} // namespace bindery::cli
