// SPDX-License-Identifier: Apache-2.0
#include "device/medium_contract.h"

#include "base/aligned_buffer.h"
#include "device/pattern.h"
#include "support/expect_error.h"

#include <algorithm>
#include <limits>

using namespace bindery;
using namespace bindery::test;
using device::kMediumAlignment;

TEST_P(MediumContract, IsAsLargeAsAsked)
{
    EXPECT_EQ(medium().size(), kSize);
}

TEST_P(MediumContract, SaysHowItReadsBack)
{
    EXPECT_EQ(medium().readBack(), GetParam().readBack);
}

TEST_P(MediumContract, ReadsWhatWasWrittenBeforeAnyFlush)
{
    const AlignedBuffer written = pattern(mib(1).count() + kMediumAlignment, 1);
    medium().write(3 * kMediumAlignment, written.view());
    AlignedBuffer read(written.size());
    medium().read(3 * kMediumAlignment, read.span());
    EXPECT_EQ(toVector(read.view()), toVector(written.view()));
}

TEST_P(MediumContract, HoldsAfterAFlushWhatWasWritten)
{
    const AlignedBuffer written = pattern(kib(64).count(), 2);
    medium().write(mib(2).count(), written.view());
    medium().flush();
    EXPECT_EQ(look({mib(2).count(), written.size()}), toVector(written.view()));
}

TEST_P(MediumContract, LeavesTheNeighboursOfAWriteAlone)
{
    const AlignedBuffer around = pattern(3 * kMediumAlignment, 3);
    const AlignedBuffer inside = pattern(kMediumAlignment, 4);
    medium().write(0, around.view());
    medium().write(kMediumAlignment, inside.view());
    medium().flush();
    EXPECT_EQ(look({0, kMediumAlignment}), toVector(around.view().first(kMediumAlignment)));
    EXPECT_EQ(look({kMediumAlignment, kMediumAlignment}), toVector(inside.view()));
    EXPECT_EQ(look({2 * kMediumAlignment, kMediumAlignment}), toVector(around.view().last(kMediumAlignment)));
}

TEST_P(MediumContract, ReadsTheLaterOfTwoWrites)
{
    const AlignedBuffer first = pattern(kib(16).count(), 5);
    const AlignedBuffer second = pattern(kib(16).count(), 6);
    AlignedBuffer read(kib(16).count());
    medium().write(0, first.view());
    medium().read(0, read.span());
    medium().write(0, second.view());
    medium().read(0, read.span());
    EXPECT_EQ(toVector(read.view()), toVector(second.view()));
}

TEST_P(MediumContract, CanBeWrittenUpToItsLastByte)
{
    const AlignedBuffer written = pattern(kMediumAlignment, 7);
    medium().write(kSize.count() - kMediumAlignment, written.view());
    medium().flush();
    EXPECT_EQ(look({kSize.count() - kMediumAlignment, kMediumAlignment}), toVector(written.view()));
}

TEST_P(MediumContract, RefusesWhatGoesPastTheEnd)
{
    AlignedBuffer two(2 * kMediumAlignment);
    const std::uint64_t last = kSize.count() - kMediumAlignment;
    expectError(ErrorCode::InvalidArgument, "offset " + std::to_string(last),
                [&] { medium().write(last, two.view()); });
    expectError(ErrorCode::InvalidArgument, "past its end", [&] { medium().read(last, two.span()); });
    expectError(ErrorCode::InvalidArgument, "past its end", [&] { medium().discard({last, two.size()}); });
    medium().flush();
    EXPECT_EQ(look({last, kMediumAlignment}), std::vector<std::byte>(kMediumAlignment))
        << "nothing may be written";
}

TEST_P(MediumContract, RefusesAnOffsetThatOverflows)
{
    AlignedBuffer two(2 * kMediumAlignment);
    const std::uint64_t highest = std::numeric_limits<std::uint64_t>::max() - kMediumAlignment + 1;
    expectError(ErrorCode::InvalidArgument, "past its end", [&] { medium().write(highest, two.view()); });
    expectError(ErrorCode::InvalidArgument, "past its end", [&] { medium().read(highest, two.span()); });
    expectError(ErrorCode::InvalidArgument, "past its end", [&] { medium().discard({highest, two.size()}); });
}

TEST_P(MediumContract, RefusesAMisalignedOffset)
{
    AlignedBuffer block(kMediumAlignment);
    expectError(ErrorCode::InvalidArgument, "offset 512", [&] { medium().write(512, block.view()); });
    expectError(ErrorCode::InvalidArgument, "not aligned", [&] { medium().read(512, block.span()); });
    expectError(ErrorCode::InvalidArgument, "not aligned", [&] {
        medium().discard({512, kMediumAlignment});
    });
}

TEST_P(MediumContract, RefusesAMisalignedLength)
{
    AlignedBuffer block(kMediumAlignment);
    expectError(ErrorCode::InvalidArgument, "512 bytes is not aligned",
                [&] { medium().write(0, block.view().first(512)); });
    expectError(ErrorCode::InvalidArgument, "not aligned",
                [&] { medium().read(0, block.span().first(512)); });
    expectError(ErrorCode::InvalidArgument, "not aligned", [&] { medium().discard({0, 512}); });
}

TEST_P(MediumContract, RefusesMisalignedMemory)
{
    AlignedBuffer two(2 * kMediumAlignment);
    expectError(ErrorCode::InvalidArgument, "memory",
                [&] { medium().write(0, two.view().subspan(8, kMediumAlignment)); });
    expectError(ErrorCode::InvalidArgument, "memory",
                [&] { medium().read(0, two.span().subspan(8, kMediumAlignment)); });
}

TEST_P(MediumContract, AcceptsEmptyActs)
{
    medium().write(0, {});
    medium().read(kSize.count(), {});
    EXPECT_NO_THROW(medium().discard({0, 0}));
}

TEST_P(MediumContract, DiscardsNothingButTheRun)
{
    const AlignedBuffer written = pattern(mib(1).count(), 8);
    medium().write(0, written.view());
    medium().discard({kib(256).count(), kib(512).count()});
    medium().flush();
    EXPECT_EQ(look({0, kib(256).count()}), toVector(written.view().first(kib(256).count())));
    EXPECT_EQ(look({kib(768).count(), kib(256).count()}), toVector(written.view().last(kib(256).count())));
}

TEST_P(MediumContract, CanBeWrittenWhereItWasDiscarded)
{
    const AlignedBuffer written = pattern(kib(64).count(), 9);
    medium().write(0, pattern(kib(128).count(), 10).view());
    medium().discard({0, kib(128).count()});
    medium().write(kib(32).count(), written.view());
    AlignedBuffer read(written.size());
    medium().read(kib(32).count(), read.span());
    EXPECT_EQ(toVector(read.view()), toVector(written.view()));
}

TEST_P(MediumContract, CanBeFlushedAgainAndAgain)
{
    for (std::uint64_t i = 0; i < 3; ++i) {
        medium().write(i * kMediumAlignment, pattern(kMediumAlignment, 11 + i).view());
        EXPECT_NO_THROW(medium().flush());
    }
}

TEST_P(MediumContract, IsStillItselfAfterWork)
{
    medium().write(0, pattern(kMediumAlignment, 14).view());
    medium().flush();
    EXPECT_NO_THROW(medium().recheck());
}

TEST_P(MediumContract, HoldsExactlyWhatManyRandomActsLeave)
{
    constexpr std::uint64_t kSeed = 20;
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    std::mt19937_64 random = randomFrom(kSeed);
    std::vector<std::byte> model(kSize.count());
    const std::uint64_t blocks = kSize.count() / kMediumAlignment;
    for (int i = 0; i < 200; ++i) {
        const std::uint64_t first = random() % blocks;
        const std::uint64_t count = 1 + random() % std::min<std::uint64_t>(64, blocks - first);
        const AlignedBuffer bytes = pattern(count * kMediumAlignment, random());
        medium().write(first * kMediumAlignment, bytes.view());
        std::copy(bytes.view().begin(), bytes.view().end(),
                  model.begin() + static_cast<std::ptrdiff_t>(first * kMediumAlignment));
    }
    AlignedBuffer read(kSize.count());
    medium().read(0, read.span());
    EXPECT_TRUE(toVector(read.view()) == model);
    medium().flush();
    EXPECT_TRUE(look({0, kSize.count()}) == model);
}
