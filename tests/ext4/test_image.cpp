// SPDX-License-Identifier: Apache-2.0
#include "ext4/test_image.h"

#include "base/file.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <gtest/gtest.h>

namespace bindery::ext4::test
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kPart = std::size_t{1} << 20U;

void writeText(const fs::path& path, const std::string& text)
{
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

void makeTree(const fs::path& root, const Kind& kind)
{
    writeText(root / "etc/hostname", "golden\n");
    writeText(root / "etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    writeText(root / "etc/ssh/ssh_host_ed25519_key", std::string(400, 'k'));
    writeText(root / "usr/lib/large.bin", std::string(kind.largeFile, 'L'));
    fs::create_directory_symlink("usr/lib", root / "lib");
    fs::create_symlink("/etc/hostname", root / "etc/name-link");
    fs::create_symlink(std::string(200, 'x'), root / "etc/long-link");
    fs::create_directory_symlink("/etc/ssh", root / "usr/keys");
    for (int i = 0; i < kind.manyNames; ++i) {
        writeText(root / "var/many" /
                      ("a-rather-long-name-so-that-the-folder-gets-an-index-" + std::to_string(i)),
                  "");
    }
}

void makeFrom(const fs::path& path, const Kind& kind, const fs::path& tree)
{
    {
        const UniqueFd file = openFile(path, O_RDWR | O_CREAT | O_TRUNC);
    }
    fs::resize_file(path, kind.size.count());
    std::vector<std::string> command{"mke2fs",
                                     "-q",
                                     "-F",
                                     "-U",
                                     "6d7e4ea5-5d21-4c52-9e8a-0f4b1c2d3e4f",
                                     "-E",
                                     "lazy_itable_init=1,nodiscard"};
    command.insert(command.end(), kind.mke2fsOptions.begin(), kind.mke2fsOptions.end());
    if (!tree.empty()) {
        command.insert(command.end(), {"-d", tree.string()});
    }
    command.push_back(path.string());
    run(command);
}

} // namespace

std::vector<Kind> allKinds()
{
    const std::vector<std::string> small{"-b", "1024", "-t", "ext4"};
    const std::vector<std::string> large{"-b", "4096", "-g", "2048", "-t", "ext4"};
    const auto with = [](std::vector<std::string> base, const std::string& features,
                         std::vector<std::string> more = {}) {
        base.insert(base.end(), {"-O", features});
        base.insert(base.end(), more.begin(), more.end());
        return base;
    };
    return {
        {"Csum1k", with(small, "metadata_csum,64bit")},
        {"Csum4k", with(large, "metadata_csum,64bit")},
        {"CsumSeed4k", with(large, "metadata_csum,metadata_csum_seed,64bit,orphan_file")},
        {"Csum4k32bit", with(large, "metadata_csum,^64bit")},
        {"Csum1kNoJournal", with(small, "metadata_csum,64bit,^has_journal")},
        {"Csum4kNoFlex", with(large, "metadata_csum,64bit,^flex_bg")},
        {"Uninit1k", with(small, "^metadata_csum,uninit_bg,^64bit")},
        {"Uninit4k", with(large, "^metadata_csum,uninit_bg,64bit")},
        {"Uninit4kNoJournal", with(large, "^metadata_csum,uninit_bg,^64bit,^has_journal")},
        {"Uninit1kFewInodes", with(small, "^metadata_csum,uninit_bg,^64bit", {"-N", "840"})},
        {"Csum4kFewInodes", with(large, "metadata_csum,64bit", {"-N", "960"})},
        {"Plain1k", with(small, "^metadata_csum,^uninit_bg,^64bit")},
        {"Plain4k", with(large, "^metadata_csum,^uninit_bg,64bit")},
        {"Plain1kNoJournal", with(small, "^metadata_csum,^uninit_bg,^64bit,^has_journal")},
        {"Ext3", {"-b", "1024", "-t", "ext3", "-I", "128"}},
        {"Ext2", {"-b", "4096", "-g", "2048", "-t", "ext2"}},
        {"NoExtents4k", with(large, "metadata_csum,^extents,^64bit")},
        {"FastCommit4k", with(large, "metadata_csum,64bit,fast_commit")},
        {"NoDirIndex1k", with(small, "metadata_csum,^dir_index")},
        {"NoResizeInode1k", with(small, "metadata_csum,^resize_inode")},
    };
}

std::vector<Kind> someKinds()
{
    std::vector<Kind> kinds = allKinds();
    std::erase_if(kinds, [](const Kind& kind) {
        return kind.name != "Csum4k" && kind.name != "Uninit1k" && kind.name != "Ext3";
    });
    return kinds;
}

fs::path fastFolder()
{
    std::error_code ignored;
    return fs::is_directory("/dev/shm", ignored) ? "/dev/shm" : fs::temp_directory_path();
}

std::string run(const std::vector<std::string>& arguments)
{
    constexpr std::chrono::seconds kDeadline(60);
    const ProcessResult result = runProgram(arguments, kDeadline);
    std::string line;
    for (const std::string& argument : arguments) {
        line += argument + " ";
    }
    EXPECT_EQ(result.exitStatus, 0) << line << "\n" << result.output;
    return result.output;
}

void makeImage(const fs::path& path, const Kind& kind)
{
    const fs::path tree = path.string() + ".tree";
    makeTree(tree, kind);
    makeFrom(path, kind, tree);
    fs::remove_all(tree);
    // mke2fs builds no indexes; e2fsck -D does.
    const ProcessResult result = runProgram({"e2fsck", "-fyD", path.string()}, std::chrono::seconds(60));
    EXPECT_LE(result.exitStatus, 1) << result.output;
    expectClean(path);
}

void makeEmptyImage(const fs::path& path, const Kind& kind)
{
    makeFrom(path, kind, {});
}

void expectClean(const fs::path& path)
{
    const ProcessResult result = runProgram({"e2fsck", "-fn", path.string()}, std::chrono::seconds(120));
    EXPECT_EQ(result.exitStatus, 0) << result.output.substr(0, 3000);
}

std::string debugfs(const fs::path& path, const std::string& request)
{
    const ProcessResult result =
        runProgram({"debugfs", "-R", request, path.string()}, std::chrono::seconds(60));
    EXPECT_EQ(result.exitStatus, 0) << result.output;
    // The first line names the program and its version.
    return result.output.substr(std::min(result.output.find('\n') + 1, result.output.size()));
}

std::string debugfsCat(const fs::path& path, const std::string& file)
{
    const fs::path dump = path.string() + ".dump";
    run({"debugfs", "-R", "dump " + file + " " + dump.string(), path.string()});
    std::string content = fs::exists(dump) ? readTextFile(dump) : "(no such file)";
    fs::remove(dump);
    return content;
}

std::vector<std::byte> bytesOf(const BlockSource& source, Extent run)
{
    std::vector<std::byte> bytes(run.length);
    source.read(run.offset, bytes);
    return bytes;
}

void writeOut(const BlockSource& source, const fs::path& path)
{
    const UniqueFd file = openFile(path, O_RDWR | O_CREAT | O_TRUNC);
    fs::resize_file(path, source.size().count());
    for (std::uint64_t at = 0; at < source.size().count(); at += kPart) {
        const auto bytes = bytesOf(source, {at, std::min<std::uint64_t>(kPart, source.size().count() - at)});
        if (std::any_of(bytes.begin(), bytes.end(), [](std::byte b) { return b != std::byte{0}; })) {
            writeFully(file.get(), at, bytes, path);
        }
    }
}

void writeOutOverNoise(const BlockSource& source, const Extents& used, const fs::path& path,
                       std::uint64_t seed)
{
    const UniqueFd file = openFile(path, O_RDWR | O_CREAT | O_TRUNC);
    std::vector<std::uint64_t> noise(kPart / sizeof(std::uint64_t));
    std::uint64_t state = seed | 1U;
    for (std::uint64_t at = 0; at < source.size().count(); at += kPart) {
        for (std::uint64_t& word : noise) {
            state ^= state << 13U; // xorshift64: noise that is cheap
            state ^= state >> 7U;
            state ^= state << 17U;
            word = state;
        }
        const ByteView bytes = std::as_bytes(std::span(noise));
        writeFully(file.get(), at, bytes.first(std::min<std::uint64_t>(kPart, source.size().count() - at)),
                   path);
    }
    for (const Extent& run : used) {
        for (std::uint64_t at = run.offset; at < run.end(); at += kPart) {
            writeFully(file.get(), at, bytesOf(source, {at, std::min<std::uint64_t>(kPart, run.end() - at)}),
                       path);
        }
    }
}

} // namespace bindery::ext4::test
