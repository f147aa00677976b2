// SPDX-License-Identifier: Apache-2.0
// Fuzzes what opens, maps and changes ext4: the input is a list of patches, laid over a small sound image.
// Input: first byte picks the image; then patches of { block u16, offset in it u16, length u8 (low 5 bits) +
// 1, bytes }, numbers little-endian, wrapped to fit.
#include "base/error.h"
#include "base/process.h"
#include "ext4/file_system.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace
{

using namespace bindery;
using namespace bindery::ext4;

constexpr std::uint64_t kBlock = 1024;
constexpr std::uint64_t kSize = std::uint64_t{2} << 20U;
constexpr FileAttributes kAttributes{};

class MemorySource : public BlockSource
{
public:
    explicit MemorySource(std::vector<std::byte> bytes) : m_bytes(std::move(bytes)) {}
    Bytes size() const override { return Bytes(m_bytes.size()); }
    void read(std::uint64_t offset, ByteSpan out) const override
    {
        std::copy_n(m_bytes.begin() + static_cast<std::ptrdiff_t>(offset), out.size(), out.begin());
    }

private:
    std::vector<std::byte> m_bytes;
};

/// mke2fs makes the image once; a journal would be most of it, so only one of them has one.
std::shared_ptr<const BlockSource> makeImage(const std::string& features)
{
    namespace files = std::filesystem;
    std::string name = (files::temp_directory_path() / "bindery-fuzz-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        std::abort();
    }
    const files::path folder = name;
    for (const char* below : {"tree/etc", "tree/usr/lib", "tree/var/many"}) {
        files::create_directories(folder / below);
    }
    std::ofstream(folder / "tree/etc/hostname") << "golden\n";
    std::ofstream(folder / "tree/usr/lib/large") << std::string(60'000, 'L');
    files::create_symlink(std::string(100, 'x'), folder / "tree/etc/link");
    for (int i = 0; i < 40; ++i) {
        std::ofstream(folder / "tree/var/many" / ("a-name-of-some-length-" + std::to_string(i))) << i;
    }
    const std::string image = (folder / "image").string();
    std::ofstream(image).flush();
    files::resize_file(image, kSize);
    const ProcessResult result = runProgram({"env",
                                             "E2FSPROGS_FAKE_TIME=1700000000",
                                             "mke2fs",
                                             "-q",
                                             "-U",
                                             "6d7e4ea5-5d21-4c52-9e8a-0f4b1c2d3e4f",
                                             "-E",
                                             "hash_seed=6d7e4ea5-5d21-4c52-9e8a-0f4b1c2d3e4f",
                                             "-F",
                                             "-t",
                                             "ext4",
                                             "-b",
                                             std::to_string(kBlock),
                                             "-N",
                                             "96",
                                             "-O",
                                             features,
                                             "-d",
                                             (folder / "tree").string(),
                                             image},
                                            std::chrono::seconds(60));
    std::vector<std::byte> bytes(kSize);
    std::ifstream(image, std::ios::binary)
        .read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(kSize));
    files::remove_all(folder);
    if (result.exitStatus != 0) {
        std::abort();
    }
    return std::make_shared<MemorySource>(std::move(bytes));
}

const std::shared_ptr<const BlockSource>& imageOf(std::uint8_t choice)
{
    static const std::array kImages{
        makeImage("^metadata_csum,^uninit_bg,^64bit,^has_journal,^resize_inode"),
        makeImage("^metadata_csum,^uninit_bg,64bit,has_journal,^resize_inode"),
        makeImage("^metadata_csum,^uninit_bg,^extents,^64bit,^has_journal"),
        makeImage("metadata_csum,64bit,^has_journal"),
    };
    return kImages.at(choice % kImages.size());
}

std::shared_ptr<Overlay> patched(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t kHead = 5;
    const std::shared_ptr<const BlockSource>& image = imageOf(size > 0 ? data[0] : 0);
    auto overlay = std::make_shared<Overlay>(image, Bytes(kSize));
    for (std::size_t at = 1; at + kHead < size;) {
        const std::uint64_t block = (data[at] | static_cast<unsigned>(data[at + 1]) << 8U) % (kSize / kBlock);
        const std::uint64_t offset = (data[at + 2] | static_cast<unsigned>(data[at + 3]) << 8U) % kBlock;
        const std::size_t length =
            std::min<std::size_t>({(data[at + 4] & 31U) + 1, size - at - kHead, kBlock - offset});
        overlay->write(block * kBlock + offset, std::as_bytes(std::span(data + at + kHead, length)));
        at += kHead + length;
    }
    return overlay;
}

template <typename Act>
void attempt(Act&& act)
{
    try {
        act();
    } catch (const Error&) { // A refusal is what a damaged image should get.
    }
}

template <typename Act>
void change(const std::shared_ptr<Overlay>& image, Act&& act)
{
    attempt([&] {
        Overlay overlay(image, image->size());
        FileSystem fs = FileSystem::openForChange(overlay);
        act(fs);
        fs.close();
    });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::shared_ptr<Overlay> image = patched(data, size);
    attempt([&] {
        const FileSystem fs = FileSystem::open(image);
        attempt([&] { coalesce(fs.usedExtents(), 4096, 20); });
        attempt([&] { fs.list("/var/many"); });
        attempt([&] { fs.readFile("/usr/lib/large"); });
        attempt([&] { fs.readLink("/etc/link"); });
    });
    change(image, [](FileSystem& fs) {
        fs.writeFile("/etc/hostname", asBytes("unit\n"), kAttributes);
        fs.writeFile("/usr/lib/large", asBytes(std::string(9'000, 'y')), kAttributes);
        fs.writeFile("/new/folder/file", asBytes("new"), kAttributes);
        fs.setUuid(Uuid::parse("11111111-2222-4333-8444-555555555555"));
    });
    change(image, [](FileSystem& fs) {
        for (int i = 0; i < 10; ++i) {
            fs.writeFile("/var/many/another-name-that-takes-room-" + std::to_string(i), {}, kAttributes);
        }
    });
    change(image, [](FileSystem& fs) { fs.removeFile("/usr/lib/large"); });
    change(image, [](FileSystem& fs) { fs.makeSymlink("/etc/link", std::string(300, 't')); });
    return 0;
}
