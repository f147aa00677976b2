// SPDX-License-Identifier: Apache-2.0
// What becomes of the bytes that a card does not use, judged on the finished medium.
#include "base/extents.h"
#include "card/card_header.h"
#include "card/make_card.h"
#include "device/simulated_medium.h"
#include "ext4/file_system.h"
#include "support/decrypted_root.h"
#include "support/expect_error.h"
#include "support/small_golden.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <set>

#include <gtest/gtest.h>

using namespace bindery;
using card::CardRecord;
using card::Fill;
using device::SimulatedMedium;

namespace
{

constexpr std::uint64_t kBlock = device::kMediumAlignment;
constexpr std::string_view kOldText = "THE CUSTOMER LIST OF LAST YEAR. ";

bool isAll(ByteView bytes, std::byte value)
{
    return std::all_of(bytes.begin(), bytes.end(), [value](std::byte byte) { return byte == value; });
}

bool isConstant(ByteView bytes)
{
    return isAll(bytes, bytes.front());
}

bool holdsTable(ByteView content)
{
    return content[510] == std::byte{0x55} && content[511] == std::byte{0xAA};
}

/// A medium that was full of plaintext, to its last byte.
std::vector<std::byte> oldContent(Bytes size)
{
    std::vector<std::byte> content(size.count());
    const ByteView text = asBytes(kOldText);
    for (std::size_t at = 0; at < content.size(); at += text.size()) {
        std::copy_n(text.begin(), std::min(text.size(), content.size() - at),
                    content.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return content;
}

class FillOf : public ::testing::TestWithParam<Fill>
{
protected:
    CardRecord make(device::Medium& medium, Fill fill, const std::stop_token& stop = {})
    {
        card::CardOrder order = test::cardOrder(m_shared);
        order.fill = fill;
        order.keep = [&](const card::CardIdentity&, const card::CardSecrets& kept) {
            m_secret = kept.transport.clone();
        };
        return card::makeCard(medium, std::move(order), m_clock, m_progress, stop);
    }
    /// Smallest, and a tail behind the last partition that is no multiple of anything but sectors.
    Bytes mediumSize() const
    {
        return m_golden.manifest().minimumMedium + kib(300) + Bytes(3 * SectorCount::kSectorSize);
    }

    /// Calls `see` with every block, and the shorter one at the end, of which the finished card uses nothing.
    /// Of the data segment, those that decrypt to zeros are left out: small gaps are written with the root.
    void forEachUnusedBlock(ByteView content, const CardRecord& record,
                            const std::function<void(std::uint64_t offset, ByteView block)>& see)
    {
        const golden::CardGeometry& geometry = record.identity.geometry;
        const auto root =
            std::make_shared<test::DecryptedRoot>(content, geometry, record.identity.rootSize, m_secret);
        const Extents used = ext4::FileSystem::open(root).usedExtents();
        Extents taken = unite({{0, kBlock}}, {geometry.boot});
        taken = unite(taken, {{geometry.crypt.offset, luks::kHeaderSize}});
        for (const Extent& run : used) {
            const std::uint64_t from = roundDown(run.offset, kBlock);
            taken = unite(taken, {{geometry.data.offset + from, roundUp(run.end(), kBlock) - from}});
        }
        std::size_t merged = 0;
        std::size_t seen = 0;
        for (const Extent& free : subtract({{0, content.size()}}, taken)) {
            for (std::uint64_t at = free.offset; at < free.end(); at += kBlock) {
                const std::uint64_t inRoot = at - geometry.data.offset;
                if (at >= geometry.data.offset && inRoot + kBlock <= root->size().count() &&
                    isAll(root->bytes().subspan(inRoot, kBlock), std::byte{0})) {
                    ++merged;
                    continue;
                }
                ++seen;
                see(at, content.subspan(at, std::min(kBlock, free.end() - at)));
            }
        }
        EXPECT_GT(seen, 1000U);
        EXPECT_LT(merged, 20U);
    }

    test::SmallGolden m_golden;
    std::shared_ptr<const card::SharedGolden> m_shared = m_golden.shared();
    SimulatedClock m_clock;
    card::CardProgress m_progress;
    SecretBuffer m_secret;
};

using EveryFill = FillOf;
using WrittenFill = FillOf;
using Filling = FillOf;

/// Does something to itself when so many writes of the fill have arrived.
class ActingMedium : public SimulatedMedium
{
public:
    ActingMedium(std::vector<std::byte> content, const card::CardProgress& progress, std::size_t writes,
                 std::function<void(ActingMedium&)> act)
        : SimulatedMedium(std::move(content)), m_progress(progress), m_writes(writes), m_act(std::move(act))
    {
    }
    void write(std::uint64_t offset, ByteView bytes) override
    {
        SimulatedMedium::write(offset, bytes);
        if (m_progress.step == card::Step::Filling && m_writes > 0 && --m_writes == 0) {
            m_act(*this);
        }
    }

private:
    const card::CardProgress& m_progress;
    std::size_t m_writes;
    std::function<void(ActingMedium&)> m_act;
};

} // namespace

TEST_P(EveryFill, LeavesACardThatPassesItsVerify)
{
    SimulatedMedium medium(oldContent(mediumSize()));
    const CardRecord record = make(medium, GetParam());
    EXPECT_TRUE(record.verified);
    EXPECT_EQ(record.fill, GetParam());
    EXPECT_TRUE(holdsTable(medium.content()));
    EXPECT_EQ(record.bytesWritten, Bytes(medium.bytesWritten()));
}

INSTANTIATE_TEST_SUITE_P(Card, EveryFill,
                         ::testing::Values(Fill::None, Fill::Discard, Fill::Zero, Fill::Random));

TEST_P(WrittenFill, LeavesNothingOfWhatTheMediumHeldAnywhere)
{
    SimulatedMedium medium(oldContent(mediumSize()));
    make(medium, GetParam());
    const std::vector<std::byte> content = medium.content();
    // Half of it, at whatever offset.
    EXPECT_EQ(asText(content).find(kOldText.substr(0, kOldText.size() / 2)), std::string_view::npos);
    EXPECT_EQ(asText(content).find(kOldText.substr(kOldText.size() / 2)), std::string_view::npos);
}

TEST_P(WrittenFill, CountsInTheProgress)
{
    SimulatedMedium medium(mediumSize());
    make(medium, GetParam());
    // All but the block of the table, which is written when everything else is known to be good.
    EXPECT_EQ(m_progress.toWrite, mediumSize().count() - kBlock);
    EXPECT_GE(m_progress.written, m_progress.toWrite);
    EXPECT_EQ(m_progress.toVerify, m_progress.verified) << "what was filled is not read back";
}

TEST_P(WrittenFill, StopsInTheMiddleAndLeavesNeitherTableNorHeader)
{
    std::stop_source stop;
    ActingMedium medium(oldContent(mediumSize()), m_progress, 1, [&](ActingMedium&) { stop.request_stop(); });
    test::expectError(ErrorCode::Cancelled, "stopped while filling",
                      [&] { make(medium, GetParam(), stop.get_token()); });
    EXPECT_FALSE(holdsTable(medium.content()));
    const std::uint64_t header = golden::geometryFor(m_golden.manifest().bootSize, mediumSize()).crypt.offset;
    EXPECT_NE(asText(ByteView(medium.content()).subspan(header, 4)), "LUKS");
    EXPECT_LT(m_progress.written, m_progress.toWrite);
}

TEST_P(WrittenFill, ComesAfterTheRootAndBeforeBootHeaderAndTable)
{
    SimulatedMedium medium(mediumSize());
    const golden::CardGeometry geometry = make(medium, GetParam()).identity.geometry;
    const std::uint64_t tail = geometry.crypt.end(); // filled, and written by nothing else
    std::size_t lastOfFill = 0;
    std::size_t firstOfBoot = 0;
    std::size_t header = 0;
    for (std::size_t i = 0; i < medium.journal().size(); ++i) {
        const SimulatedMedium::Act& act = medium.journal()[i];
        if (act.kind != SimulatedMedium::Act::Kind::Write) {
            continue;
        }
        if (act.offset >= tail) {
            lastOfFill = i;
        } else if (act.offset == geometry.boot.offset) {
            firstOfBoot = i;
        } else if (act.offset == geometry.crypt.offset) {
            header = i;
        }
    }
    EXPECT_GT(lastOfFill, 0U);
    EXPECT_LT(lastOfFill, firstOfBoot);
    EXPECT_LT(firstOfBoot, header);
}

INSTANTIATE_TEST_SUITE_P(Card, WrittenFill, ::testing::Values(Fill::Zero, Fill::Random));

TEST_F(Filling, WithZerosLeavesZerosInEveryUnusedByte)
{
    SimulatedMedium medium(oldContent(mediumSize()));
    const CardRecord record = make(medium, Fill::Zero);
    const std::vector<std::byte> content = medium.content();
    forEachUnusedBlock(content, record, [](std::uint64_t offset, ByteView block) {
        ASSERT_TRUE(isAll(block, std::byte{0})) << offset;
    });
}

TEST_F(Filling, WithRandomBytesRepeatsNoBlock)
{
    SimulatedMedium medium(oldContent(mediumSize()));
    const CardRecord record = make(medium, Fill::Random);
    const std::vector<std::byte> content = medium.content();
    std::set<std::string_view> blocks;
    forEachUnusedBlock(content, record, [&](std::uint64_t offset, ByteView block) {
        ASSERT_FALSE(isConstant(block)) << offset;
        ASSERT_TRUE(blocks.insert(asText(block)).second) << offset;
    });
}

TEST_F(Filling, WithRandomBytesIsAnotherOnEachCard)
{
    SimulatedMedium first(mediumSize());
    SimulatedMedium second(mediumSize());
    const golden::CardGeometry geometry = make(first, Fill::Random).identity.geometry;
    make(second, Fill::Random);
    const std::vector<std::byte> a = first.content();
    const std::vector<std::byte> b = second.content();
    EXPECT_NE(std::memcmp(a.data() + geometry.crypt.end(), b.data() + geometry.crypt.end(),
                          a.size() - geometry.crypt.end()),
              0);
}

TEST_F(Filling, ByDiscardDiscardsEveryUnusedByteTheProbeToo)
{
    SimulatedMedium medium(oldContent(mediumSize()));
    const CardRecord record = make(medium, Fill::Discard);
    const std::vector<std::byte> content = medium.content();
    forEachUnusedBlock(content, record, [](std::uint64_t offset, ByteView block) {
        ASSERT_TRUE(isAll(block, SimulatedMedium::kDiscarded)) << offset;
    });
}

TEST_F(Filling, ByDiscardSaysWhenTheMediumDoesNot)
{
    device::MediumFaults faults;
    faults.discardUnsupported = true;
    SimulatedMedium medium(mediumSize(), faults);
    const CardRecord record = make(medium, Fill::Discard);
    EXPECT_TRUE(record.verified);
    EXPECT_EQ(record.fill, Fill::None);
}

TEST_F(Filling, WithNothingDiscardsNothing)
{
    SimulatedMedium medium(oldContent(mediumSize()));
    EXPECT_EQ(make(medium, Fill::None).fill, Fill::None);
    EXPECT_TRUE(
        std::none_of(medium.journal().begin(), medium.journal().end(), [](const SimulatedMedium::Act& act) {
            return act.kind == SimulatedMedium::Act::Kind::Discard;
        }));
    EXPECT_NE(asText(medium.content()).find(kOldText), std::string_view::npos);
}

TEST_F(Filling, OfACardThatLeavesInTheMiddleLeavesNeitherTableNorHeader)
{
    const std::uint64_t header = golden::geometryFor(m_golden.manifest().bootSize, mediumSize()).crypt.offset;
    for (const std::size_t writes : {1U, 2U, 3U, 5U}) {
        ActingMedium medium(oldContent(mediumSize()), m_progress, writes, [](ActingMedium& itself) {
            device::MediumFaults gone;
            gone.goneAtAct = 0;
            itself.setFaults(gone);
        });
        test::expectError(ErrorCode::DeviceGone, "", [&] { make(medium, Fill::Random); });
        EXPECT_EQ(m_progress.step, card::Step::Filling);
        EXPECT_FALSE(holdsTable(medium.content()));
        EXPECT_NE(asText(ByteView(medium.content()).subspan(header, 4)), "LUKS");
    }
}
