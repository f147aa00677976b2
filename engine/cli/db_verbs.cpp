// SPDX-License-Identifier: Apache-2.0
#include "cli/check_report.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/verbs.h"

namespace bindery::cli
{

int dbCheck(const Everywhere& everywhere, bool full)
{
    requireState(everywhere.state);
    const db::CheckDepth depth = full ? db::CheckDepth::Full : db::CheckDepth::Quick;
    return tellCheck(everywhere.json,
                     db::checkDatabase(db::StateFolder(std::filesystem::absolute(everywhere.state)), depth),
                     depth);
}

int dbBackup(const Everywhere& everywhere, const std::filesystem::path& target)
{
    requireState(everywhere.state);
    db::backupDatabase(db::StateFolder(std::filesystem::absolute(everywhere.state)), target);
    if (everywhere.json) {
        printJson({{"file", std::filesystem::absolute(target).string()},
                   {"size", std::filesystem::file_size(target)}});
    } else {
        printText("Copied the records to " + printable(target.string()) +
                  ", and checked the copy.\n"
                  "It holds no key: without " +
                  printable((everywhere.state / "keys").string()) + " it opens no card.\n");
    }
    return kDone;
}

} // namespace bindery::cli
