// SPDX-License-Identifier: Apache-2.0
#include "cli/health_report.h"

#include "cli/output.h"

#include <algorithm>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

const char* textOf(Health health)
{
    switch (health) {
    case Health::Good:
        return "good";
    case Health::Warning:
        return "warning";
    case Health::Missing:
        break;
    }
    return "missing";
}

std::string word(Health health, const Console& console)
{
    switch (health) {
    case Health::Good:
        return toned(console, Tone::Good, console.unicode ? "✔ good   " : "good   ");
    case Health::Warning:
        return toned(console, Tone::Strong, console.unicode ? "! warning" : "WARNING");
    case Health::Missing:
        break;
    }
    return toned(console, Tone::Bad, console.unicode ? "✘ MISSING" : "MISSING");
}

std::string text(const std::vector<HealthFinding>& findings, bool good)
{
    const Console console = Console::of(STDOUT_FILENO);
    constexpr std::size_t kName = 15;
    const std::size_t lead = console.unicode ? 11 + kName : 9 + kName;
    const std::size_t width = outputWidth(console) > lead + 20 ? outputWidth(console) - lead : SIZE_MAX;
    std::string out;
    for (const HealthFinding& finding : findings) {
        std::string start = word(finding.health, console) + "  " + padded(finding.name, kName);
        for (const std::string& line : wrapped(printable(finding.found), width)) {
            out += start + line + "\n";
            start = std::string(lead, ' ');
        }
        if (!finding.cure.empty()) {
            for (const std::string& line : wrapped("-> " + printable(finding.cure), width)) {
                out += std::string(lead, ' ') + line + "\n";
            }
        }
    }
    const auto warnings = std::count_if(findings.begin(), findings.end(), [](const HealthFinding& finding) {
        return finding.health == Health::Warning;
    });
    out += "\n";
    out += good ? (warnings == 0 ? "This station lacks nothing.\n" : "Nothing essential is missing.\n")
                : "This station cannot make cards before what is missing is there.\n";
    return out;
}

} // namespace

int tellHealth(bool json, const std::vector<HealthFinding>& findings)
{
    const bool good = std::none_of(findings.begin(), findings.end(), [](const HealthFinding& finding) {
        return finding.health == Health::Missing;
    });
    if (json) {
        Json list = Json::array();
        for (const HealthFinding& finding : findings) {
            list.push_back({{"name", finding.name},
                            {"state", textOf(finding.health)},
                            {"found", finding.found},
                            {"cure", finding.cure.empty() ? Json(nullptr) : Json(finding.cure)}});
        }
        printJson({{"good", good}, {"findings", std::move(list)}});
    } else {
        printText(text(findings, good));
    }
    return good ? kDone : kFailed;
}

} // namespace bindery::cli
