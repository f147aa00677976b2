// SPDX-License-Identifier: Apache-2.0
// The kernel as a judge: what a card holds is mounted for writing and used hard. Needs root.
#include "ext4/file_system.h"
#include "ext4/test_image.h"
#include "support/loop_device.h"
#include "support/own_mounts.h"
#include "support/temp_folder.h"

#include <fstream>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <sys/mount.h>

namespace bindery::ext4
{
namespace
{

namespace files = std::filesystem;
using bindery::test::LoopDevice;
using bindery::test::TempFolder;
using test::Kind;

class Mount
{
public:
    Mount(const files::path& device, files::path folder) : m_folder(std::move(folder))
    {
        files::create_directories(m_folder);
        if (::mount(device.c_str(), m_folder.c_str(), "ext4", 0, nullptr) != 0) {
            throwErrno(ErrorCode::Internal, "mounting " + device.string(), errno);
        }
    }
    Mount(const Mount&) = delete;
    Mount& operator=(const Mount&) = delete;
    ~Mount() { ::umount2(m_folder.c_str(), 0); }

private:
    files::path m_folder;
};

class MountedCard : public ::testing::TestWithParam<Kind>
{
};

std::string nameOf(const ::testing::TestParamInfo<Kind>& info)
{
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Ext4, MountedCard, ::testing::ValuesIn(test::allKinds()), nameOf);

TEST_P(MountedCard, TakesThousandsOfFilesIntoGroupsThatWereNeverWritten)
{
    const TempFolder folder(test::fastFolder());
    const files::path image = folder / "root.ext4";
    test::makeImage(image, GetParam());
    shrink(image, mib(2));
    const std::shared_ptr<const Overlay> grown =
        grow(image, std::make_shared<FileSource>(image), mib(160), folder.path());
    auto unit = std::make_shared<Overlay>(grown, grown->size());
    {
        FileSystem fs = FileSystem::openForChange(*unit);
        fs.writeFile("/etc/hostname", asBytes("unit\n"), {});
        // More new files than one group has free inodes: some go into groups that nothing was in before.
        for (int i = 0; i < 300; ++i) {
            fs.writeFile("/opt/unit/file-" + std::to_string(i), asBytes("x"), {});
        }
        fs.setUuid(Uuid::random());
        fs.close();
    }
    test::writeOutOverNoise(*unit, FileSystem::open(unit).usedExtents(), folder / "card", 0xfeed);
    test::expectClean(folder / "card");
    int made = 0;
    bindery::test::withOwnMounts([&] {
        const LoopDevice loop(folder / "card", {.directIo = false});
        const Mount mount(loop.path(), folder / "mnt");
        std::string hostname;
        std::getline(std::ifstream(folder / "mnt/etc/hostname"), hostname);
        EXPECT_EQ(hostname, "unit");
        for (int group = 0; group < 30; ++group) {
            const files::path below =
                folder / ("mnt/fill/" + std::to_string(group)); // the kernel spreads folders over groups
            std::error_code full;
            files::create_directories(below, full);
            for (int i = 0; i < 100; ++i) {
                std::ofstream file(below / std::to_string(i));
                file << std::string(3000, 'f');
                made += file.good() ? 1 : 0;
            }
        }
        files::remove_all(folder / "mnt/var/many");
    });
    EXPECT_GT(made, 500);
    test::expectClean(folder / "card");
}

} // namespace
} // namespace bindery::ext4
