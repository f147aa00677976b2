// SPDX-License-Identifier: Apache-2.0
// The site: whose stations the units trust.
#include "bind/site.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/verbs.h"
#include "line/station.h"

#include <unistd.h>

namespace bindery::cli
{

namespace
{

void recordSite(line::Station& station, const Everywhere& everywhere, const std::string& action,
                const bind::SitePins& pins)
{
    Json list = Json::array();
    for (const Digest& pin : pins) {
        list.push_back(toHex(pin));
    }
    station.records().recordAct(everywhere.actor, action, "station:" + station.identity().id(),
                                {{"pins", std::move(list)}});
}

int tellSite(const Everywhere& everywhere, const std::filesystem::path& folder, const bind::SitePins& pins,
             const std::string& text)
{
    if (everywhere.json) {
        Json list = Json::array();
        for (const Digest& pin : pins) {
            list.push_back(toHex(pin));
        }
        const auto has = [&](const char* name) { return std::filesystem::exists(folder / name); };
        printJson({{"folder", std::filesystem::absolute(folder).string()},
                   {"pins", std::move(list)},
                   {"site_key_here", has("site.key")},
                   {"spare_key_here", has("spare.key")}});
        return kDone;
    }
    std::string lines = text;
    for (std::size_t i = 0; i < pins.size(); ++i) {
        lines += (i == 0 ? "  site   " : "  spare  ") + toHex(pins[i]) + "\n";
    }
    printText(lines);
    return kDone;
}

} // namespace

int bindSiteInit(const Everywhere& everywhere)
{
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    station.records().requireMayAct(everywhere.actor);
    const std::filesystem::path folder = siteFolder(everywhere.state);
    const bind::SitePins pins = bind::createSite(folder, station.identity().id());
    recordSite(station, everywhere, "site.made", pins);
    return tellSite(everywhere, folder, pins,
                    "A site was made. Its keys are in " + printable(folder.string()) +
                        ":\nput spare.key into a safe now, and site.key too when all stations have joined.\n"
                        "Golden images that are staged from now on trust these keys:\n");
}

int bindSiteJoin(const Everywhere& everywhere, const std::filesystem::path& from)
{
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    station.records().requireMayAct(everywhere.actor);
    const std::filesystem::path folder = siteFolder(everywhere.state);
    const bind::SitePins pins = bind::joinSite(folder, from, station.identity().id());
    recordSite(station, everywhere, "site.joined", pins);
    return tellSite(everywhere, folder, pins,
                    "This station is of the site now; the site's key was not copied. Its units trust:\n");
}

int bindSiteShow(const Everywhere& everywhere)
{
    requireState(everywhere.state);
    const std::filesystem::path folder = siteFolder(everywhere.state);
    return tellSite(everywhere, folder, bind::readPins(folder),
                    "Units of this site trust stations that these keys signed:\n");
}

} // namespace bindery::cli
