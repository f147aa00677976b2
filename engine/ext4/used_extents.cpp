// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/extents.h"
#include "ext4/file_system.h"
#include "ext4/state_internal.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>

namespace bindery::ext4
{

namespace
{

/// The head of the journal's superblock, big-endian. Source: kernel Documentation/filesystems/ext4, "Journal
/// (jbd2)".
struct JournalHead {
    static constexpr std::uint32_t kMagic = 0xC03B3998;
    static constexpr std::uint32_t kSuperblockV2 = 4;
    std::array<std::byte, 40> bytes;

    std::uint32_t word(std::size_t offset) const
    {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            value = value << 8U | std::to_integer<std::uint32_t>(bytes.at(offset + i));
        }
        return value;
    }
    /// Nothing in the body will ever be read again: the log is empty, and it has its own superblock's shape.
    bool isClean(std::uint64_t blockSize, std::uint64_t blocks) const
    {
        constexpr std::size_t kBlockSizeAt = 12;
        constexpr std::size_t kLengthAt = 16;
        constexpr std::size_t kStartAt = 28;
        constexpr std::size_t kErrorAt = 32;
        return word(0) == kMagic && word(4) == kSuperblockV2 && word(kBlockSizeAt) == blockSize &&
               word(kLengthAt) <= blocks && word(kStartAt) == 0 && word(kErrorAt) == 0;
    }
};

struct JournalBlocks {
    std::uint64_t limit;
    std::uint64_t blockCount;
    std::uint64_t head = 0;
    std::vector<std::uint64_t> body;
    bool bad = false;
};

int collectJournalBlock(ext2_filsys /*fs*/, blk64_t* block, e2_blkcnt_t logical, blk64_t /*ref*/,
                        int /*refOffset*/, void* data)
{
    auto& journal = *static_cast<JournalBlocks*>(data);
    if (*block == 0 || *block >= journal.blockCount || journal.body.size() >= journal.limit) {
        journal.bad = true;
        return BLOCK_ABORT;
    }
    if (logical == 0) {
        journal.head = *block;
    } else {
        journal.body.push_back(*block);
    }
    return 0;
}

void addRun(Extents& runs, std::uint64_t offset, std::uint64_t length)
{
    if (!runs.empty() && runs.back().end() == offset) {
        runs.back().length += length;
    } else {
        runs.push_back({offset, length});
    }
}

/// Ascending, disjoint, not touching.
Extents inOrder(Extents runs)
{
    std::sort(runs.begin(), runs.end());
    Extents merged;
    for (const Extent& run : runs) {
        if (!merged.empty() && run.offset <= merged.back().end()) {
            merged.back().length = std::max(merged.back().end(), run.end()) - merged.back().offset;
        } else {
            merged.push_back(run);
        }
    }
    return merged;
}

} // namespace

Extents FileSystem::usedExtents() const
{
    State& state = *m_state;
    ext2_filsys fs = state.fs.get();
    const std::uint64_t blockSize = fs->blocksize;
    const std::uint64_t blockCount = ext2fs_blocks_count(fs->super);
    state.beginStep(blockCount / 1024);
    state.needBitmaps();

    Extents allocated;
    // Boot code and the superblock itself: with 1 KiB blocks, block 0 is in no bitmap.
    if (fs->super->s_first_data_block > 0) {
        allocated.push_back({0, fs->super->s_first_data_block * blockSize});
    }
    for (blk64_t at = fs->super->s_first_data_block; at < blockCount;) {
        blk64_t first = 0;
        errcode_t code = ext2fs_find_first_set_block_bitmap2(fs->block_map, at, blockCount - 1, &first);
        if (code == ENOENT) {
            break;
        }
        state.check(code, "searching the ext4 block bitmap");
        blk64_t end = blockCount;
        code = ext2fs_find_first_zero_block_bitmap2(fs->block_map, first, blockCount - 1, &end);
        if (code == ENOENT) {
            end = blockCount;
        } else {
            state.check(code, "searching the ext4 block bitmap");
        }
        addRun(allocated, first * blockSize, (end - first) * blockSize);
        at = end;
    }

    Extents skipped;
    // The flags mean something only where the group descriptors carry checksums.
    if (ext2fs_has_group_desc_csum(fs) != 0) {
        for (dgrp_t group = 0; group < fs->group_desc_count; ++group) {
            const bool inodesUninit = ext2fs_bg_flags_test(fs, group, EXT2_BG_INODE_UNINIT) != 0;
            if (inodesUninit && ext2fs_bg_flags_test(fs, group, EXT2_BG_INODE_ZEROED) == 0) {
                skipped.push_back(
                    {ext2fs_inode_table_loc(fs, group) * blockSize, fs->inode_blocks_per_group * blockSize});
            }
            if (inodesUninit) {
                skipped.push_back({ext2fs_inode_bitmap_loc(fs, group) * blockSize, blockSize});
            }
            if (ext2fs_bg_flags_test(fs, group, EXT2_BG_BLOCK_UNINIT) != 0) {
                skipped.push_back({ext2fs_block_bitmap_loc(fs, group) * blockSize, blockSize});
            }
        }
    }
    for (const Extent& run : cleanJournalBody()) {
        skipped.push_back(run);
    }
    return subtract(allocated, inOrder(std::move(skipped)));
}

Extents FileSystem::cleanJournalBody() const
{
    State& state = *m_state;
    ext2_filsys fs = state.fs.get();
    // Fast commits lie in the journal's tail outside the log proper; such a journal is kept whole.
    if (ext2fs_has_feature_journal(fs->super) == 0 || ext2fs_has_feature_fast_commit(fs->super) != 0) {
        return {};
    }
    const std::uint64_t blockCount = ext2fs_blocks_count(fs->super);
    JournalBlocks journal{blockCount, blockCount, 0, {}, false};
    state.check(ext2fs_block_iterate3(fs, fs->super->s_journal_inum,
                                      BLOCK_FLAG_READ_ONLY | BLOCK_FLAG_DATA_ONLY, nullptr,
                                      collectJournalBlock, &journal),
                "reading the map of the ext4 journal");
    if (journal.bad || journal.head == 0) {
        throw Error(ErrorCode::BadImage,
                    "the ext4 journal has impossible blocks; run e2fsck on a copy of the image");
    }
    JournalHead head{};
    state.check(state.channel.read(journal.head * fs->blocksize, head.bytes),
                "reading the ext4 journal's superblock");
    if (!head.isClean(fs->blocksize, journal.body.size() + 1)) {
        return {};
    }
    Extents body;
    for (const std::uint64_t block : journal.body) {
        addRun(body, block * fs->blocksize, fs->blocksize);
    }
    return body;
}

} // namespace bindery::ext4
