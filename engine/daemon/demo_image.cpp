// SPDX-License-Identifier: Apache-2.0
#include "daemon/demo_image.h"

#include "base/file.h"
#include "ext4/tree_writer.h"
#include "golden/root_format.h"
#include "staging/boot_files.h"

#include <array>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::daemon
{

namespace fs = std::filesystem;

namespace
{

constexpr std::int64_t kTime = 1'700'000'000; // of every file
constexpr Bytes kRootSize = mib(48);
constexpr int kDataFiles = 6;
constexpr Bytes kDataFile = mib(4);

constexpr std::string_view kRecipe = R"(
name = "demo"
description = "A small system for trying a station without cards, Pis and modules"
boards = ["pi3", "pi4"]
demo = true

[unit]
module = "simulated"
architecture = "arm64"

[[patch]]
file = "cmdline.txt"
placeholder = "LUKS-UUID-PLACEHOLDER-OF-36-LETTERS-"
field = "luks_uuid"
)";

struct TextFile {
    std::string_view path;
    std::string_view content;
};

constexpr std::array<TextFile, 8> kTexts{{
    {"etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n"},
    {"etc/hostname", "golden\n"},
    {"etc/hosts", "127.0.0.1 localhost\n127.0.1.1 golden\n"},
    {"etc/passwd", "root:x:0:0:root:/root:/bin/bash\n"},
    {"etc/group", "root:x:0:\n"},
    {"etc/machine-id", "0123456789abcdef0123456789abcdef\n"},
    {"etc/motd", "A unit of Bindery's demo.\n"},
    {"etc/ssh/sshd_config", "PermitRootLogin no\n"},
}};

void addFile(ext4::TreeWriter& root, const std::string& path, ByteView content)
{
    ext4::Node node;
    node.path = path;
    node.mode = 0644;
    node.seconds = kTime;
    node.size = content.size();
    root.add(node);
    root.write(0, content);
}

/// As packed media are: without runs that a card could pass over.
std::vector<std::byte> recording(unsigned number)
{
    std::mt19937_64 random(number);
    std::vector<std::byte> bytes(kDataFile.count());
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
        const std::uint64_t word = random();
        std::memcpy(bytes.data() + at, &word, sizeof word);
    }
    return bytes;
}

ext4::Format format()
{
    ext4::Format format;
    format.size = kRootSize;
    format.inodes = 2048;
    format.features = golden::rootFeatures({"debian", "12", "arm64"});
    format.uuid = Uuid::parse("42494e44-4552-4944-8000-00000000de30");
    format.time = kTime;
    return format;
}

} // namespace

golden::Recipe demoRecipe()
{
    return golden::parseRecipe(kRecipe, "the demo's recipe");
}

void writeDemoRoot(const fs::path& file)
{
    ext4::TreeWriter root(file, format());
    for (const TextFile& text : kTexts) {
        addFile(root, std::string(text.path), asBytes(text.content));
    }
    for (int number = 1; number <= kDataFiles; ++number) {
        addFile(root, "srv/recordings/" + std::to_string(number) + ".ogg",
                recording(static_cast<unsigned>(number)));
    }
    root.close();
}

void writeDemoBoot(const fs::path& folder)
{
    makeFolders(folder, 0700);
    const auto write = [&](const char* name, const std::string& text) {
        replaceFile(folder / name, asBytes(text));
        // The image's digest is over its files' times too.
        fs::last_write_time(folder / name, fs::file_time_type(std::chrono::file_clock::from_sys(
                                               std::chrono::sys_seconds(std::chrono::seconds(kTime)))));
    };
    write("config.txt", "arm_64bit=1\ninitramfs initramfs-demo followkernel\n");
    write("cmdline.txt", "console=tty1 root=/dev/mapper/cryptrfs cryptopts=target=cryptrfs,source=UUID=" +
                             std::string(staging::kLuksUuidPlaceholder) + ",luks ro rootwait\n");
}

} // namespace bindery::daemon
