// SPDX-License-Identifier: Apache-2.0
#include "base/aligned_buffer.h"
#include "base/file.h"
#include "luks/header.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"
#include "unit/card_header.h"
#include "unit/header_device.h"

#include <fcntl.h>
#include <gtest/gtest.h>

using namespace bindery;
using test::expectError;
using unit::CardHeader;
using unit::HeaderDevice;

namespace
{

/// An image of a partition: a header, and something behind it.
class HeaderFile : public ::testing::Test
{
protected:
    explicit HeaderFile(const std::filesystem::path& below = std::filesystem::temp_directory_path())
        : m_folder(below)
    {
        m_header.addKeyslot(0, m_secret);
        const UniqueFd fd = openFile(m_file, O_WRONLY | O_CREAT, 0600);
        writeFully(fd.get(), 0, m_header.view(), m_file);
        writeFully(fd.get(), luks::kHeaderSize, std::vector<std::byte>(8192, std::byte{7}), m_file);
    }

    void changeAndReadBack()
    {
        HeaderDevice device(m_file, HeaderDevice::Access::ReadWrite);
        CardHeader card(device);
        luks::Header header = card.load();
        ASSERT_TRUE(header.unlock(0, m_secret));
        header.addKeyslot(1, m_added);
        card.store(header, "keyslot 1");
        EXPECT_TRUE(card.load().testKeyslot(1, m_added));
        EXPECT_EQ(asText(readAll().first(luks::kHeaderSize)), asText(header.view()));
        EXPECT_EQ(std::count(readAll().begin() + luks::kHeaderSize, readAll().end(), std::byte{7}), 8192);
    }

    ByteView readAll()
    {
        m_read.resize(luks::kHeaderSize + 8192);
        const UniqueFd fd = openFile(m_file, O_RDONLY);
        EXPECT_TRUE(readFully(fd.get(), 0, m_read, m_file));
        return m_read;
    }

    SecretBuffer m_secret = SecretBuffer::random(32);
    SecretBuffer m_added = SecretBuffer::random(64);
    luks::Header m_header = luks::Header::create({}, Uuid::random());
    test::TempFolder m_folder;
    std::filesystem::path m_file = m_folder / "partition";
    std::vector<std::byte> m_read;
};

/// A file system in memory knows no direct I/O.
class HeaderFileInMemory : public HeaderFile
{
protected:
    HeaderFileInMemory() : HeaderFile("/dev/shm") {}
};

} // namespace

TEST_F(HeaderFile, IsChangedInPlaceAndReadBack)
{
    changeAndReadBack();
}

TEST_F(HeaderFileInMemory, IsChangedInPlaceAndReadBack)
{
    changeAndReadBack();
}

TEST_F(HeaderFile, IsNotWrittenThroughADeviceForReading)
{
    HeaderDevice device(m_file, HeaderDevice::Access::ReadOnly);
    CardHeader card(device);
    luks::Header header = card.load();
    header.addToken({{"type", "x"}});
    expectError(ErrorCode::WriteFailed, m_file.string(), [&] { card.store(header, "token"); });
}

TEST_F(HeaderFile, ThatEndsBeforeItsHeaderIsRefused)
{
    std::filesystem::resize_file(m_file, luks::kHeaderSize - 4096);
    HeaderDevice device(m_file, HeaderDevice::Access::ReadOnly);
    expectError(ErrorCode::BadImage, "ends before", [&] { CardHeader(device).load(); });
}

TEST_F(HeaderFile, OfAnotherKindIsRefused)
{
    expectError(ErrorCode::NotFound, "missing",
                [&] { HeaderDevice(m_folder / "missing", HeaderDevice::Access::ReadOnly); });
    expectError(ErrorCode::InvalidArgument, "neither a block device nor a file",
                [&] { HeaderDevice(m_folder.path(), HeaderDevice::Access::ReadOnly); });
}

TEST_F(HeaderFile, ThatSomebodyElseChangedIsLeftAlone)
{
    HeaderDevice device(m_file, HeaderDevice::Access::ReadWrite);
    CardHeader card(device);
    luks::Header mine = card.load();
    mine.addToken({{"type", "mine"}});
    luks::Header theirs = luks::Header::load(m_header.view());
    theirs.addToken({{"type", "theirs"}});
    {
        const UniqueFd fd = openFile(m_file, O_WRONLY);
        writeFully(fd.get(), 0, theirs.view(), m_file);
    }
    card.store(mine, "token");
    EXPECT_TRUE(card.load().tokenOfType("theirs"));
    EXPECT_FALSE(card.load().tokenOfType("mine"));
}
