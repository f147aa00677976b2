// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "ext4/channel_internal.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string_view>
#include <system_error>
#include <utility>

namespace bindery::ext4
{

namespace
{

constexpr std::string_view kNamePrefix = "bindery-";
/// Codes of com_err below this are errno values.
constexpr errcode_t kFirstTableCode = 256;

struct Run {
    std::uint64_t offset;
    std::size_t length;
};

Channel& channelOf(io_channel channel)
{
    return *static_cast<Channel*>(channel->private_data);
}

/// A negative count means bytes. False when the run does not lie inside the source.
bool locate(io_channel channel, std::uint64_t block, int count, Run& run)
{
    const auto blockSize = static_cast<std::uint64_t>(channel->block_size);
    const std::uint64_t size = channelOf(channel).size();
    run.length = count < 0 ? static_cast<std::size_t>(-static_cast<std::int64_t>(count))
                           : static_cast<std::size_t>(count) * blockSize;
    if (block > size / blockSize || run.length > size - block * blockSize) {
        return false;
    }
    run.offset = block * blockSize;
    return true;
}

errcode_t closeChannel(io_channel channel)
{
    if (--channel->refcount == 0) {
        std::free(channel->name);
        std::free(channel);
    }
    return 0;
}

errcode_t setBlockSize(io_channel channel, int blockSize)
{
    channel->block_size = blockSize;
    return 0;
}

errcode_t read64(io_channel channel, unsigned long long block, int count, void* data)
{
    Run run{};
    if (!locate(channel, block, count, run)) {
        return EXT2_ET_SHORT_READ;
    }
    return channelOf(channel).read(run.offset, {static_cast<std::byte*>(data), run.length});
}

errcode_t write64(io_channel channel, unsigned long long block, int count, const void* data)
{
    Run run{};
    if (!locate(channel, block, count, run)) {
        return EXT2_ET_SHORT_WRITE;
    }
    return channelOf(channel).write(run.offset, {static_cast<const std::byte*>(data), run.length});
}

errcode_t read32(io_channel channel, unsigned long block, int count, void* data)
{
    return read64(channel, block, count, data);
}

errcode_t write32(io_channel channel, unsigned long block, int count, const void* data)
{
    return write64(channel, block, count, data);
}

errcode_t writeByte(io_channel channel, unsigned long offset, int count, const void* data)
{
    const std::uint64_t size = channelOf(channel).size();
    if (count < 0 || offset > size || static_cast<std::uint64_t>(count) > size - offset) {
        return EXT2_ET_SHORT_WRITE;
    }
    return channelOf(channel).write(offset,
                                    {static_cast<const std::byte*>(data), static_cast<std::size_t>(count)});
}

errcode_t zeroOut(io_channel channel, unsigned long long block, unsigned long long count)
{
    static constexpr std::array<std::byte, 65536> kZeros{};
    const auto blockSize = static_cast<std::uint64_t>(channel->block_size);
    const std::uint64_t size = channelOf(channel).size();
    if (block > size / blockSize || count > size / blockSize - block) {
        return EXT2_ET_SHORT_WRITE;
    }
    const std::uint64_t end = (block + count) * blockSize;
    for (std::uint64_t at = block * blockSize; at < end;) {
        const std::uint64_t part = std::min<std::uint64_t>(kZeros.size(), end - at);
        if (const errcode_t code = channelOf(channel).write(at, ByteView(kZeros).first(part)); code != 0) {
            return code;
        }
        at += part;
    }
    return 0;
}

errcode_t flush(io_channel /*channel*/)
{
    return 0;
}

errcode_t discard(io_channel /*channel*/, unsigned long long /*block*/, unsigned long long /*count*/)
{
    return 0;
}

errcode_t setOption(io_channel /*channel*/, const char* /*option*/, const char* /*argument*/)
{
    return 0;
}

errcode_t openChannel(const char* name, int flags, io_channel* result);

/// libext2fs reports some damage straight to standard error through com_err; we return the codes instead.
void keepQuiet(const char* /*whoami*/, errcode_t /*code*/, const char* /*format*/, va_list /*arguments*/) {}

struct Manager {
    Manager()
    {
        table.magic = EXT2_ET_MAGIC_IO_MANAGER;
        table.name = "bindery block source";
        table.open = openChannel;
        table.close = closeChannel;
        table.set_blksize = setBlockSize;
        table.read_blk = read32;
        table.write_blk = write32;
        table.flush = flush;
        table.write_byte = writeByte;
        table.set_option = setOption;
        table.read_blk64 = read64;
        table.write_blk64 = write64;
        table.discard = discard;
        table.zeroout = zeroOut;
        initialize_ext2_error_table();
        set_com_err_hook(keepQuiet);
    }
    struct_io_manager table = {};
};

Manager& theManager()
{
    // Made once, by whichever thread comes first; afterwards only read.
    static Manager manager;
    return manager;
}

errcode_t openChannel(const char* name, int flags, io_channel* result)
{
    const std::string_view text = name;
    std::uintptr_t address = 0;
    if (text.substr(0, kNamePrefix.size()) != kNamePrefix) {
        return EXT2_ET_BAD_DEVICE_NAME;
    }
    const auto [rest, status] =
        std::from_chars(text.data() + kNamePrefix.size(), text.data() + text.size(), address, 16);
    if (status != std::errc{} || rest != text.data() + text.size()) {
        return EXT2_ET_BAD_DEVICE_NAME;
    }
    auto* target =
        reinterpret_cast<Channel*>(address); // NOLINT(performance-no-int-to-ptr): see Channel::name()
    if ((flags & IO_FLAG_RW) != 0 && !target->writable()) {
        return EXT2_ET_RO_FILSYS;
    }
    auto* channel = static_cast<io_channel>(std::calloc(1, sizeof(struct_io_channel)));
    char* ownName = ::strdup(name);
    if (channel == nullptr || ownName == nullptr) {
        std::free(channel);
        std::free(ownName);
        return EXT2_ET_NO_MEMORY;
    }
    channel->magic = EXT2_ET_MAGIC_IO_CHANNEL;
    channel->manager = Channel::manager();
    channel->name = ownName;
    channel->block_size = static_cast<int>(Overlay::kPageSize);
    channel->refcount = 1;
    channel->flags = CHANNEL_FLAGS_WRITETHROUGH;
    channel->private_data = target;
    *result = channel;
    return 0;
}

std::string wordsOf(errcode_t code)
{
    if (code > 0 && code < kFirstTableCode) {
        return std::generic_category().message(static_cast<int>(code));
    }
    return error_message(code);
}

} // namespace

io_manager Channel::manager()
{
    return &theManager().table;
}

std::string Channel::name() const
{
    std::array<char, 2 * sizeof(std::uintptr_t)> digits{};
    const auto [end, status] = std::to_chars(digits.data(), digits.data() + digits.size(),
                                             reinterpret_cast<std::uintptr_t>(this), 16);
    return std::string(kNamePrefix) + std::string(digits.data(), end);
}

errcode_t Channel::read(std::uint64_t offset, ByteSpan out) noexcept
{
    if (m_readsLeft == 0) {
        m_exhausted = true;
        return EIO;
    }
    --m_readsLeft;
    try {
        m_source.read(offset, out);
        return 0;
    } catch (...) {
        m_pending = std::current_exception();
        return EIO;
    }
}

errcode_t Channel::write(std::uint64_t offset, ByteView bytes) noexcept
{
    if (m_overlay == nullptr) {
        return EXT2_ET_RO_FILSYS;
    }
    try {
        m_overlay->write(offset, bytes);
        return 0;
    } catch (...) {
        m_pending = std::current_exception();
        return EIO;
    }
}

void Channel::check(errcode_t code, const std::string& what)
{
    if (m_pending) {
        std::rethrow_exception(std::exchange(m_pending, nullptr));
    }
    if (std::exchange(m_exhausted, false)) {
        throw Error(ErrorCode::BadImage, what + ": its block trees lead in circles; run e2fsck on it");
    }
    if (code == EXT2_ET_NO_MEMORY || code == ENOMEM) {
        throw Error(ErrorCode::Internal, what + ": out of memory");
    }
    if (code == EXT2_ET_BLOCK_ALLOC_FAIL || code == EXT2_ET_INODE_ALLOC_FAIL || code == ENOSPC) {
        throw Error(ErrorCode::TooSmall, what + ": the file system has no free " +
                                             (code == EXT2_ET_INODE_ALLOC_FAIL ? "inodes" : "blocks") +
                                             "; use a larger medium or fewer files");
    }
    if (code != 0) {
        throw Error(ErrorCode::BadImage, what + ": " + wordsOf(code));
    }
}

} // namespace bindery::ext4
