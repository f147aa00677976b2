// SPDX-License-Identifier: Apache-2.0
#include "staging/boot_place.h"

#include "base/error.h"
#include "base/file.h"
#include "golden/fat.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <fcntl.h>

namespace bindery::staging
{

namespace fs = std::filesystem;

namespace
{

constexpr Bytes kLargestPartition = gib(2);
constexpr std::size_t kLongestCommandLine = 2048; // COMMAND_LINE_SIZE of Linux on x86

[[noreturn]] void refuse(const fs::path& card, const std::string& what)
{
    throw Error(ErrorCode::BadImage, "the boot partition of " + card.string() + " " + what);
}

std::vector<std::byte> readPartition(const fs::path& card, const Extent& boot)
{
    if (boot.length > kLargestPartition.count()) {
        refuse(card, "is larger than " + humanSize(kLargestPartition));
    }
    const UniqueFd fd = openFile(card, O_RDONLY);
    std::vector<std::byte> bytes(static_cast<std::size_t>(boot.length));
    if (!readFully(fd.get(), boot.offset, bytes, card)) {
        refuse(card, "reaches past its end");
    }
    return bytes;
}

std::string contentOf(const golden::FatVolume& volume, const fs::path& card, const char* name)
{
    try {
        std::string content = volume.content(volume.find(name));
        if (content.empty()) {
            refuse(card, "has an empty " + std::string(name));
        }
        return content;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::NotFound) {
            refuse(card, "has no " + std::string(name) + ", which a virtual machine starts with");
        }
        throw;
    }
}

std::string commandLineOf(std::string text, const fs::path& card)
{
    constexpr const char* kBlanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string::npos) {
        refuse(card, "has an empty cmdline.txt");
    }
    text = text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
    const auto plain = [](char c) { return c >= 0x20 && c < 0x7f; };
    if (text.size() > kLongestCommandLine || !std::all_of(text.begin(), text.end(), plain)) {
        refuse(card, "has a cmdline.txt that is not one line of at most " +
                         std::to_string(kLongestCommandLine) + " printable characters");
    }
    return text;
}

} // namespace

BootPlace takeBootPlace(const fs::path& card, const Extent& boot, const fs::path& folder)
{
    const std::vector<std::byte> bytes = readPartition(card, boot);
    const golden::FatVolume volume(bytes);
    BootPlace place{folder / "vmlinuz", folder / "initrd.img", {}};
    place.commandLine = commandLineOf(contentOf(volume, card, "cmdline.txt"), card);
    replaceFile(place.kernel, asBytes(contentOf(volume, card, "vmlinuz")), 0600);
    replaceFile(place.initramfs, asBytes(contentOf(volume, card, "initrd.img")), 0600);
    return place;
}

} // namespace bindery::staging
