// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"
#include "unit/root_device.h"

#include <gtest/gtest.h>

using namespace bindery;
using unit::findRootDevice;

namespace
{

class RootDevice : public ::testing::Test
{
protected:
    void addMapping(const std::string& number, const std::string& name, const std::string& below)
    {
        const std::filesystem::path device = m_root / ("sys/block/" + number);
        makeFolders(device / "dm");
        makeFolders(device / "slaves" / below);
        replaceFile(device / "dm/name", asBytes(name + "\n"));
    }
    void addLabelled(const std::string& name)
    {
        makeFolders(m_root / "dev/disk/by-label");
        replaceFile(m_root / ("dev/" + name), {});
        std::filesystem::create_symlink("../../" + name, m_root / "dev/disk/by-label/cryptroot");
    }

    test::TempFolder m_root;
};

} // namespace

TEST_F(RootDevice, IsTheOneThatIsNamed)
{
    EXPECT_EQ(findRootDevice("/dev/mmcblk0p2", m_root.path()), "/dev/mmcblk0p2");
}

TEST_F(RootDevice, IsWhatTheMappingLiesOn)
{
    addMapping("dm-0", "swap", "sda3");
    addMapping("dm-1", "cryptrfs", "mmcblk0p2");
    addLabelled("sdz9");
    EXPECT_EQ(findRootDevice("", m_root.path()), m_root / "dev/mmcblk0p2");
}

TEST_F(RootDevice, IsThePartitionWithTheLabelWhileNoMappingIsOpen)
{
    addMapping("dm-0", "swap", "sda3");
    addLabelled("vda2");
    EXPECT_EQ(findRootDevice("", m_root.path()), std::filesystem::canonical(m_root / "dev/vda2"));
}

TEST_F(RootDevice, IsAskedForWhenThereIsNone)
{
    test::expectError(ErrorCode::NotFound, "--device", [&] { findRootDevice("", m_root.path()); });
}
