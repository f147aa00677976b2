// SPDX-License-Identifier: Apache-2.0
#include "golden/system_facts.h"

#include "base/error.h"

#include <algorithm>
#include <optional>

namespace bindery::golden
{

namespace
{

/// Empty when the path is no regular file of at most `limit`: what a hostile image holds there is no reason
/// to fail.
std::optional<std::string> contentOf(const ext4::FileSystem& root, const std::string& path, Bytes limit)
{
    try {
        return root.readFile(path, limit);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::NotFound || error.code() == ErrorCode::InvalidArgument ||
            error.code() == ErrorCode::BadImage) {
            return std::nullopt;
        }
        throw;
    }
}

std::string plainValue(std::string value)
{
    constexpr std::size_t kMaxLength = 64;
    while (!value.empty() && (value.back() == ' ' || value.back() == '\t' || value.back() == '\r')) {
        value.pop_back();
    }
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
        value.back() == value.front()) {
        value = value.substr(1, value.size() - 2);
    }
    const bool plain = std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < 0x7f; });
    return plain && value.size() <= kMaxLength ? value : std::string();
}

std::string valueOf(const std::string& osRelease, const std::string& key)
{
    for (std::size_t start = 0; start < osRelease.size();) {
        const std::size_t end = std::min(osRelease.find('\n', start), osRelease.size());
        if (osRelease.compare(start, key.size() + 1, key + "=") == 0) {
            const std::size_t value = start + key.size() + 1;
            return plainValue(osRelease.substr(value, end - value));
        }
        start = end + 1;
    }
    return {};
}

std::string architectureOf(const std::string& program)
{
    constexpr std::size_t kClassOffset = 4;
    constexpr std::size_t kMachineOffset = 18;
    constexpr std::size_t kFlagsOffset = 36; // of the 32-bit header
    constexpr unsigned kHardFloat = 0x400;   // EF_ARM_ABI_FLOAT_HARD
    if (program.size() < 64 || program.compare(0, 4,
                                               "\x7f"
                                               "ELF") != 0) {
        return {};
    }
    const auto byteAt = [&](std::size_t offset) {
        return static_cast<unsigned>(static_cast<unsigned char>(program[offset]));
    };
    const bool littleEndian = byteAt(kClassOffset + 1) == 1;
    if (!littleEndian) {
        return {};
    }
    const bool wide = byteAt(kClassOffset) == 2;
    switch (byteAt(kMachineOffset) | (byteAt(kMachineOffset + 1) << 8U)) {
    case 183:
        return "arm64";
    case 62:
        return wide ? "amd64" : "x32";
    case 40:
        return ((byteAt(kFlagsOffset) | (byteAt(kFlagsOffset + 1) << 8U)) & kHardFloat) != 0 ? "armhf"
                                                                                             : "armel";
    case 3:
        return "i386";
    case 243:
        return wide ? "riscv64" : "";
    default:
        return {};
    }
}

} // namespace

void readOsRelease(const std::string& text, SystemFacts& facts)
{
    facts.id = valueOf(text, "ID");
    facts.version = valueOf(text, "VERSION_ID");
}

SystemFacts systemFactsOf(const ext4::FileSystem& root)
{
    SystemFacts facts;
    // The first name is a link to the second on most systems.
    for (const char* path : {"/etc/os-release", "/usr/lib/os-release"}) {
        if (const auto text = contentOf(root, path, kib(64))) {
            readOsRelease(*text, facts);
            break;
        }
    }
    // Small programs that are there on every system; the links of a merged /usr lead through /bin.
    for (const char* path : {"/usr/bin/env", "/bin/env", "/usr/bin/dpkg", "/bin/busybox", "/sbin/init",
                             "/usr/lib/systemd/systemd"}) {
        if (const auto program = contentOf(root, path, mib(4))) {
            facts.architecture = architectureOf(*program);
            if (!facts.architecture.empty()) {
                break;
            }
        }
    }
    return facts;
}

} // namespace bindery::golden
