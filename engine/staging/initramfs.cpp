// SPDX-License-Identifier: Apache-2.0
#include "staging/initramfs.h"

#include "base/error.h"
#include "base/sha256.h"

#include <algorithm>
#include <deque>
#include <memory>

#include <archive.h>
#include <archive_entry.h>

namespace bindery::staging
{

namespace
{

constexpr Bytes kMaxUnpacked = gib(1);
constexpr std::size_t kMaxEntries = 1'000'000;
constexpr std::uint64_t kMaxHeldText = mib(256).count();
constexpr std::size_t kHeaderSize = 110;
constexpr std::size_t kMaxName = 4096;
constexpr int kMaxLinksFollowed = 40;

[[noreturn]] void fail(const std::string& what)
{
    throw Error(ErrorCode::BadImage, "the initramfs " + what);
}

bool beginsArchive(ByteView bytes)
{
    constexpr std::size_t kMagicSize = 6;
    if (bytes.size() < kMagicSize) {
        return false;
    }
    const std::string_view magic = asText(bytes.first(kMagicSize));
    return magic == "070701" || magic == "070702";
}

struct Header {
    std::uint32_t inode = 0;
    std::uint32_t mode = 0;
    std::uint32_t links = 0;
    std::uint64_t size = 0;
    std::uint64_t nameSize = 0;
};

std::uint32_t hexField(ByteView header, std::size_t index)
{
    constexpr std::size_t kDigits = 8;
    std::uint32_t value = 0;
    for (const char c : asText(header.subspan(6 + index * kDigits, kDigits))) {
        const std::uint32_t digit = c >= '0' && c <= '9'   ? static_cast<std::uint32_t>(c - '0')
                                    : c >= 'a' && c <= 'f' ? static_cast<std::uint32_t>(c - 'a' + 10)
                                    : c >= 'A' && c <= 'F' ? static_cast<std::uint32_t>(c - 'A' + 10)
                                                           : 16U;
        if (digit == 16U) {
            fail("has a damaged cpio header");
        }
        value = value << 4U | digit;
    }
    return value;
}

Header headerOf(ByteView bytes)
{
    constexpr std::size_t kInode = 0;
    constexpr std::size_t kMode = 1;
    constexpr std::size_t kLinks = 4;
    constexpr std::size_t kSize = 6;
    constexpr std::size_t kNameSize = 11;
    if (bytes.size() < kHeaderSize || !beginsArchive(bytes)) {
        fail("ends or is damaged inside a cpio archive");
    }
    return {hexField(bytes, kInode), hexField(bytes, kMode), hexField(bytes, kLinks), hexField(bytes, kSize),
            hexField(bytes, kNameSize)};
}

ByteView partOf(ByteView bytes, std::uint64_t offset, std::uint64_t length)
{
    if (offset > bytes.size() || length > bytes.size() - offset) {
        fail("ends inside a cpio archive");
    }
    return bytes.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(length));
}

/// Without "./" and "/" in front.
std::string_view plainName(std::string_view name)
{
    while (name.rfind("./", 0) == 0 || name.rfind('/', 0) == 0) {
        name.remove_prefix(name.front() == '/' ? 1 : 2);
    }
    return name;
}

struct FreeArchive {
    void operator()(archive* reader) const { archive_read_free(reader); }
};

std::vector<std::byte> unpacked(ByteView packed)
{
    const std::unique_ptr<archive, FreeArchive> reader(archive_read_new());
    archive_entry* entry = nullptr;
    archive_read_support_format_raw(reader.get());
    for (const auto support : {archive_read_support_filter_gzip, archive_read_support_filter_bzip2,
                               archive_read_support_filter_xz, archive_read_support_filter_lzma,
                               archive_read_support_filter_zstd, archive_read_support_filter_lz4}) {
        support(reader.get());
    }
    if (archive_read_open_memory(reader.get(), packed.data(), packed.size()) != ARCHIVE_OK ||
        archive_read_next_header(reader.get(), &entry) != ARCHIVE_OK) {
        fail(std::string("does not unpack: ") + archive_error_string(reader.get()));
    }
    if (archive_filter_code(reader.get(), 0) == ARCHIVE_FILTER_NONE) {
        fail("is packed in a way that is not known: neither gzip, bzip2, xz, lzma, zstd nor lz4");
    }
    std::vector<std::byte> bytes;
    std::vector<std::byte> part(std::size_t{1} << 20U);
    for (;;) {
        const la_ssize_t got = archive_read_data(reader.get(), part.data(), part.size());
        if (got < 0) {
            fail(std::string("does not unpack: ") + archive_error_string(reader.get()));
        }
        if (got == 0) {
            return bytes;
        }
        if (bytes.size() + static_cast<std::size_t>(got) > kMaxUnpacked.count()) {
            fail("unpacks to more than " + humanSize(kMaxUnpacked));
        }
        bytes.insert(bytes.end(), part.begin(), part.begin() + got);
    }
}

} // namespace

Initramfs::Initramfs(ByteView packed)
{
    readArchives(packed, true);
    if (m_entries.empty()) {
        fail("is empty");
    }
}

void Initramfs::readArchives(ByteView bytes, bool packedAllowed)
{
    while (!bytes.empty()) {
        if (bytes.front() == std::byte{0}) {
            bytes = bytes.subspan(static_cast<std::size_t>(
                std::find_if(bytes.begin(), bytes.end(), [](std::byte b) { return b != std::byte{0}; }) -
                bytes.begin()));
        } else if (beginsArchive(bytes)) {
            bytes = bytes.subspan(readArchive(bytes));
        } else if (packedAllowed) {
            const std::vector<std::byte> plain = unpacked(bytes);
            readArchives(plain, false);
            return;
        } else {
            fail("has something that is no cpio archive behind one");
        }
    }
}

std::size_t Initramfs::readArchive(ByteView bytes)
{
    std::uint64_t at = 0;
    // Of a file with several names, only one has the content.
    std::map<std::uint32_t, std::vector<std::string>> linked;
    for (;;) {
        const Header header = headerOf(partOf(bytes, at, bytes.size() - at));
        if (header.nameSize == 0 || header.nameSize > kMaxName) {
            fail("has a cpio entry without a name, or with one that is too long");
        }
        const ByteView nameBytes = partOf(bytes, at + kHeaderSize, header.nameSize);
        const std::string_view name = plainName(asText(nameBytes.first(nameBytes.size() - 1)));
        at = roundUp(at + kHeaderSize + header.nameSize, 4);
        if (name == "TRAILER!!!") {
            shareContents(linked);
            return static_cast<std::size_t>(std::min<std::uint64_t>(at, bytes.size()));
        }
        const ByteView content = partOf(bytes, at, header.size);
        at = roundUp(at + header.size, 4);
        InitramfsEntry entry;
        entry.mode = header.mode;
        entry.size = header.size;
        if (entry.isFile()) {
            entry.digest = Sha256::hexOf(content);
        }
        if ((entry.isFile() || entry.isLink()) && content.size() <= kMaxKept && m_held < kMaxHeldText) {
            entry.content = asText(content);
            m_held += content.size();
        }
        if (m_entries.size() >= kMaxEntries) {
            fail("holds more than " + std::to_string(kMaxEntries) + " entries");
        }
        const std::string key(name);
        if (entry.isFile() && header.links > 1) {
            linked[header.inode].push_back(key);
        }
        m_entries[key] = std::move(entry);
    }
}

void Initramfs::shareContents(const std::map<std::uint32_t, std::vector<std::string>>& linked)
{
    for (const auto& [inode, names] : linked) {
        const auto whole = std::find_if(names.begin(), names.end(),
                                        [&](const std::string& name) { return m_entries.at(name).size > 0; });
        for (const std::string& name : names) {
            if (whole != names.end() && *whole != name && m_entries.at(name).size == 0) {
                m_entries.at(name) = m_entries.at(*whole);
            }
        }
    }
}

const InitramfsEntry* Initramfs::find(std::string_view path) const
{
    std::deque<std::string> left;
    const auto prepend = [&left](std::string_view text) {
        std::vector<std::string> parts;
        while (!text.empty()) {
            const std::size_t slash = std::min(text.find('/'), text.size());
            if (slash > 0 && text.substr(0, slash) != ".") {
                parts.emplace_back(text.substr(0, slash));
            }
            text.remove_prefix(std::min(slash + 1, text.size()));
        }
        left.insert(left.begin(), parts.begin(), parts.end());
    };
    prepend(path);
    std::vector<std::string> walked;
    const InitramfsEntry* entry = nullptr;
    int followed = 0;
    while (!left.empty()) {
        const std::string part = std::move(left.front());
        left.pop_front();
        if (part == "..") {
            if (!walked.empty()) {
                walked.pop_back();
            }
            continue;
        }
        std::string place;
        for (const std::string& above : walked) {
            place += above + "/";
        }
        const auto found = m_entries.find(place + part);
        if (found == m_entries.end()) {
            return nullptr;
        }
        entry = &found->second;
        if (!entry->isLink()) {
            walked.push_back(part);
            continue;
        }
        if (++followed > kMaxLinksFollowed) {
            return nullptr;
        }
        if (entry->content.rfind('/', 0) == 0) {
            walked.clear();
        }
        prepend(entry->content);
    }
    return entry;
}

} // namespace bindery::staging
