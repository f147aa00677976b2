// SPDX-License-Identifier: Apache-2.0
#include "cli/check_report.h"

#include "cli/output.h"

#include <unistd.h>

namespace bindery::cli
{

int tellCheck(bool json, const db::CheckReport& report)
{
    if (json) {
        Json findings = Json::array();
        for (const db::CheckFinding& finding : report.findings) {
            findings.push_back({{"place", finding.place}, {"message", finding.message}});
        }
        printJson({{"good", report.good()},
                   {"events", report.events},
                   {"checkpoints", report.checkpoints},
                   {"findings", std::move(findings)}});
        return report.good() ? kDone : kFailed;
    }
    const Console console = Console::of(STDOUT_FILENO);
    if (report.good()) {
        printText(toned(console, Tone::Good, "All holds:") + " " + std::to_string(report.events) +
                  " events, " + std::to_string(report.checkpoints) + " signed checkpoints.\n");
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
