// SPDX-License-Identifier: Apache-2.0
#include "cli/health_report.h"
#include "cli/verbs.h"

namespace bindery::cli
{

int doctor(const Everywhere& everywhere)
{
    return tellHealth(everywhere.json, checkStation(everywhere.state));
}

} // namespace bindery::cli
