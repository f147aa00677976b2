// SPDX-License-Identifier: Apache-2.0
#include "base/aligned_buffer.h"
#include "base/secret_buffer.h"
#include "card/card_header.h"
#include "card/old_content.h"
#include "device/open_medium.h"
#include "device/simulated_medium.h"
#include "luks/header.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <cstring>

#include <gtest/gtest.h>

using namespace bindery;
using device::SimulatedMedium;

namespace
{

constexpr std::byte kOld{0xA5};
constexpr Bytes kCardSize = mib(96);

golden::CardGeometry geometry()
{
    return golden::geometryFor(mib(1), kCardSize);
}

std::vector<std::byte> oldHeader()
{
    luks::Header header = luks::Header::create({}, Uuid::random());
    header.addKeyslot(0, SecretBuffer::random(32));
    return header.image();
}

/// A card full of old content, with LUKS headers at these places.
std::vector<std::byte> usedCard(const std::vector<std::uint64_t>& headers)
{
    std::vector<std::byte> content(kCardSize.count(), kOld);
    for (const std::uint64_t at : headers) {
        const std::vector<std::byte> header = oldHeader();
        std::copy(header.begin(), header.end(), content.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return content;
}

bool isZero(ByteView content, Extent extent)
{
    const ByteView part = content.subspan(extent.offset, extent.length);
    return std::all_of(part.begin(), part.end(), [](std::byte byte) { return byte == std::byte{0}; });
}

void destroy(device::Medium& medium)
{
    card::CardProgress progress;
    card::destroyOldContent(medium, geometry(), progress, {});
}

std::vector<std::byte> destroyed(std::vector<std::byte> content)
{
    SimulatedMedium medium(std::move(content));
    destroy(medium);
    return medium.content();
}

void expectNoHeader(ByteView content, std::uint64_t at)
{
    test::expectError(ErrorCode::Corrupt, "LUKS2 header",
                      [&] { luks::Header::load(content.subspan(at, luks::kHeaderSize)); });
}

/// An image file whose table can be read by its path.
class CardFile : public device::Medium
{
public:
    explicit CardFile(const std::filesystem::path& path)
        : m_file(device::createImageFile(path, kCardSize, true))
    {
    }
    const device::MediumFacts& facts() const override { return m_file->facts(); }
    void read(std::uint64_t offset, ByteSpan out) override { m_file->read(offset, out); }
    void write(std::uint64_t offset, ByteView bytes) override { m_file->write(offset, bytes); }
    void flush() override { m_file->flush(); }
    device::DiscardResult discard(Extent extent) override { return m_file->discard(extent); }
    device::ReadBack readBack() const override { return m_file->readBack(); }
    void recheck() override { m_file->recheck(); }

    void put(ByteView bytes, std::uint64_t offset)
    {
        AlignedBuffer aligned(bytes.size());
        std::memcpy(aligned.span().data(), bytes.data(), bytes.size());
        write(offset, aligned.view());
    }
    std::vector<std::byte> content()
    {
        AlignedBuffer all(kCardSize.count());
        read(0, all.span());
        return {all.view().begin(), all.view().end()};
    }

private:
    std::unique_ptr<device::Medium> m_file;
};

/// The first 4096 bytes of a card with one Linux partition (MBR).
std::vector<std::byte> tableWith(Extent partition)
{
    std::vector<std::byte> block(device::kMediumAlignment);
    const auto number = [&](std::size_t at, std::uint64_t sectors) {
        for (std::size_t i = 0; i < 4; ++i) {
            block[at + i] = static_cast<std::byte>(sectors >> (8 * i));
        }
    };
    block[446 + 4] = std::byte{0x83};
    number(446 + 8, partition.offset / 512);
    number(446 + 12, partition.length / 512);
    block[510] = std::byte{0x55};
    block[511] = std::byte{0xAA};
    return block;
}

} // namespace

TEST(OldContent, LosesTablesAndSignaturesAtBothEnds)
{
    const std::vector<std::byte> content = destroyed(usedCard({}));
    EXPECT_TRUE(isZero(content, {0, mib(8).count()}));
    EXPECT_TRUE(isZero(content, {kCardSize.count() - mib(1).count(), mib(1).count()}));
    EXPECT_EQ(content[geometry().data.offset], kOld) << "what no old header opens is left to the fill";
}

TEST(OldContent, LosesAHeaderWhereTheNewOneWillLie)
{
    const std::uint64_t at = geometry().crypt.offset;
    const std::vector<std::byte> content = destroyed(usedCard({at}));
    EXPECT_TRUE(isZero(content, {at, mib(1).count()}));
    expectNoHeader(content, at);
}

TEST(OldContent, LosesASecondHeaderWhoseFirstIsGone)
{
    const std::uint64_t at = geometry().crypt.offset;
    std::vector<std::byte> used = usedCard({at});
    std::fill_n(used.begin() + static_cast<std::ptrdiff_t>(at), 4096, std::byte{0});
    ASSERT_NO_THROW(luks::Header::load(ByteView(used).subspan(at, luks::kHeaderSize)));
    expectNoHeader(destroyed(std::move(used)), at);
}

TEST(OldContent, LosesTheHeaderOfAWholeEncryptedCardWithItsKeyslots)
{
    const std::vector<std::byte> content = destroyed(usedCard({0}));
    // Up to the place of the new header, which is written over the rest.
    EXPECT_TRUE(isZero(content, {0, std::min(luks::kHeaderSize, geometry().crypt.offset)}));
}

TEST(OldContent, LosesAHeaderInAPartitionOfTheOldTableWithItsKeyslots)
{
    const test::TempFolder folder;
    CardFile medium(folder / "card.img");
    const Extent partition{mib(40).count(), mib(48).count()};
    ASSERT_GT(partition.offset, geometry().crypt.offset + luks::kHeaderSize);
    medium.put(tableWith(partition), 0);
    medium.put(oldHeader(), partition.offset);
    destroy(medium);
    EXPECT_TRUE(isZero(medium.content(), {partition.offset, luks::kHeaderSize}));
}

TEST(OldContent, LosesAHeaderThatOverlapsThePlaceOfTheNewOne)
{
    const test::TempFolder folder;
    CardFile medium(folder / "card.img");
    const std::uint64_t newHeader = geometry().crypt.offset;
    const Extent partition{newHeader + mib(4).count(), mib(48).count()};
    medium.put(tableWith(partition), 0);
    medium.put(oldHeader(), partition.offset);
    destroy(medium);
    const std::vector<std::byte> content = medium.content();
    EXPECT_TRUE(isZero(content, {partition.offset, mib(8).count()})) << "both copies of its metadata";
    const std::uint64_t end = newHeader + luks::kHeaderSize;
    EXPECT_TRUE(isZero(content, {end, partition.offset + luks::kHeaderSize - end})) << "its last keyslots";
}

TEST(OldContent, IsNotWrittenAgainWhereItIsZeroAlready)
{
    SimulatedMedium medium(kCardSize);
    destroy(medium);
    EXPECT_EQ(medium.bytesWritten(), 0U);
}

TEST(OldContent, StopsBetweenTwoActs)
{
    SimulatedMedium medium(usedCard({}));
    card::CardProgress progress;
    std::stop_source stop;
    stop.request_stop();
    test::expectError(ErrorCode::Cancelled, "stopped while erasing",
                      [&] { card::destroyOldContent(medium, geometry(), progress, stop.get_token()); });
    EXPECT_EQ(medium.bytesWritten(), 0U);
}
