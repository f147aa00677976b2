// SPDX-License-Identifier: Apache-2.0
// One store used by many threads at once.
#include "ext4/file_system.h"
#include "golden/personality.h"
#include "golden/staged_image.h"
#include "golden/store.h"
#include "support/temp_folder.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::golden;
namespace fs = std::filesystem;

namespace
{

class ConcurrentStore : public testing::Test
{
protected:
    ConcurrentStore() { test::makeSystemImage(m_folder / "system.img", m_folder.path(), mib(32)); }

    /// Runs `act` on several threads that start together.
    template <typename Act>
    void together(int count, Act&& act)
    {
        std::atomic<int> waiting = count;
        std::vector<std::jthread> threads;
        for (int i = 0; i < count; ++i) {
            threads.emplace_back([&, i] {
                --waiting;
                while (waiting > 0) {
                    std::this_thread::yield();
                }
                act(i);
            });
        }
    }
    const test::TempFolder& folder() const { return m_folder; }

private:
    test::TempFolder m_folder;
};

} // namespace

TEST_F(ConcurrentStore, GrowsOnceForAllWhoAskAtTheSameTime)
{
    Store store(folder() / "store");
    const Manifest manifest = test::stageSystem(store, folder() / "system.img");
    constexpr int kThreads = 4;
    std::vector<GoldenRoot> roots(kThreads);
    together(kThreads, [&](int i) {
        roots[static_cast<std::size_t>(i)] = Store(folder() / "store").root(manifest, mib(80));
    });
    for (const GoldenRoot& root : roots) {
        EXPECT_EQ(root.used, roots[0].used);
        EXPECT_EQ(root.grown->extents(), roots[0].grown->extents());
    }
    std::vector<std::string> kept;
    for (const auto& entry : fs::directory_iterator(store.folderOf(manifest) / "sizes")) {
        kept.push_back(entry.path().filename().string());
    }
    EXPECT_THAT(kept, testing::ElementsAre(std::to_string(mib(80).count()) + ".overlay"));
}

TEST_F(ConcurrentStore, ListsAnImageOnceThatIsStagedTwiceAtTheSameTime)
{
    std::vector<Manifest> manifests(2);
    together(2, [&](int i) {
        Store store(folder() / "store");
        manifests[static_cast<std::size_t>(i)] =
            test::stageSystem(store, folder() / "system.img", i == 0 ? "one" : "two");
    });
    EXPECT_EQ(manifests[0], manifests[1]);
    EXPECT_THAT(Store(folder() / "store").list(), testing::ElementsAre(manifests[0]));
}

TEST_F(ConcurrentStore, GivesEachUnitItsOwnPersonalityOverOneRoot)
{
    Store store(folder() / "store");
    const Manifest manifest = test::stageSystem(store, folder() / "system.img");
    const GoldenRoot root = store.root(manifest, mib(80));
    constexpr int kUnits = 4;
    std::vector<Personality> personalities(kUnits);
    together(kUnits, [&](int i) {
        UnitIdentity unit;
        unit.serial = "unit-" + std::to_string(i);
        unit.hostName = unit.serial;
        unit.fileSystemUuid = Uuid::random();
        unit.unitJson = {{"serial", unit.serial}};
        unit.utcSeconds = 1'700'000'000;
        personalities[static_cast<std::size_t>(i)] = personalise(root, unit);
    });
    for (int i = 0; i < kUnits; ++i) {
        const auto opened = ext4::FileSystem::open(personalities[static_cast<std::size_t>(i)].overlay);
        EXPECT_EQ(opened.readFile("/etc/hostname"), "unit-" + std::to_string(i) + "\n");
    }
}
