// SPDX-License-Identifier: Apache-2.0
#include "daemon/demo_station.h"

#include "base/error.h"
#include "base/file.h"
#include "base/secret_buffer.h"
#include "bind/site.h"
#include "daemon/demo_change.h"
#include "daemon/demo_image.h"
#include "golden/stage.h"
#include "line/golden_acts.h"
#include "line/order_policy.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace bindery::daemon
{

namespace fs = std::filesystem;

namespace
{

constexpr const char* kMark = "is-a-demo";
constexpr std::int64_t kTarget = 8;

struct DemoPerson {
    const char* badge;
    const char* name;
    const char* role;
    const char* language;
};

/// A supervisor first, who names the others.
constexpr std::array<DemoPerson, 5> kPersons{{
    {kDemoSupervisor, "Sam Carter", "supervisor", "en"},
    {kDemoApprover, "Robin Hale", "supervisor", "en"},
    {kDemoOperator, "Alex Moore", "operator", "en"},
    {"OPERATOR-DE", "Jana Vogel", "operator", "de"},
    {"OPERATOR-ES", "Lucía Romero", "operator", "es"},
}};

bool isUntouched(line::Station& station)
{
    const std::vector<db::StoredActor> people = station.records().actors();
    const bool knowsNobody = std::all_of(people.begin(), people.end(), [](const db::StoredActor& person) {
        return person.actor.badge == line::kStationActor;
    });
    return knowsNobody && station.store().list().empty();
}

/// Badges with a well-known PIN must not come to a station that makes real units.
void requireDemo(line::Station& station)
{
    const fs::path mark = demoFolder(station) / kMark;
    if (fs::exists(mark)) {
        return;
    }
    if (!isUntouched(station)) {
        throw Error(ErrorCode::Conflict, station.state().root().string() +
                                             " is the state of a station that is no demo; give the demo a "
                                             "folder of its own with --state");
    }
    makeFolders(mark.parent_path(), 0700);
    replaceFile(mark, asBytes("This station is a demo: nothing that it makes or records is real.\n"), 0600);
}

bool isKnown(const std::vector<db::StoredActor>& people, std::string_view badge)
{
    return std::any_of(people.begin(), people.end(),
                       [&](const db::StoredActor& person) { return person.actor.badge == badge; });
}

/// Records that keep PINs get those of the supervisors, also those that a start which was cut off left out.
template <typename Records>
void givePin(Records& records, const DemoPerson& person)
{
    if constexpr (requires(const SecretBuffer& pin) { records.setPin(person.badge, pin, person.badge); }) {
        if (std::string_view(person.role) == "supervisor" && !records.hasPin(person.badge)) {
            records.setPin(person.badge, SecretBuffer::copyOf(asBytes(std::string_view(kDemoPin))),
                           kDemoSupervisor);
        }
    }
}

/// Once: afterwards it is the person's own choice.
template <typename Records>
void giveLanguage(Records& records, const DemoPerson& person)
{
    if constexpr (requires { records.setLanguage(person.badge, person.language, person.badge); }) {
        records.setLanguage(person.badge, person.language, kDemoSupervisor);
    }
}

void addPersons(db::Records& records)
{
    const std::vector<db::StoredActor> known = records.actors();
    for (const DemoPerson& person : kPersons) {
        if (!isKnown(known, person.badge)) {
            const db::Actor actor{person.badge, person.name, person.role};
            if (actor.badge == kDemoSupervisor) {
                records.ensureActor(actor);
            } else {
                records.addActor(actor, kDemoSupervisor);
            }
            giveLanguage(records, person);
        }
        givePin(records, person);
    }
}

/// As `bindery bind site init` makes one.
void makeSite(line::Station& station)
{
    const fs::path folder = station.state().root() / "keys/site";
    if (bind::hasSite(folder)) {
        return;
    }
    Json pins = Json::array();
    for (const Digest& pin : bind::createSite(folder, station.identity().id())) {
        pins.push_back(toHex(pin));
    }
    station.records().recordAct(kDemoSupervisor, "site.made", "station:" + station.identity().id(),
                                {{"pins", std::move(pins)}});
}

/// What the image is made of, while it is made.
class SourceFolder
{
public:
    explicit SourceFolder(fs::path path) : m_path(std::move(path))
    {
        fs::remove_all(m_path); // of a start that was cut off
        makeFolders(m_path, 0700);
    }
    SourceFolder(const SourceFolder&) = delete;
    SourceFolder& operator=(const SourceFolder&) = delete;
    ~SourceFolder()
    {
        std::error_code ignored; // the next start removes it
        fs::remove_all(m_path, ignored);
    }
    fs::path root() const { return m_path / "demo.ext4"; }
    fs::path boot() const { return m_path / "boot"; }

private:
    const fs::path m_path;
};

golden::Manifest stageImage(line::Station& station, const std::function<void(const std::string&)>& say,
                            const std::stop_token& stop)
{
    const SourceFolder source(demoFolder(station) / "source");
    writeDemoRoot(source.root());
    writeDemoBoot(source.boot());
    golden::StageRequest request;
    request.source = source.root();
    request.boot = source.boot();
    request.recipe = demoRecipe();
    request.name = kDemoImage;
    DemoChange change(request.recipe, bind::pinsText(bind::readPins(station.state().root() / "keys/site")));
    request.change = &change;
    return golden::stage(
        station.store(), request, station.clock(),
        [&](const golden::StageProgress& progress) {
            if (say) {
                say(progress.step);
            }
        },
        stop);
}

std::optional<golden::Manifest> stagedImage(const line::Station& station)
{
    for (golden::Manifest& manifest : station.store().list()) {
        if (manifest.name == kDemoImage && manifest.demo) {
            return std::move(manifest);
        }
    }
    return std::nullopt;
}

golden::Manifest makeImage(line::Station& station, const std::function<void(const std::string&)>& say,
                           const std::stop_token& stop)
{
    std::optional<golden::Manifest> manifest = stagedImage(station);
    if (!manifest) {
        manifest = stageImage(station, say, stop);
    }
    line::recordStaging(station, *manifest, kDemoSupervisor);
    if (line::goldenState(*manifest, station.records().findGolden(manifest->id)) != "approved") {
        line::approveGolden(station, manifest->id, kDemoApprover, line::Approver::AnotherPerson);
    }
    return station.store().find(manifest->id);
}

void makeOrder(line::Station& station, const std::string& number, const line::OrderPolicy& policy)
{
    db::Records& records = station.records();
    std::optional<db::StoredOrder> order = records.findOrder(number);
    if (!order) {
        records.createOrder(line::draftOf(number, policy), kDemoSupervisor);
        order = records.findOrder(number);
    }
    if (order->order.state == db::OrderState::Draft) {
        records.actOnOrder(number, db::OrderAct::Release, kDemoSupervisor);
    }
}

void makeOrders(line::Station& station, const golden::Manifest& image)
{
    line::OrderPolicy policy;
    policy.goldenId = image.id;
    policy.target = kTarget;
    policy.serialPrefix = std::string(kDemoOrder) + "-";
    makeOrder(station, kDemoOrder, policy);
    policy.serialPrefix = std::string(kDemoFirstArticleOrder) + "-";
    policy.firstArticle = true;
    makeOrder(station, kDemoFirstArticleOrder, policy);
}

} // namespace

fs::path demoFolder(const line::Station& station)
{
    return station.state().root() / "demo";
}

void furnish(line::Station& station, const std::function<void(const std::string& step)>& say,
             const std::stop_token& stop)
{
    requireDemo(station);
    addPersons(station.records());
    makeSite(station);
    makeOrders(station, makeImage(station, say, stop));
}

} // namespace bindery::daemon
