// SPDX-License-Identifier: Apache-2.0
#include "device/medium_contract.h"
#include "device/open_medium.h"
#include "device/pattern.h"
#include "support/loop_device.h"
#include "support/temp_folder.h"

using namespace bindery;
using namespace bindery::test;
using namespace bindery::device;

namespace
{

class LoopUnderTest : public MediumUnderTest
{
public:
    explicit LoopUnderTest(Bytes size)
        : m_file(makeFile(m_folder / "disk", size)), m_loop(m_file), m_medium(claimBlockDevice(m_loop.path()))
    {
    }
    Medium& medium() override { return *m_medium; }
    std::vector<std::byte> look(Extent extent) override { return readOf(m_file, extent); }

private:
    static std::filesystem::path makeFile(std::filesystem::path path, Bytes size)
    {
        openFile(path, O_RDWR | O_CREAT);
        std::filesystem::resize_file(path, size.count());
        return path;
    }

    const TempFolder m_folder{"/var/tmp"}; // a file system that knows direct I/O
    const std::filesystem::path m_file;
    const LoopDevice m_loop;
    std::unique_ptr<Medium> m_medium;
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Media, MediumContract,
                         ::testing::Values(MediumKind{
                             "LoopDevice", [](Bytes size) { return std::make_unique<LoopUnderTest>(size); },
                             ReadBack::Direct}),
                         nameOfKind);
