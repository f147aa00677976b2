// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "ext4/superblock_internal.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace bindery::ext4
{

namespace
{

static_assert(std::endian::native == std::endian::little, "the superblock is read as it lies on the medium");

enum class FeatureSet { Compat, Incompat, RoCompat };

struct Feature {
    FeatureSet set;
    std::uint32_t bit;
    std::string_view name;
    std::string_view refusal; ///< empty: supported
};

constexpr std::string_view kNotSupported = "is not supported; make the image without it";
constexpr std::string_view kRunFsck =
    "says that it was not unmounted cleanly; run e2fsck -fy on a copy of the image";

/// In the order in which tune2fs prints them. A feature that is not here is refused too.
constexpr std::array kFeatures{
    Feature{FeatureSet::Compat, EXT2_FEATURE_COMPAT_DIR_PREALLOC, "dir_prealloc", ""},
    Feature{FeatureSet::Compat, EXT2_FEATURE_COMPAT_IMAGIC_INODES, "imagic_inodes", kNotSupported},
    Feature{FeatureSet::Compat, EXT3_FEATURE_COMPAT_HAS_JOURNAL, "has_journal", ""},
    Feature{FeatureSet::Compat, EXT2_FEATURE_COMPAT_EXT_ATTR, "ext_attr", ""},
    Feature{FeatureSet::Compat, EXT2_FEATURE_COMPAT_RESIZE_INODE, "resize_inode", ""},
    Feature{FeatureSet::Compat, EXT2_FEATURE_COMPAT_DIR_INDEX, "dir_index", ""},
    Feature{FeatureSet::Compat, EXT2_FEATURE_COMPAT_LAZY_BG, "lazy_bg", kNotSupported},
    Feature{FeatureSet::Compat, EXT2_FEATURE_COMPAT_EXCLUDE_BITMAP, "snapshot_bitmap", kNotSupported},
    Feature{FeatureSet::Compat, EXT4_FEATURE_COMPAT_SPARSE_SUPER2, "sparse_super2", kNotSupported},
    Feature{FeatureSet::Compat, EXT4_FEATURE_COMPAT_FAST_COMMIT, "fast_commit", ""},
    Feature{FeatureSet::Compat, EXT4_FEATURE_COMPAT_STABLE_INODES, "stable_inodes", kNotSupported},
    Feature{FeatureSet::Compat, EXT4_FEATURE_COMPAT_ORPHAN_FILE, "orphan_file", ""},
    Feature{FeatureSet::Incompat, EXT2_FEATURE_INCOMPAT_COMPRESSION, "compression", kNotSupported},
    Feature{FeatureSet::Incompat, EXT2_FEATURE_INCOMPAT_FILETYPE, "filetype", ""},
    Feature{FeatureSet::Incompat, EXT3_FEATURE_INCOMPAT_RECOVER, "needs_recovery", kRunFsck},
    Feature{FeatureSet::Incompat, EXT3_FEATURE_INCOMPAT_JOURNAL_DEV, "journal_dev", kNotSupported},
    Feature{FeatureSet::Incompat, EXT2_FEATURE_INCOMPAT_META_BG, "meta_bg", kNotSupported},
    Feature{FeatureSet::Incompat, EXT3_FEATURE_INCOMPAT_EXTENTS, "extent", ""},
    Feature{FeatureSet::Incompat, EXT4_FEATURE_INCOMPAT_64BIT, "64bit", ""},
    Feature{FeatureSet::Incompat, EXT4_FEATURE_INCOMPAT_MMP, "mmp", kNotSupported},
    Feature{FeatureSet::Incompat, EXT4_FEATURE_INCOMPAT_FLEX_BG, "flex_bg", ""},
    Feature{FeatureSet::Incompat, EXT4_FEATURE_INCOMPAT_EA_INODE, "ea_inode", kNotSupported},
    Feature{FeatureSet::Incompat, EXT4_FEATURE_INCOMPAT_DIRDATA, "dirdata", kNotSupported},
    Feature{FeatureSet::Incompat, EXT4_FEATURE_INCOMPAT_CSUM_SEED, "metadata_csum_seed", ""},
    Feature{FeatureSet::Incompat, EXT4_FEATURE_INCOMPAT_LARGEDIR, "large_dir", kNotSupported},
    Feature{FeatureSet::Incompat, EXT4_FEATURE_INCOMPAT_INLINE_DATA, "inline_data", kNotSupported},
    Feature{FeatureSet::Incompat, EXT4_FEATURE_INCOMPAT_ENCRYPT, "encrypt", kNotSupported},
    Feature{FeatureSet::Incompat, EXT4_FEATURE_INCOMPAT_CASEFOLD, "casefold", kNotSupported},
    Feature{FeatureSet::RoCompat, EXT2_FEATURE_RO_COMPAT_SPARSE_SUPER, "sparse_super", ""},
    Feature{FeatureSet::RoCompat, EXT2_FEATURE_RO_COMPAT_LARGE_FILE, "large_file", ""},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_HUGE_FILE, "huge_file", ""},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_GDT_CSUM, "uninit_bg", ""},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_DIR_NLINK, "dir_nlink", ""},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_EXTRA_ISIZE, "extra_isize", ""},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_HAS_SNAPSHOT, "has_snapshot", kNotSupported},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_QUOTA, "quota", kNotSupported},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_BIGALLOC, "bigalloc", kNotSupported},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_METADATA_CSUM, "metadata_csum", ""},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_REPLICA, "replica", kNotSupported},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_READONLY, "read-only", kNotSupported},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_PROJECT, "project", kNotSupported},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_SHARED_BLOCKS, "shared_blocks", kNotSupported},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_VERITY, "verity", kNotSupported},
    Feature{FeatureSet::RoCompat, EXT4_FEATURE_RO_COMPAT_ORPHAN_PRESENT, "orphan_present", kRunFsck},
};

struct FeatureWord {
    FeatureSet set;
    char letter; ///< as tune2fs names unknown bits
    std::uint32_t bits;
};

std::array<FeatureWord, 3> wordsOf(const ext2_super_block& super)
{
    return {FeatureWord{FeatureSet::Compat, 'C', super.s_feature_compat},
            FeatureWord{FeatureSet::Incompat, 'I', super.s_feature_incompat},
            FeatureWord{FeatureSet::RoCompat, 'R', super.s_feature_ro_compat}};
}

const Feature* findFeature(FeatureSet set, std::uint32_t bit)
{
    const auto* found = std::find_if(kFeatures.begin(), kFeatures.end(), [&](const Feature& feature) {
        return feature.set == set && feature.bit == bit;
    });
    return found == kFeatures.end() ? nullptr : found;
}

std::string unknownName(char letter, unsigned position)
{
    return std::string("FEATURE_") + letter + std::to_string(position);
}

[[noreturn]] void refuse(const std::string& why)
{
    throw Error(ErrorCode::BadImage, "ext4 superblock: " + why);
}

void require(bool holds, const char* field, std::uint64_t value)
{
    if (!holds) {
        refuse("impossible " + std::string(field) + " (" + std::to_string(value) + ")");
    }
}

void checkFeatures(const ext2_super_block& super)
{
    for (const FeatureWord& word : wordsOf(super)) {
        for (unsigned position = 0; position < 32; ++position) {
            const std::uint32_t bit = 1U << position;
            if ((word.bits & bit) == 0) {
                continue;
            }
            const Feature* feature = findFeature(word.set, bit);
            if (feature == nullptr) {
                refuse("feature " + unknownName(word.letter, position) + " " + std::string(kNotSupported));
            }
            if (!feature->refusal.empty()) {
                refuse("feature " + std::string(feature->name) + " " + std::string(feature->refusal));
            }
        }
    }
    const bool hasJournal = (super.s_feature_compat & EXT3_FEATURE_COMPAT_HAS_JOURNAL) != 0;
    if (super.s_journal_dev != 0 || (hasJournal && super.s_journal_inum == 0)) {
        refuse("an external journal is not supported; give the image an internal one (tune2fs -j)");
    }
    require(!hasJournal || super.s_journal_inum == EXT2_JOURNAL_INO, "journal inode", super.s_journal_inum);
}

void checkState(const ext2_super_block& super)
{
    if ((super.s_state & EXT2_ERROR_FS) != 0) {
        refuse(
            "the file system holds errors that the kernel has seen; run e2fsck -fy on a copy of the image");
    }
    if ((super.s_state & EXT2_VALID_FS) == 0 || super.s_last_orphan != 0) {
        refuse("the file system was not unmounted cleanly; run e2fsck -fy on a copy of the image");
    }
}

void checkGeometry(const ext2_super_block& super, std::uint64_t sourceSize)
{
    constexpr std::uint32_t kMaxLogBlockSize = 2; // 4 KiB: a Pi's kernel mounts nothing larger
    constexpr std::uint64_t kMaxDescriptorBytes = std::uint64_t{64} << 20U;
    require(super.s_rev_level == EXT2_DYNAMIC_REV, "revision", super.s_rev_level);
    require(super.s_log_block_size <= kMaxLogBlockSize, "block size, log2 over 1024", super.s_log_block_size);
    require(super.s_log_cluster_size == super.s_log_block_size, "cluster size, log2 over 1024",
            super.s_log_cluster_size);
    const std::uint64_t blockSize = std::uint64_t{1024} << super.s_log_block_size;
    const bool wide = (super.s_feature_incompat & EXT4_FEATURE_INCOMPAT_64BIT) != 0;
    const std::uint64_t blocks =
        super.s_blocks_count + (wide ? static_cast<std::uint64_t>(super.s_blocks_count_hi) << 32U : 0);
    if (blocks > sourceSize / blockSize) {
        refuse("the file system has " + std::to_string(blocks) + " blocks of " + std::to_string(blockSize) +
               " bytes, but the image only " + std::to_string(sourceSize) + " bytes; the image was cut");
    }
    require(super.s_first_data_block == (blockSize == 1024 ? 1U : 0U), "first data block",
            super.s_first_data_block);
    require(blocks > super.s_first_data_block + 8U, "block count", blocks);
    const std::uint64_t perGroup = super.s_blocks_per_group;
    require(perGroup >= 256 && perGroup % 8 == 0 && perGroup <= blockSize * 8, "blocks per group", perGroup);
    require(super.s_clusters_per_group == perGroup, "clusters per group", super.s_clusters_per_group);
    const std::uint64_t groups = (blocks - super.s_first_data_block + perGroup - 1) / perGroup;
    const std::uint64_t descriptorSize = wide ? super.s_desc_size : EXT2_MIN_DESC_SIZE;
    require(descriptorSize == (wide ? EXT2_MIN_DESC_SIZE_64BIT : EXT2_MIN_DESC_SIZE), "group descriptor size",
            descriptorSize);
    require(groups * descriptorSize <= kMaxDescriptorBytes, "number of groups", groups);
    const std::uint64_t inodeSize = super.s_inode_size;
    require(inodeSize >= EXT2_GOOD_OLD_INODE_SIZE && inodeSize <= blockSize && std::has_single_bit(inodeSize),
            "inode size", inodeSize);
    const std::uint64_t inodesPerGroup = super.s_inodes_per_group;
    require(inodesPerGroup > 0 && inodesPerGroup % 8 == 0 && inodesPerGroup <= blockSize * 8 &&
                inodesPerGroup * inodeSize / blockSize < perGroup,
            "inodes per group", inodesPerGroup);
    require(inodesPerGroup * groups == super.s_inodes_count, "inode count", super.s_inodes_count);
    require(super.s_first_ino >= EXT2_GOOD_OLD_FIRST_INO && super.s_first_ino <= super.s_inodes_count,
            "first inode", super.s_first_ino);
    require(super.s_reserved_gdt_blocks <= blockSize / 4, "reserved group descriptor blocks",
            super.s_reserved_gdt_blocks);
    require(super.s_log_groups_per_flex < 32, "groups per flex group, log2", super.s_log_groups_per_flex);
    constexpr std::uint8_t kCrc32c = 1;
    require((super.s_feature_ro_compat & EXT4_FEATURE_RO_COMPAT_METADATA_CSUM) == 0 ||
                super.s_checksum_type == kCrc32c,
            "checksum type", super.s_checksum_type);
}

} // namespace

void checkSuperblock(const BlockSource& source)
{
    if (source.size().count() < SUPERBLOCK_OFFSET + SUPERBLOCK_SIZE) {
        refuse("the image has only " + std::to_string(source.size().count()) + " bytes");
    }
    ext2_super_block super = {};
    static_assert(sizeof(super) == SUPERBLOCK_SIZE);
    source.read(SUPERBLOCK_OFFSET, std::as_writable_bytes(std::span(&super, 1)));
    if (super.s_magic != EXT2_SUPER_MAGIC) {
        refuse("there is none: this is not an ext4 file system");
    }
    checkFeatures(super);
    checkState(super);
    checkGeometry(super, source.size().count());
}

std::vector<std::string> featureNames(const ext2_super_block& super)
{
    std::vector<std::string> names;
    for (const FeatureWord& word : wordsOf(super)) {
        for (unsigned position = 0; position < 32; ++position) {
            if ((word.bits & (1U << position)) != 0) {
                const Feature* feature = findFeature(word.set, 1U << position);
                names.push_back(feature != nullptr ? std::string(feature->name)
                                                   : unknownName(word.letter, position));
            }
        }
    }
    return names;
}

} // namespace bindery::ext4
