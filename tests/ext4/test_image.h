// SPDX-License-Identifier: Apache-2.0
// ext4 images for tests, made and judged by e2fsprogs.
#pragma once

#include "base/process.h"
#include "ext4/block_source.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace bindery::ext4::test
{

/// One kind of ext4, as a row of the matrix that every change must survive.
struct Kind {
    std::string name;
    std::vector<std::string> mke2fsOptions;
    Bytes size = mib(36);
    std::size_t largeFile = 3'000'000; ///< bytes of /usr/lib/large.bin
    int manyNames = 300;               ///< files in /var/many
};

/// For the names of tests, as GoogleTest asks for it.
inline void PrintTo(const Kind& kind, std::ostream* out) // NOLINT(readability-identifier-naming)
{
    *out << kind.name;
}

/// The rows: block sizes, checksum features, 64bit, journal, extents, inode sizes.
std::vector<Kind> allKinds();
/// Three rows that differ most: metadata_csum, uninit_bg, ext3.
std::vector<Kind> someKinds();

/// Memory where there is some: images are written many times.
std::filesystem::path fastFolder();
/// Runs a program, expects exit status 0, returns its output.
std::string run(const std::vector<std::string>& arguments);
/// An image at `path`, filled from a small tree with files, folders, links, a large indexed folder and an old
/// machine-id.
void makeImage(const std::filesystem::path& path, const Kind& kind);
/// Only a superblock and what mke2fs adds.
void makeEmptyImage(const std::filesystem::path& path, const Kind& kind);
void expectClean(const std::filesystem::path& path);
/// What debugfs prints for one request.
std::string debugfs(const std::filesystem::path& path, const std::string& request);
std::string debugfsCat(const std::filesystem::path& path, const std::string& file);

/// All of a source in a (sparse) file.
void writeOut(const BlockSource& source, const std::filesystem::path& path);
/// A file full of noise in which only `used` holds what the source holds: what a card decrypts to.
void writeOutOverNoise(const BlockSource& source, const Extents& used, const std::filesystem::path& path,
                       std::uint64_t seed);
std::vector<std::byte> bytesOf(const BlockSource& source, Extent run);

} // namespace bindery::ext4::test
