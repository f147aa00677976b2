// SPDX-License-Identifier: Apache-2.0
#include "base/aligned_buffer.h"
#include "device/media_internal.h"
#include "device/medium_contract.h"
#include "device/pattern.h"
#include "device/simulated_medium.h"
#include "support/temp_folder.h"

using namespace bindery;
using namespace bindery::test;
using namespace bindery::device;

namespace
{

class FileUnderTest : public MediumUnderTest
{
public:
    FileUnderTest(Bytes size, FileCaching caching)
        : m_medium(createImageFile(m_folder / "card.img", size, false, caching))
    {
    }
    Medium& medium() override { return *m_medium; }
    std::vector<std::byte> look(Extent extent) override { return readOf(m_folder / "card.img", extent); }

private:
    const TempFolder m_folder{"/var/tmp"}; // a file system that knows direct I/O
    std::unique_ptr<Medium> m_medium;
};

class SimulatedUnderTest : public MediumUnderTest
{
public:
    explicit SimulatedUnderTest(Bytes size) : m_medium(size) {}
    Medium& medium() override { return m_medium; }
    std::vector<std::byte> look(Extent extent) override
    {
        const std::vector<std::byte> content = m_medium.content();
        return toVector(ByteView(content).subspan(extent.offset, extent.length));
    }

private:
    SimulatedMedium m_medium;
};

} // namespace

INSTANTIATE_TEST_SUITE_P(
    Media, MediumContract,
    ::testing::Values(
        MediumKind{
            "ImageFile",
            [](Bytes size) { return std::make_unique<FileUnderTest>(size, FileCaching::AvoidIfPossible); },
            ReadBack::Direct},
        MediumKind{"CachedImageFile",
                   [](Bytes size) { return std::make_unique<FileUnderTest>(size, FileCaching::Use); },
                   ReadBack::Cached},
        MediumKind{"Simulated", [](Bytes size) { return std::make_unique<SimulatedUnderTest>(size); },
                   ReadBack::Direct}),
    nameOfKind);
