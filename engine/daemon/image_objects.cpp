// SPDX-License-Identifier: Apache-2.0
#include "daemon/image_objects.h"

#include "base/file.h"
#include "daemon/bus_path.h"
#include "daemon/changed_members.h"
#include "daemon/dictionary.h"
#include "daemon/farewell.h"
#include "daemon/passed_file.h"
#include "golden/stage.h"
#include "line/golden_acts.h"

#include <set>
#include <utility>

#include <daemon_adaptors/GoldenImage1.h>
#include <spdlog/spdlog.h>

namespace bindery::daemon
{

namespace
{

constexpr const char* kFolder = "/org/bindery/images";
constexpr std::chrono::seconds kProofPatience{3600};
constexpr Bytes kLongestRecipe = kib(256);

struct KnownImage {
    golden::Manifest manifest;
    std::optional<db::StoredGolden> recorded;
};

} // namespace

/// Its verbs are carried out when the caller's rights are known, by when the image, and the object with it,
/// may have been removed: they borrow nothing of it.
class ImageObject final
    : public sdbus::AdaptorInterfaces<org::bindery::GoldenImage1_adaptor, sdbus::ManagedObject_adaptor>
{
public:
    ImageObject(Desk& desk, Jobs& jobs, const BinderyProgram& program, KnownImage image)
        : AdaptorInterfaces(desk.bus, busPath(kFolder, image.manifest.digest12())), m_desk(desk),
          m_jobs(jobs), m_program(program), m_image(std::move(image))
    {
        registerAdaptor();
        emitInterfacesAddedSignal();
    }
    ~ImageObject()
    {
        farewell(*this);
        unregisterAdaptor();
    }
    ImageObject(const ImageObject&) = delete;
    ImageObject& operator=(const ImageObject&) = delete;

    void show(KnownImage next)
    {
        ChangedMembers changed;
        std::string state = State();
        std::string approvedBy = ApprovedBy();
        m_image = std::move(next);
        changed.look("State", state, State());
        changed.look("ApprovedBy", approvedBy, ApprovedBy());
        if (!changed.names().empty()) {
            getObject().emitPropertiesChangedSignal(org::bindery::GoldenImage1_adaptor::INTERFACE_NAME,
                                                    changed.names());
        }
    }

private:
    const golden::Manifest& manifest() const { return m_image.manifest; }
    Request request(Right right, const char* verb) const
    {
        return {right, verb, {{"golden", manifest().id}}};
    }

    void Prove(sdbus::Result<sdbus::ObjectPath>&& result) override
    {
        m_desk.gate.serve(
            getObject(), request(Right::Stage, "GoldenImage1.Prove"), std::move(result),
            [&jobs = m_jobs, &program = m_program, manifest = manifest()](const Acting& who) {
                return jobs.start(
                    {"prove", manifest.directoryName(), who.badge},
                    [&program, id = manifest.id, badge = who.badge](JobReport& report,
                                                                    const std::stop_token& stop) -> JobEnd {
                        report.at("a sample card starts in a virtual machine", 0, 0);
                        program.run({"golden", "prove", id, "--actor", badge}, kProofPatience, stop);
                        return {"a sample card was started, and opened by its module alone", id};
                    });
            });
    }
    void Approve(sdbus::Result<>&& result) override
    {
        m_desk.gate.serve(getObject(), request(Right::Approve, "GoldenImage1.Approve"), std::move(result),
                          [&desk = m_desk, id = manifest().id](const Acting& who) {
                              line::approveGolden(desk.station, id, who.badge, line::Approver::AnotherPerson);
                              desk.recordsChanged();
                          });
    }
    void Remove(sdbus::Result<>&& result) override
    {
        m_desk.gate.serve(getObject(), request(Right::Stage, "GoldenImage1.Remove"), std::move(result),
                          [&desk = m_desk, manifest = manifest()](const Acting& who) {
                              line::removeGolden(desk.station, manifest, who.badge, false);
                              // This object goes with the image: not within its own verb.
                              desk.loop.post([changed = desk.recordsChanged] { changed(); });
                          });
    }

    std::string Id() override { return manifest().id; }
    std::string Name() override { return busText(manifest().name); }
    std::string State() override { return line::goldenState(manifest(), m_image.recorded); }
    std::string ApprovedBy() override
    {
        return State() == "approved" && manifest().approval ? manifest().approval->actor : "";
    }
    std::string StagedBy() override { return m_image.recorded ? m_image.recorded->stagedBy : ""; }
    int64_t Staged() override { return manifest().createdUtcMicros; }
    std::string Recipe() override { return busText(manifest().recipeName); }
    std::string Source() override { return busText(manifest().sourceName); }
    uint64_t RootSize() override { return manifest().rootSize.count(); }
    uint64_t MinimumCard() override { return manifest().minimumMedium.count(); }
    bool Binds() override { return manifest().binds.has_value(); }
    bool DemoOnly() override { return manifest().demo; }

    Desk& m_desk;
    Jobs& m_jobs;
    const BinderyProgram& m_program;
    KnownImage m_image;
};

ImageObjects::ImageObjects(Desk& desk, Jobs& jobs, const BinderyProgram& program, ChangeFor changeFor)
    : AdaptorInterfaces(desk.bus, kStationPath), m_desk(desk), m_jobs(jobs), m_program(program),
      m_changeFor(std::move(changeFor))
{
    registerAdaptor();
    refresh();
}

ImageObjects::~ImageObjects()
{
    unregisterAdaptor();
}

void ImageObjects::refresh()
{
    std::set<std::string> there;
    for (golden::Manifest& manifest : m_desk.station.store().list()) {
        const std::string id = manifest.id;
        there.insert(id);
        KnownImage image{std::move(manifest), m_desk.station.records().findGolden(id)};
        std::unique_ptr<ImageObject>& object = m_images[id];
        if (object) {
            object->show(std::move(image));
        } else {
            object = std::make_unique<ImageObject>(m_desk, m_jobs, m_program, std::move(image));
        }
    }
    std::erase_if(m_images, [&](const auto& entry) { return there.count(entry.first) == 0; });
}

sdbus::ObjectPath ImageObjects::stage(const sdbus::UnixFd& source, const std::string& sourceName,
                                      std::function<golden::Recipe()> recipe, const std::string& name,
                                      const std::string& badge)
{
    if (sourceName.find('/') != std::string::npos) {
        throw Error(ErrorCode::InvalidArgument, "source_name is the name of the file alone, without folders");
    }
    const auto file = std::make_shared<UniqueFd>(passedFile(source, PassedFor::Reading, "source"));
    const std::string called = sourceName.empty() ? calledFile(*file) : sourceName;
    return m_jobs.start(
        {"stage", called, badge},
        [&station = m_desk.station, changeFor = m_changeFor, file, called, recipe = std::move(recipe), name,
         badge](JobReport& report, const std::stop_token& stop) -> JobEnd {
            golden::StageRequest request;
            request.recipe = recipe();
            const std::unique_ptr<golden::SystemChange> change = changeFor(request.recipe);
            request.source = nameOf(*file);
            request.sourceName = called;
            request.name = name;
            request.change = change.get();
            const golden::Manifest manifest = golden::stage(
                station.store(), request, station.clock(),
                [&](const golden::StageProgress& progress) {
                    report.at(progress.step, progress.done, progress.total);
                },
                stop);
            const bool isNew = line::recordStaging(station, manifest, badge);
            return {manifest.directoryName() + (isNew ? " is staged: another supervisor approves it"
                                                      : " was staged before: same content, same recipe"),
                    manifest.id};
        });
}

void ImageObjects::Recipes(sdbus::Result<std::vector<std::string>>&& result)
{
    m_desk.gate.serve(getObject(), {Right::Audit, "Images1.Recipes"}, std::move(result),
                      [](const Acting& /*who*/) { return golden::recipeNames(); });
}

void ImageObjects::Stage(sdbus::Result<sdbus::ObjectPath>&& result, sdbus::UnixFd source,
                         std::string sourceName, std::string recipe, std::string name)
{
    m_desk.gate.serve(
        getObject(),
        {Right::Stage,
         "Images1.Stage",
         {{"source", busText(sourceName)}, {"recipe", busText(recipe)}, {"name", busText(name)}}},
        std::move(result), [this, source, sourceName, recipe, name](const Acting& who) {
            const std::vector<std::string> known = golden::recipeNames();
            // A path would be read with the daemon's rights.
            if (std::find(known.begin(), known.end(), recipe) == known.end()) {
                throw Error(ErrorCode::NotFound, "there is no recipe \"" + recipe +
                                                     "\": Recipes has their names, and "
                                                     "StageByRecipe takes one of yours");
            }
            return stage(
                source, sourceName, [recipe] { return golden::loadRecipe(recipe); }, name, who.badge);
        });
}

void ImageObjects::StageByRecipe(sdbus::Result<sdbus::ObjectPath>&& result, sdbus::UnixFd source,
                                 std::string sourceName, sdbus::UnixFd recipe, std::string name)
{
    m_desk.gate.serve(
        getObject(),
        {Right::Stage, "Images1.StageByRecipe", {{"source", busText(sourceName)}, {"name", busText(name)}}},
        std::move(result), [this, source, sourceName, recipe, name](const Acting& who) {
            const auto file = std::make_shared<UniqueFd>(passedFile(recipe, PassedFor::Reading, "recipe"));
            const auto read = [file] {
                return golden::parseRecipe(readTextFile(nameOf(*file), kLongestRecipe), "the recipe");
            };
            return stage(source, sourceName, read, name, who.badge);
        });
}

} // namespace bindery::daemon
