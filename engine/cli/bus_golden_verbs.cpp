// SPDX-License-Identifier: Apache-2.0
// Golden images at the daemon: files are passed to it open, so that it reads what the caller may read.
#include "base/clock.h"
#include "base/file.h"
#include "cli/bus_facts.h"
#include "cli/bus_job.h"
#include "cli/bus_report.h"
#include "cli/bus_verbs.h"
#include "cli/table.h"
#include "cli/time_text.h"
#include "golden/recipe.h"

#include <algorithm>

#include <daemon_proxies/GoldenImage1.h>
#include <daemon_proxies/Images1.h>
#include <fcntl.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

using Image = org::bindery::GoldenImage1_proxy;
using Images = org::bindery::Images1_proxy;

constexpr std::size_t kShortId = 12;
constexpr std::size_t kShortestPrefix = 6;

struct KnownImage {
    std::string path;
    Json facts;

    std::string id() const { return factText(facts, "Id"); }
    std::string fullName() const { return factText(facts, "Name") + "@" + id().substr(0, kShortId); }
};

std::vector<KnownImage> imagesOf(BusLink& link)
{
    std::vector<KnownImage> images;
    for (auto& [path, facts] : link.objects(Image::INTERFACE_NAME)) {
        images.push_back({path, facts});
    }
    std::sort(images.begin(), images.end(), [](const KnownImage& one, const KnownImage& other) {
        return factNumber(one.facts, "Staged") < factNumber(other.facts, "Staged");
    });
    return images;
}

std::string namesOf(const std::vector<KnownImage>& images)
{
    std::string names;
    for (const KnownImage& image : images) {
        names += (names.empty() ? "" : ", ") + image.fullName();
    }
    return names.empty() ? "none" : names;
}

/// By what a person calls it, as in the state folder: name, NAME@DIGEST12, or the first digits of its id.
KnownImage find(BusLink& link, const std::string& name)
{
    const std::vector<KnownImage> all = imagesOf(link);
    std::vector<KnownImage> found;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found), [&](const KnownImage& image) {
        return factText(image.facts, "Name") == name || image.fullName() == name;
    });
    if (found.empty() && name.size() >= kShortestPrefix) {
        std::copy_if(all.begin(), all.end(), std::back_inserter(found),
                     [&](const KnownImage& image) { return image.id().rfind(name, 0) == 0; });
    }
    if (found.size() > 1) {
        throw Error(ErrorCode::Conflict, "\"" + name + "\" means more than one golden image: " +
                                             namesOf(found) + "; give one of these");
    }
    if (found.empty()) {
        throw Error(ErrorCode::NotFound, "no golden image \"" + name + "\"; there are: " + namesOf(all));
    }
    return found.front();
}

/// What the daemon shows of an image, under the names of schemas/golden-image.json.
Json imageJson(const KnownImage& image)
{
    const std::string approvedBy = factText(image.facts, "ApprovedBy");
    return {{"name", factText(image.facts, "Name")},
            {"id", image.id()},
            {"digest12", image.id().substr(0, kShortId)},
            {"state", factText(image.facts, "State")},
            {"created", isoTime(factNumber(image.facts, "Staged"))},
            {"staged_by", factText(image.facts, "StagedBy")},
            {"source_name", factText(image.facts, "Source")},
            {"recipe", factText(image.facts, "Recipe")},
            {"root_size", factNumber(image.facts, "RootSize")},
            {"minimum_medium", factNumber(image.facts, "MinimumCard")},
            {"demo", factFlag(image.facts, "DemoOnly")},
            {"binds", factFlag(image.facts, "Binds")},
            {"approved_by", approvedBy.empty() ? Json(nullptr) : Json(approvedBy)}};
}

std::string imagesTable(const std::vector<KnownImage>& images, const Console& console)
{
    const auto size = [](const Json& facts, const char* key) {
        return humanSize(Bytes(static_cast<std::uint64_t>(factNumber(facts, key))));
    };
    Table table({{"Name"},
                 {"State"},
                 {"Approved by"},
                 {"Root", Fit::Keep, true},
                 {"Smallest card", Fit::Keep, true},
                 {"Source", Fit::Drop},
                 {"Staged", Fit::Drop},
                 {"By", Fit::Drop}});
    for (const KnownImage& image : images) {
        const std::string state = factText(image.facts, "State");
        table.addRow({{printable(image.fullName())},
                      {printable(state), state == "approved" ? Tone::Good : Tone::Strong},
                      {printable(factText(image.facts, "ApprovedBy"))},
                      {size(image.facts, "RootSize")},
                      {size(image.facts, "MinimumCard")},
                      {printable(factText(image.facts, "Source"))},
                      {localTime(factNumber(image.facts, "Staged"))},
                      {printable(factText(image.facts, "StagedBy"))}});
    }
    return table.empty()
               ? "No golden image is staged. Stage one: bindery golden stage SOURCE --recipe RECIPE\n"
               : table.text(console, outputWidth(console));
}

/// A descriptor as the bus takes it; the library keeps one of its own.
sdbus::UnixFd passed(const UniqueFd& file)
{
    return sdbus::UnixFd(file.get());
}

void requirePassable(const StageOptions& options)
{
    if (!options.boot.empty() || options.rootPartition != 0) {
        throw Error(ErrorCode::InvalidArgument,
                    "--boot and --root-partition do not go over the bus: stage in the state folder, as root "
                    "and without --bus, or say them in a recipe");
    }
    if (!std::filesystem::is_regular_file(options.source)) {
        throw Error(ErrorCode::InvalidArgument,
                    options.source.string() +
                        " is no regular file: over the bus a disk image or a tar archive "
                        "is staged; folders, cards and disks without --bus, as root");
    }
}

} // namespace

int busGoldenList(const Everywhere& everywhere)
{
    BusLink link = linkOf(everywhere);
    const std::vector<KnownImage> images = imagesOf(link);
    Json list = Json::array();
    for (const KnownImage& image : images) {
        list.push_back(imageJson(image));
    }
    report(everywhere, {{"golden_images", std::move(list)}}, imagesTable(images, Console::of(STDOUT_FILENO)));
    return kDone;
}

int busGoldenStage(const Everywhere& everywhere, const StageOptions& options)
{
    const UniqueFd source = openFile(options.source, O_RDONLY);
    requirePassable(options);
    const std::vector<std::string> known = golden::recipeNames();
    const bool isByName = std::find(known.begin(), known.end(), options.recipe) != known.end();
    const UniqueFd recipe = isByName ? UniqueFd() : openFile(options.recipe, O_RDONLY);
    const std::string sourceName = options.source.filename().string();
    BusLink link = linkOf(everywhere);
    const BusJobEnd end =
        followJob(link, everywhere.json, "Stopping; nothing half-staged is kept.", [&]() -> std::string {
            return link.ask<Images>([&](auto& images) {
                return isByName
                           ? images.Stage(passed(source), sourceName, options.recipe, options.name)
                           : images.StageByRecipe(passed(source), sourceName, passed(recipe), options.name);
            });
        });
    const KnownImage image = find(link, end.result);
    std::string text = printable(end.message) + " (" + spokenSpan(end.millis) + ").\n";
    if (factText(image.facts, "State") != "approved") {
        text += "Next: bindery golden approve " + printable(image.fullName()) + "\n";
    }
    report(everywhere, {{"golden_image", imageJson(image)}, {"message", end.message}}, text);
    return kDone;
}

int busGoldenApprove(const Everywhere& everywhere, const std::string& name)
{
    BusLink link = linkOf(everywhere);
    const std::string path = find(link, name).path;
    link.ask<Image>(path, [](auto& image) { image.Approve(); });
    const KnownImage image{path, link.facts(path, Image::INTERFACE_NAME)};
    report(everywhere, {{"golden_image", imageJson(image)}, {"message", nullptr}},
           "Approved " + printable(image.fullName()) + ". Cards may be made from it.\n");
    return kDone;
}

int busGoldenProve(const Everywhere& everywhere, const std::string& name)
{
    BusLink link = linkOf(everywhere);
    const KnownImage image = find(link, name);
    const BusJobEnd end =
        followJob(link, everywhere.json, "Stopping; nothing is recorded.", [&]() -> std::string {
            return link.ask<Image>(image.path, [](auto& proved) { return proved.Prove(); });
        });
    report(everywhere, {{"golden_image", imageJson(image)}, {"message", end.message}},
           "Proved " + printable(image.fullName()) + " in " + spokenSpan(end.millis) + ": " +
               printable(end.message) + ".\n");
    return kDone;
}

int busGoldenRemove(const Everywhere& everywhere, const std::string& name, bool force)
{
    if (force) {
        throw Error(ErrorCode::InvalidArgument,
                    "--force does not go over the bus: cards that are not verified any more are a matter for "
                    "the state folder, as root and without --bus");
    }
    BusLink link = linkOf(everywhere);
    const KnownImage image = find(link, name);
    link.ask<Image>(image.path, [](auto& removed) { removed.Remove(); });
    report(everywhere, {{"golden_image", imageJson(image)}, {"message", nullptr}},
           "Removed " + printable(image.fullName()) + ".\n");
    return kDone;
}

} // namespace bindery::cli
