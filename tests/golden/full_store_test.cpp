// SPDX-License-Identifier: Apache-2.0
// A store whose disk is full or cannot be written. Needs root: mounts a file system in memory.
#include "base/clock.h"
#include "golden/disk_images.h"
#include "golden/stage.h"
#include "support/expect_error.h"
#include "support/memory_disk.h"
#include "support/temp_folder.h"

#include <optional>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::golden;
namespace fs = std::filesystem;

namespace
{

class FullStore : public testing::Test
{
protected:
    FullStore()
    {
        test::makeSystemImage(m_folder / "system.img", m_folder.path());
        fs::create_directory(disk());
        m_disk.emplace(disk(), kEnough);
    }

    static constexpr const char* kEnough = "512m";
    fs::path disk() const { return m_folder / "disk"; }
    Manifest stageIt()
    {
        Store store(disk() / "golden");
        return stage(store, {m_folder / "system.img", parseRecipe("name = \"generic\"", "recipe"), {}},
                     m_clock);
    }
    void expectNothingLeft() const
    {
        if (fs::exists(disk() / "golden")) {
            for (const auto& entry : fs::directory_iterator(disk() / "golden")) {
                EXPECT_EQ(entry.path().filename().string(), ".lock");
            }
        }
    }

    std::optional<test::MemoryDisk>& memory() { return m_disk; }

private:
    test::TempFolder m_folder;
    std::optional<test::MemoryDisk> m_disk;
    SimulatedClock m_clock;
};

} // namespace

TEST_F(FullStore, ListsNothingOfAnImageThatDoesNotFit)
{
    for (const char* size : {"64k", "1m", "4m", "10m"}) {
        SCOPED_TRACE(size);
        memory()->resize(size);
        test::expectError(ErrorCode::WriteFailed, "free ", [&] { stageIt(); });
        expectNothingLeft();
    }
    memory()->resize(kEnough);
    Store store(disk() / "golden");
    const Manifest manifest = stageIt();
    EXPECT_EQ(store.list().size(), 1U);
    EXPECT_TRUE(fs::exists(store.folderOf(manifest)));
}

TEST_F(FullStore, IsNotTouchedWhenItIsReadOnly)
{
    memory()->makeReadOnly(kEnough);
    test::expectError(ErrorCode::NeedsRoot, "read-only", [&] { stageIt(); });
    memory()->resize(kEnough);
    expectNothingLeft();
    stageIt();
}
