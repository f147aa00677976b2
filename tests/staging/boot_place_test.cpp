// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "golden/fat_images.h"
#include "staging/boot_place.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <fstream>

#include <fcntl.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::staging;

namespace
{

constexpr std::uint64_t kBefore = kib(64).count(); ///< what lies on a card before its boot partition

class BootPlaceOfACard : public testing::Test
{
protected:
    void SetUp() override { test::makeFat(m_folder / "fat", mib(4), 12, 4); }
    void put(const std::string& name, const std::string& content)
    {
        test::putIntoFat(m_folder / "fat", name, content);
    }
    void putAll(const std::string& commandLine)
    {
        put("vmlinuz", "a kernel");
        put("initrd.img", std::string(10'000, 'i'));
        put("cmdline.txt", commandLine);
    }
    BootPlace take(std::uint64_t more = 0)
    {
        const std::vector<std::byte> fat = test::bytesOf(m_folder / "fat");
        const UniqueFd card = openFile(m_folder / "card", O_WRONLY | O_CREAT);
        writeFully(card.get(), kBefore, fat, m_folder / "card");
        return takeBootPlace(m_folder / "card", {kBefore, fat.size() + more}, m_folder.path());
    }

private:
    test::TempFolder m_folder;
};

} // namespace

TEST_F(BootPlaceOfACard, HasKernelInitramfsAndCommandLine)
{
    putAll("  root=/dev/mapper/cryptrfs console=ttyS0 \n");
    const BootPlace place = take();
    EXPECT_EQ(readTextFile(place.kernel), "a kernel");
    EXPECT_EQ(readTextFile(place.initramfs), std::string(10'000, 'i'));
    EXPECT_EQ(place.commandLine, "root=/dev/mapper/cryptrfs console=ttyS0");
}

TEST_F(BootPlaceOfACard, NamesWhatIsMissing)
{
    put("cmdline.txt", "quiet");
    put("vmlinuz", "a kernel");
    test::expectError(ErrorCode::BadImage, "has no initrd.img", [&] { take(); });
}

TEST_F(BootPlaceOfACard, RefusesACommandLineThatIsNotOneLine)
{
    for (const std::string& text :
         {std::string("quiet\nsplash"), std::string("a\x01z"), std::string(3000, 'w')}) {
        putAll(text);
        test::expectError(ErrorCode::BadImage, "not one line", [&] { take(); });
    }
}

TEST_F(BootPlaceOfACard, RefusesAnEmptyCommandLine)
{
    putAll(" \n");
    test::expectError(ErrorCode::BadImage, "empty cmdline.txt", [&] { take(); });
}

TEST_F(BootPlaceOfACard, RefusesAPartitionThatReachesPastTheCard)
{
    putAll("quiet");
    test::expectError(ErrorCode::BadImage, "past its end", [&] { take(1); });
}
