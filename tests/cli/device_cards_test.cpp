// SPDX-License-Identifier: Apache-2.0
// Devices as cards, as an operator meets them: a loop device is used like a file, and whatever must not be
// written is refused with its reason. Needs root.
#include "base/file.h"
#include "cli/card_fixture.h"
#include "golden/run_checked.h"
#include "support/loop_device.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <optional>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/inotify.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/swap.h>
#include <sys/sysmacros.h>

using namespace bindery;
using namespace bindery::test;
using ::testing::AllOf;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

namespace
{

constexpr Bytes kDiskSize = mib(96);

class DeviceCards : public CardProgram
{
protected:
    fs::path backing(const std::string& name, Bytes size = kDiskSize) const
    {
        fs::path file = in(name);
        openFile(file, O_RDWR | O_CREAT, 0600);
        fs::resize_file(file, size.count());
        return file;
    }
    ProgramRun provision(const fs::path& device, const Arguments& more = {}) const
    {
        Arguments arguments{"provision", "--golden", "pi", "--to", device.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }
    /// Refused with status 3, reason and cure, also with --overwrite; nothing is recorded.
    void expectRefused(const fs::path& device, const std::string& reason, const std::string& cure) const
    {
        for (const Arguments& more : {Arguments{}, Arguments{"--overwrite"}}) {
            const ProgramRun ran = provision(device, more);
            EXPECT_EQ(ran.status, 3) << ran.out << ran.err;
            EXPECT_THAT(ran.err, AllOf(HasSubstr(device.string() + " " + reason), HasSubstr(cure)));
        }
        EXPECT_EQ(json({"records", "list"}).at("attempts").size(), 0U);
    }
};

/// Undoes a mount or a swap area when its test ends.
class AtEnd
{
public:
    explicit AtEnd(std::function<void()> act) : m_act(std::move(act)) {}
    AtEnd(const AtEnd&) = delete;
    AtEnd& operator=(const AtEnd&) = delete;
    ~AtEnd() { m_act(); }

private:
    std::function<void()> m_act;
};

/// The block device that holds "/", or the whole disk around it.
std::optional<fs::path> runningDisk()
{
    struct stat root {
    };
    if (::stat("/", &root) != 0) {
        return std::nullopt;
    }
    const fs::path link = fs::path("/sys/dev/block") /
                          (std::to_string(major(root.st_dev)) + ":" + std::to_string(minor(root.st_dev)));
    if (!fs::exists(link)) {
        return std::nullopt;
    }
    fs::path node = fs::canonical(link);
    if (fs::exists(node / "partition")) {
        node = node.parent_path();
    }
    return fs::path("/dev") / node.filename();
}

} // namespace

TEST_F(DeviceCards, AreMadeInspectedVerifiedAndRecordedLikeFiles)
{
    const LoopDevice loop(backing("disk"));
    const std::string path = loop.path().string();
    const Json card = json({"provision", "--golden", "pi", "--to", path}).at("cards").at(0);
    EXPECT_EQ(card.at("result"), "passed");
    EXPECT_EQ(card.at("verify"), "full");
    EXPECT_EQ(card.at("found"), "blank");
    EXPECT_EQ(card.at("fill_intended"), "discard");
    EXPECT_EQ(card.at("fill"), "discard");

    EXPECT_THAT(json({"inspect", path}).dump(), HasSubstr(card.at("luks_uuid").get<std::string>()));
    EXPECT_EQ(run({"verify", path}).status, 0);
    const Json attempt = json({"records", "list"}).at("attempts").at(0);
    EXPECT_EQ(attempt.at("path"), path);
    EXPECT_EQ(attempt.at("is_block_device"), true);
    EXPECT_EQ(attempt.at("size"), kDiskSize.count());
    const ProgramRun shown = run({"records", "show", card.at("serial").get<std::string>()});
    EXPECT_THAT(shown.out, AllOf(HasSubstr("a blank card"), HasSubstr("discard")));
}

TEST_F(DeviceCards, ThatHoldDataAreAskedForAndThenFilledWithRandomBytes)
{
    const fs::path file = backing("disk");
    runChecked({"mkfs.ext4", "-q", file.string()});
    const LoopDevice loop(file);
    const ProgramRun refused = provision(loop.path());
    EXPECT_EQ(refused.status, 3);
    EXPECT_THAT(refused.err,
                AllOf(HasSubstr(loop.path().string() + " is not blank"), HasSubstr("--overwrite")));

    const Json card =
        json({"provision", "--golden", "pi", "--to", loop.path().string(), "--overwrite"}).at("cards").at(0);
    EXPECT_EQ(card.at("result"), "passed");
    EXPECT_EQ(card.at("found"), "data");
    EXPECT_EQ(card.at("fill"), "random");
    EXPECT_GT(card.at("bytes_written"), kDiskSize.count() - 4096);
    EXPECT_TRUE(card.at("step_milliseconds").contains("filling"));
    const ProgramRun shown = run({"records", "show", card.at("serial").get<std::string>()});
    EXPECT_THAT(shown.out, AllOf(HasSubstr("a card that held data"), HasSubstr("random")));
}

TEST_F(DeviceCards, ThatTheCardsOrderWantsFilledOtherwiseAre)
{
    const LoopDevice loop(backing("disk"));
    for (const std::string fill : {"none", "zero"}) {
        const Json card =
            json({"provision", "--golden", "pi", "--to", loop.path().string(), "--overwrite", "--fill", fill})
                .at("cards")
                .at(0);
        EXPECT_EQ(card.at("fill_intended"), fill);
        EXPECT_EQ(card.at("fill"), fill);
    }
}

TEST_F(DeviceCards, AreRefusedWhileMounted)
{
    const fs::path file = backing("disk");
    runChecked({"mkfs.ext4", "-q", file.string()});
    const LoopDevice loop(file);
    const fs::path place = in("a place");
    fs::create_directory(place);
    ASSERT_EQ(::mount(loop.path().c_str(), place.c_str(), "ext4", 0, ""), 0);
    const AtEnd unmount([&] { ::umount2(place.c_str(), MNT_DETACH); });
    std::ofstream(place / "letter") << "precious";
    expectRefused(loop.path(), "is mounted at " + place.string(), "unmount it first");
    std::string letter;
    std::ifstream(place / "letter") >> letter;
    EXPECT_EQ(letter, "precious");
}

TEST_F(DeviceCards, AreRefusedWhileUsedAsSwap)
{
    const fs::path file = backing("disk");
    runChecked({"mkswap", file.string()});
    const LoopDevice loop(file);
    ASSERT_EQ(::swapon(loop.path().c_str(), 0), 0);
    const AtEnd off([&] { ::swapoff(loop.path().c_str()); });
    expectRefused(loop.path(), "is used as swap", "switch the swap area off first");
}

TEST_F(DeviceCards, AreRefusedWhileSomethingIsBuiltUponThem)
{
    const LoopDevice lower(backing("disk"));
    const LoopDevice upper(lower.path());
    expectRefused(lower.path(), "is held by " + upper.path().filename().string(),
                  "close what is built upon it first");
}

TEST_F(DeviceCards, AreRefusedWhenReadOnly)
{
    LoopDevice::Options options;
    options.readOnly = true;
    const LoopDevice loop(backing("disk"), options);
    expectRefused(loop.path(), "is read-only", "open the lock of the card or its adapter");
}

TEST_F(DeviceCards, AreRefusedWithLargeSectors)
{
    LoopDevice::Options options;
    options.sectorSize = 4096;
    const LoopDevice loop(backing("disk"), options);
    expectRefused(loop.path(), "has sectors of 4096 bytes", "use another reader or disk");
}

TEST_F(DeviceCards, AreRefusedByALinkAndWhatIsNoDiskIsToo)
{
    const LoopDevice loop(backing("disk"));
    fs::create_symlink(loop.path(), in("link"));
    expectRefused(in("link"), "is a symbolic link", "name the device itself");
    expectRefused("/dev/null", "is neither a regular file nor a block device", "name a card image file");
}

TEST_F(DeviceCards, AreRefusedWhenOneSectorTooSmall)
{
    const std::uint64_t least =
        json({"golden", "show", "pi"}).at("golden_image").at("minimum_medium").get<std::uint64_t>();
    const LoopDevice small(backing("small", Bytes(least - SectorCount::kSectorSize)));
    expectRefused(small.path(), "has ", "needs ");
    const LoopDevice enough(backing("enough", Bytes(least)));
    EXPECT_EQ(provision(enough.path()).status, 0);
}

TEST_F(DeviceCards, ThatAnotherProcessHoldsAreBusy)
{
    const LoopDevice loop(backing("disk"));
    const UniqueFd held = openFile(loop.path(), O_RDWR | O_EXCL);
    const ProgramRun ran = provision(loop.path());
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.err, AllOf(HasSubstr("is in use by another process"), HasSubstr("close that first")));
}

TEST_F(DeviceCards, TheRunningDiskIsRefusedAndNeverOpenedForWriting)
{
    const std::optional<fs::path> disk = runningDisk();
    ASSERT_TRUE(disk) << "this test wants a machine whose root file system lies on a block device";
    const UniqueFd watch(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    ASSERT_GE(::inotify_add_watch(watch.get(), disk->c_str(), IN_CLOSE_WRITE | IN_MODIFY), 0);
    expectRefused(*disk, "carries the running system (", "this one is never written");
    std::array<char, 4096> events{};
    EXPECT_LT(::read(watch.get(), events.data(), events.size()), 0) << "it was opened for writing";
}
