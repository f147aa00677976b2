// SPDX-License-Identifier: Apache-2.0
// What of a simulated module's file is on the disk when: this program has its own fsync(2), which keeps what
// the file holds at each. All is flushed before a call returns, and never is one copy written before the
// other one's write was flushed.
#include "base/file.h"
#include "module/simulated_module.h"
#include "module/simulated_under_test.h"
#include "support/temp_folder.h"

#include <functional>
#include <vector>

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace bindery;
using namespace bindery::module;
using namespace bindery::test;

namespace
{

std::vector<std::string>& flushed()
{
    static std::vector<std::string> contents;
    return contents;
}

} // namespace

extern "C" int fsync(int fd)
{
    std::string content(kSimulatedModuleSize, '\0');
    struct stat state {
    };
    if (::fstat(fd, &state) == 0 && S_ISREG(state.st_mode) &&
        readFully(fd, 0, std::as_writable_bytes(std::span(content)), "what is flushed")) {
        flushed().push_back(content);
    }
    return static_cast<int>(::syscall(SYS_fsync, fd));
}

namespace
{

class Flush : public ::testing::Test
{
protected:
    static constexpr std::size_t kHalf = kSimulatedModuleSize / 2;

    Flush()
    {
        createSimulatedModule(file(), "SIM-1");
        flushed().clear();
    }
    std::filesystem::path file() const { return m_folder / "module"; }

    void expectFlushedStepByStep(std::size_t steps, const std::function<void()>& act) const
    {
        std::string before = readTextFile(file());
        flushed().clear();
        act();
        EXPECT_EQ(flushed().size(), steps);
        for (const std::string& now : flushed()) {
            const bool first = now.compare(0, kHalf, before, 0, kHalf) != 0;
            const bool second = now.compare(kHalf, kHalf, before, kHalf, kHalf) != 0;
            EXPECT_NE(first, second) << "one copy at a time";
            before = now;
        }
        EXPECT_EQ(readTextFile(file()), before) << "nothing is left to flush";
    }

    const TempFolder m_folder;
};

} // namespace

TEST_F(Flush, IsDoneOnceByEachActThatChangesTheState)
{
    const auto module = openSimulatedModule(file(), piOf());
    expectFlushedStepByStep(1, [&] { module->info(); });
    expectFlushedStepByStep(1, [&] { module->indicate(Indication::Done); });
    expectFlushedStepByStep(1, [&] { module->permanentBindChallenge(); });
    expectFlushedStepByStep(0, [&] { module->lock(SecretBuffer(64)); });
}

TEST_F(Flush, IsDoneOfEachCopyWhenWhatWasDoneIsForGood)
{
    const auto module = openSimulatedModule(file(), piOf());
    const std::string confirmation = module->permanentBindChallenge();
    expectFlushedStepByStep(2, [&] { module->bindPermanently(confirmation); });
    SimulatedFaults faults;
    faults.absentTimes = 2;
    expectFlushedStepByStep(2, [&] { setSimulatedFaults(file(), faults); });
    expectFlushedStepByStep(1, [&] { module->status(); });
    faults.destroyed = true;
    expectFlushedStepByStep(2, [&] { setSimulatedFaults(file(), faults); });
}

TEST_F(Flush, IsDoneOfANewModuleBeforeItIsThere)
{
    flushed().clear();
    createSimulatedModule(m_folder / "new", "SIM-2");
    ASSERT_FALSE(flushed().empty());
    EXPECT_EQ(flushed().back(), readTextFile(m_folder / "new"));
}
