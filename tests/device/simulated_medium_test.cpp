// SPDX-License-Identifier: Apache-2.0
#include "device/pattern.h"
#include "device/simulated_medium.h"
#include "support/expect_error.h"

using namespace bindery;
using namespace bindery::device;
using bindery::test::expectError;
using bindery::test::pattern;
using bindery::test::randomFrom;
using bindery::test::toVector;

namespace
{

constexpr std::uint64_t kBlock = kMediumAlignment;

std::vector<std::byte> read(Medium& medium, Extent extent)
{
    AlignedBuffer buffer(extent.length);
    medium.read(extent.offset, buffer.span());
    return toVector(buffer.view());
}

std::vector<std::byte> part(const AlignedBuffer& buffer, Extent extent)
{
    return toVector(buffer.view().subspan(extent.offset, extent.length));
}

} // namespace

TEST(SimulatedMedium, FailsAWriteThatTouchesABadPlace)
{
    MediumFaults faults;
    faults.writeError = Extent{2 * kBlock, 512};
    SimulatedMedium medium(mib(1), faults);
    const AlignedBuffer bytes = pattern(4 * kBlock, 1);
    expectError(ErrorCode::WriteFailed, "writing simulated medium at offset 8192: Input/output error",
                [&] { medium.write(kBlock, bytes.view()); });
    EXPECT_EQ(read(medium, {kBlock, kBlock}), part(bytes, {0, kBlock}))
        << "what lies before the place is written";
    EXPECT_EQ(read(medium, {2 * kBlock, kBlock}), std::vector<std::byte>(kBlock));
    EXPECT_NO_THROW(medium.write(4 * kBlock, bytes.view()));
}

TEST(SimulatedMedium, FailsAReadThatTouchesABadPlace)
{
    MediumFaults faults;
    faults.readError = Extent{2 * kBlock, 512};
    SimulatedMedium medium(mib(1), faults);
    expectError(ErrorCode::WriteFailed, "reading simulated medium at offset 8192", [&] {
        read(medium, {0, 4 * kBlock});
    });
    EXPECT_NO_THROW(read(medium, {0, 2 * kBlock}));
}

TEST(SimulatedMedium, FailsEveryFlushAfterAFailedOne)
{
    MediumFaults faults;
    faults.failFlushNumber = 1;
    SimulatedMedium medium(mib(1), faults);
    EXPECT_NO_THROW(medium.flush());
    expectError(ErrorCode::WriteFailed, "flushing", [&] { medium.flush(); });
    medium.setFaults({});
    expectError(ErrorCode::WriteFailed, "failed before", [&] { medium.flush(); });
}

TEST(SimulatedMedium, IsGoneFromTheActOnThatWasScripted)
{
    MediumFaults faults;
    faults.goneAtAct = 2;
    SimulatedMedium medium(mib(1), faults);
    const AlignedBuffer bytes = pattern(kBlock, 2);
    medium.write(0, bytes.view());
    EXPECT_NO_THROW(medium.recheck());
    medium.flush();
    expectError(ErrorCode::DeviceGone, "simulated medium", [&] { medium.recheck(); });
    expectError(ErrorCode::DeviceGone, "reading simulated medium at offset 0", [&] {
        read(medium, {0, kBlock});
    });
    expectError(ErrorCode::DeviceGone, "writing", [&] { medium.write(kBlock, bytes.view()); });
    expectError(ErrorCode::DeviceGone, "flushing", [&] { medium.flush(); });
    expectError(ErrorCode::DeviceGone, "discarding", [&] { medium.discard({0, kBlock}); });
    medium.setFaults({});
    expectError(ErrorCode::DeviceGone, "", [&] { medium.recheck(); });
    EXPECT_EQ(medium.journal().size(), 2U) << "what comes after changes nothing";
}

TEST(SimulatedMedium, WrapsAroundWhenItIsACounterfeit)
{
    MediumFaults faults;
    faults.realCapacity = 4 * kBlock;
    SimulatedMedium medium(mib(1), faults);
    const AlignedBuffer bytes = pattern(2 * kBlock, 3);
    medium.write(7 * kBlock, bytes.view()); // its second block lands at the start
    EXPECT_EQ(read(medium, {7 * kBlock, 2 * kBlock}), toVector(bytes.view()));
    EXPECT_EQ(read(medium, {3 * kBlock, kBlock}), part(bytes, {0, kBlock}));
    EXPECT_EQ(read(medium, {0, kBlock}), part(bytes, {kBlock, kBlock}));
    EXPECT_EQ(medium.size(), mib(1)) << "it claims more than it has";
}

TEST(SimulatedMedium, ReadsAFlippedByteWithItsLowestBitWrong)
{
    SimulatedMedium medium(mib(1));
    const AlignedBuffer bytes = pattern(2 * kBlock, 4);
    medium.write(0, bytes.view());
    MediumFaults faults;
    faults.flippedBytes = {kBlock + 7};
    medium.setFaults(faults);
    std::vector<std::byte> expected = toVector(bytes.view());
    expected[kBlock + 7] ^= std::byte{1};
    EXPECT_EQ(read(medium, {0, 2 * kBlock}), expected);
    EXPECT_EQ(read(medium, {kBlock, kBlock}), toVector(ByteView(expected).subspan(kBlock)));
}

TEST(SimulatedMedium, LosesWritesAndSaysNothing)
{
    MediumFaults faults;
    faults.lostWrites = Extent{kBlock, kBlock};
    SimulatedMedium medium(mib(1), faults);
    const AlignedBuffer bytes = pattern(3 * kBlock, 5);
    medium.write(0, bytes.view());
    medium.flush();
    EXPECT_EQ(read(medium, {0, kBlock}), part(bytes, {0, kBlock}));
    EXPECT_EQ(read(medium, {kBlock, kBlock}), std::vector<std::byte>(kBlock));
    EXPECT_EQ(read(medium, {2 * kBlock, kBlock}), part(bytes, {2 * kBlock, kBlock}));
}

TEST(SimulatedMedium, MayRefuseToDiscard)
{
    MediumFaults faults;
    faults.discardUnsupported = true;
    SimulatedMedium medium(mib(1), faults);
    const AlignedBuffer bytes = pattern(kBlock, 6);
    medium.write(0, bytes.view());
    EXPECT_EQ(medium.discard({0, kBlock}), DiscardResult::Unsupported);
    EXPECT_EQ(read(medium, {0, kBlock}), toVector(bytes.view()));
}

TEST(SimulatedMedium, DoesNotReadAsZerosWhereItWasDiscarded)
{
    SimulatedMedium medium(mib(1));
    EXPECT_EQ(medium.discard({0, kBlock}), DiscardResult::Done);
    EXPECT_EQ(read(medium, {0, kBlock}), std::vector<std::byte>(kBlock, SimulatedMedium::kDiscarded));
}

TEST(SimulatedMedium, CountsActsAndBytes)
{
    SimulatedMedium medium(mib(1));
    medium.write(0, pattern(3 * kBlock, 7).view());
    medium.discard({0, kBlock});
    medium.flush();
    read(medium, {0, kBlock});
    medium.recheck();
    EXPECT_EQ(medium.actCount(), 4U);
    EXPECT_EQ(medium.bytesWritten(), 3 * kBlock);
}

TEST(SimulatedMedium, LeavesAJournalThatReplaysToItsContent)
{
    MediumFaults faults;
    faults.realCapacity = 64 * kBlock;
    faults.lostWrites = Extent{10 * kBlock, kBlock};
    faults.writeError = Extent{20 * kBlock, kBlock};
    SimulatedMedium medium(toVector(pattern(mib(1).count(), 8).view()), faults);
    constexpr std::uint64_t kSeed = 9;
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    std::mt19937_64 random = randomFrom(kSeed);
    for (int i = 0; i < 100; ++i) {
        const std::uint64_t offset = random() % 200 * kBlock;
        try {
            if (random() % 4 == 0) {
                medium.discard({offset, kBlock * (1 + random() % 8)});
            } else {
                medium.write(offset, pattern(kBlock * (1 + random() % 8), random()).view());
            }
        } catch (const Error& error) {
            ASSERT_EQ(error.code(), ErrorCode::WriteFailed);
        }
    }
    std::vector<std::byte> replayed = medium.initialContent();
    for (const SimulatedMedium::Act& act : medium.journal()) {
        const auto target = replayed.begin() + static_cast<std::ptrdiff_t>(act.offset);
        if (act.kind == SimulatedMedium::Act::Kind::Write) {
            std::copy(act.bytes.begin(), act.bytes.end(), target);
        } else {
            std::fill_n(target, act.length, SimulatedMedium::kDiscarded);
        }
    }
    EXPECT_TRUE(replayed == medium.content());
}

TEST(SimulatedMedium, TakesAnOddTail)
{
    SimulatedMedium medium(Bytes(2 * kBlock + 512));
    AlignedBuffer tail = pattern(512, 10);
    medium.write(2 * kBlock, tail.view());
    EXPECT_EQ(read(medium, {2 * kBlock, 512}), toVector(tail.view()));
}
