// SPDX-License-Identifier: Apache-2.0
// Every act that changes a simulated module's file, cut at many points of each of its writes: afterwards the
// module is as it was before, or as it is after, and serves.
#include "base/file.h"
#include "module/simulated_file_internal.h"
#include "module/simulated_under_test.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <functional>
#include <random>

#include <fcntl.h>

using namespace bindery;
using namespace bindery::module;
using namespace bindery::test;
using std::chrono::milliseconds;

namespace
{

constexpr std::size_t kHalf = kSimulatedModuleSize / 2;
constexpr std::size_t kSector = 512;

std::string contentOf(const std::filesystem::path& path)
{
    return readTextFile(path);
}

std::uint64_t numberAt(const std::string& content, std::size_t copy)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        number = number << 8U | static_cast<unsigned char>(content[copy * kHalf + 16 + i]);
    }
    return number;
}

/// The copies that differ, in the order in which they were written.
std::vector<std::size_t> writtenCopies(const std::string& before, const std::string& after)
{
    std::vector<std::size_t> copies;
    for (const std::size_t copy : {std::size_t{0}, std::size_t{1}}) {
        if (before.compare(copy * kHalf, kHalf, after, copy * kHalf, kHalf) != 0) {
            copies.push_back(copy);
        }
    }
    std::sort(copies.begin(), copies.end(),
              [&](std::size_t a, std::size_t b) { return numberAt(after, a) < numberAt(after, b); });
    return copies;
}

/// What may be on the disk when the power fails during the write of `to` over `from` in one copy: the first
/// bytes of it, its last ones, or any of its sectors.
std::vector<std::string> tornWrites(const std::string& from, const std::string& to, std::size_t copy,
                                    std::mt19937& random)
{
    const std::size_t begin = copy * kHalf;
    const std::string old = from.substr(begin, kCopySize);
    const std::string fresh = to.substr(begin, kCopySize);
    std::vector<std::string> torn;
    const auto add = [&](const std::string& part) {
        torn.push_back(from);
        torn.back().replace(begin, kCopySize, part);
    };
    for (std::size_t cut = 0; cut <= 1400; cut += 19) {
        add(fresh.substr(0, cut) + old.substr(cut));
        add(old.substr(0, cut) + fresh.substr(cut));
    }
    for (std::size_t cut = 0; cut <= kCopySize; cut += kSector) {
        add(fresh.substr(0, cut) + old.substr(cut));
        add(old.substr(0, cut) + fresh.substr(cut));
        add(fresh.substr(0, cut) + std::string(kCopySize - cut, '\xff')); // what a card may leave of a page
    }
    for (int i = 0; i < 60; ++i) {
        std::string mixed = old;
        for (std::size_t sector = 0; sector < kCopySize; sector += kSector) {
            if (random() % 2 == 0) {
                mixed.replace(sector, kSector, fresh, sector, kSector);
            }
        }
        add(mixed);
    }
    return torn;
}

struct Act {
    std::string name;
    std::function<void(const std::filesystem::path&)> prepare;
    std::function<void(const std::filesystem::path&)> act;
    std::size_t writes;
};

std::ostream& operator<<(std::ostream& out, const Act& act)
{
    return out << act.name;
}

void bindForGood(const std::filesystem::path& path)
{
    const auto module = openSimulatedModule(path, piOf());
    module->bindPermanently(module->permanentBindChallenge());
}

std::vector<Act> acts()
{
    using Path = std::filesystem::path;
    const auto nothing = [](const Path&) {};
    const auto bind = [](const Path& path) { openSimulatedModule(path, piOf())->info(); };
    const auto setFault = [](auto change) {
        return [change](const Path& path) {
            SimulatedFaults faults;
            change(faults);
            setSimulatedFaults(path, faults);
        };
    };
    return {
        {"Binding", nothing, bind, 1},
        {"BindingToAnotherHost", bind, [](const Path& path) { openSimulatedModule(path, piOf("b"))->info(); },
         1},
        {"Indicating", bind,
         [](const Path& path) { openSimulatedModule(path, piOf())->indicate(Indication::Done); }, 1},
        {"AskingForTheConfirmation", bind,
         [](const Path& path) { openSimulatedModule(path, piOf())->permanentBindChallenge(); }, 1},
        {"CountingDown", setFault([](SimulatedFaults& faults) { faults.absentTimes = 2; }),
         [](const Path& path) { openSimulatedModule(path, piOf())->status(); }, 1},
        {"SettingFaults", bind, setFault([](SimulatedFaults& faults) { faults.timeoutTimes = 3; }), 2},
        {"Breaching", bind, setFault([](SimulatedFaults& faults) { faults.breached = true; }), 2},
        {"Destroying", bind, setFault([](SimulatedFaults& faults) { faults.destroyed = true; }), 2},
    };
}

class ModulePowerCut : public ::testing::TestWithParam<Act>
{
protected:
    ModulePowerCut() { createSimulatedModule(file(), "SIM-1"); }
    std::filesystem::path file() const { return m_folder / "module"; }
    void put(const std::string& content) const
    {
        const UniqueFd fd = openFile(file(), O_WRONLY);
        writeFully(fd.get(), 0, asBytes(content), file());
    }
    /// What can be seen of the module, without the count of writes.
    Json seen() const
    {
        Json json = describeSimulatedModule(file());
        json.erase("state_number");
        json.erase("copies");
        return json;
    }
    /// Tears each write of what led from `before` to `after`, and looks at what comes back.
    template <typename Look>
    void tear(const std::string& before, const std::string& after, std::size_t writes, Look look)
    {
        const auto seed = std::random_device()();
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random(seed);
        const std::vector<std::size_t> copies = writtenCopies(before, after);
        ASSERT_EQ(copies.size(), writes);
        std::string now = before;
        for (const std::size_t copy : copies) {
            for (const std::string& torn : tornWrites(now, after, copy, random)) {
                put(torn);
                look();
            }
            now.replace(copy * kHalf, kHalf, after, copy * kHalf, kHalf);
        }
        EXPECT_EQ(now, after);
    }

    const TempFolder m_folder;
};

} // namespace

TEST_P(ModulePowerCut, LeavesTheOldOrTheNewState)
{
    GetParam().prepare(file());
    const std::string before = contentOf(file());
    const Json seenBefore = seen();
    GetParam().act(file());
    const std::string after = contentOf(file());
    const Json seenAfter = seen();
    bool sawOld = false;
    bool sawNew = false;
    tear(before, after, GetParam().writes, [&] {
        const Json now = seen();
        sawOld = sawOld || now == seenBefore;
        sawNew = sawNew || now == seenAfter;
        EXPECT_TRUE(now == seenBefore || now == seenAfter) << now.dump(1);
    });
    EXPECT_TRUE(sawOld);
    EXPECT_TRUE(sawNew);
}

TEST_P(ModulePowerCut, LeavesAModuleThatCanDoTheSameAgain)
{
    GetParam().prepare(file());
    const std::string before = contentOf(file());
    GetParam().act(file());
    const std::string after = contentOf(file());
    int looked = 0;
    tear(before, after, GetParam().writes, [&] {
        if (++looked % 8 == 0) {
            GetParam().act(file());
            EXPECT_EQ(describeSimulatedModule(file()).at("serial"), "SIM-1");
        }
    });
    EXPECT_GT(looked, 300);
}

INSTANTIATE_TEST_SUITE_P(Acts, ModulePowerCut, ::testing::ValuesIn(acts()),
                         [](const auto& row) { return row.param.name; });

namespace
{

class PermanentBindCut : public ModulePowerCut
{
};

} // namespace

TEST_P(PermanentBindCut, LeavesTheModuleWhollyInOneModeAndItsKeyLocked)
{
    const SecretBuffer key = SecretBuffer::random(64);
    const auto module = openSimulatedModule(file(), piOf());
    const std::vector<std::byte> locked = module->lock(key);
    const std::string confirmation = module->permanentBindChallenge();
    const std::string before = contentOf(file());
    module->bindPermanently(confirmation);
    const std::string after = contentOf(file());
    tear(before, after, 2, [&] {
        const auto atHome = openSimulatedModule(file(), piOf());
        const ModuleStatus status = atHome->status();
        EXPECT_TRUE(isHealthy(status)) << textOf(status);
        EXPECT_TRUE(atHome->unlock(locked).equals(key));
        if (status == ModuleStatus::BoundProduction) {
            EXPECT_EQ(openSimulatedModule(file(), piOf("b"))->status(), ModuleStatus::BindRefused);
        } else {
            atHome->bindPermanently(confirmation); // still good, for it was not used up
            EXPECT_EQ(atHome->status(), ModuleStatus::BoundProduction);
        }
    });
}

TEST_P(PermanentBindCut, NeverGoesBackToDevelopmentOnceTheFirstWriteIsDone)
{
    bindForGood(file());
    const std::string before = contentOf(file());
    openSimulatedModule(file(), piOf())->indicate(Indication::Done);
    const std::string after = contentOf(file());
    tear(before, after, 1,
         [&] { EXPECT_EQ(openSimulatedModule(file(), piOf())->status(), ModuleStatus::BoundProduction); });
}

INSTANTIATE_TEST_SUITE_P(Production, PermanentBindCut,
                         ::testing::Values(Act{"BindingForGood", nullptr, nullptr, 2}),
                         [](const auto& row) { return row.param.name; });
