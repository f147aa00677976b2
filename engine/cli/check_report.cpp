// SPDX-License-Identifier: Apache-2.0
#include "cli/check_report.h"

#include "cli/output.h"

#include <unistd.h>

namespace bindery::cli
{

int tellCheck(bool json, const db::CheckReport& report, db::CheckDepth depth)
{
    if (json) {
        Json findings = Json::array();
        for (const db::CheckFinding& finding : report.findings) {
            findings.push_back({{"place", finding.place}, {"message", finding.message}});
        }
        printJson({{"good", report.good()},
                   {"full", depth == db::CheckDepth::Full},
                   {"events", report.events},
                   {"checkpoints", report.checkpoints},
                   {"findings", std::move(findings)}});
        return report.good() ? kDone : kFailed;
    }
    const Console console = Console::of(STDOUT_FILENO);
    if (report.good()) {
        const bool full = depth == db::CheckDepth::Full;
        printText(toned(console, Tone::Good, full ? "All holds:" : "The end of the chain holds:") + " " +
                  std::to_string(report.events) + " events, " + std::to_string(report.checkpoints) +
                  " signed checkpoints.\n" +
                  (full ? ""
                        : "What is before it was not looked at, nor whether the tables say what the events "
                          "say:\nbindery db check --full does.\n"));
        return kDone;
    }
    std::string text = toned(console, Tone::Bad, "The records are damaged.") + "\n";
    for (const db::CheckFinding& finding : report.findings) {
        text += printable(finding.place) + ": " + printable(finding.message) + "\n";
    }
    printText(text + std::string(traitsOf(ErrorCode::Corrupt).operatorSentence) + "\n");
    return kFailed;
}

} // namespace bindery::cli
