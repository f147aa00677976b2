// SPDX-License-Identifier: Apache-2.0
// The stored form of an overlay, all numbers little-endian:
//   header: magic[8], version u32, page size u32, size u64, size of the base u64, number of runs u64
//   runs:   first page u64, pages u32, kind u32 (0 holds bytes, 1 zeros), then the bytes of a run of kind 0
//   SHA-256 of all that stands before it
#include "base/error.h"
#include "base/file.h"
#include "base/sha256.h"
#include "ext4/overlay.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>

namespace bindery::ext4
{

namespace
{

constexpr std::string_view kMagic = "BINDOVL\n";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeaderSize = 40;
constexpr std::size_t kDigestSize = 32;
constexpr std::uint32_t kHoldsBytes = 0;
constexpr std::uint32_t kZeros = 1;
/// No ext4 that Bindery opens is larger; keeps page arithmetic far from overflow.
constexpr std::uint64_t kMaxSize = std::uint64_t{1} << 50U;

class Writer
{
public:
    void put(ByteView bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }
    void put32(std::uint32_t value) { putNumber(value, 4); }
    void put64(std::uint64_t value) { putNumber(value, 8); }
    ByteView view() const { return m_bytes; }

private:
    void putNumber(std::uint64_t value, unsigned width)
    {
        for (unsigned i = 0; i < width; ++i) {
            m_bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
        }
    }
    std::vector<std::byte> m_bytes;
};

class Reader
{
public:
    Reader(const FileSource& file, std::uint64_t end) : m_file(file), m_end(end) {}
    std::uint64_t left() const { return m_end - m_at; }
    void get(ByteSpan out)
    {
        if (out.size() > left()) {
            throw Error(ErrorCode::Corrupt, "it ends too early");
        }
        m_file.read(m_at, out);
        m_at += out.size();
    }
    std::uint32_t get32() { return static_cast<std::uint32_t>(getNumber(4)); }
    std::uint64_t get64() { return getNumber(8); }

private:
    std::uint64_t getNumber(unsigned width)
    {
        std::array<std::byte, 8> bytes{};
        get(ByteSpan(bytes).first(width));
        std::uint64_t value = 0;
        for (unsigned i = 0; i < width; ++i) {
            value |= std::to_integer<std::uint64_t>(bytes.at(i)) << (8 * i);
        }
        return value;
    }
    const FileSource& m_file;
    std::uint64_t m_end;
    std::uint64_t m_at = 0;
};

void checkDigest(const FileSource& file, std::uint64_t end)
{
    Sha256 sha;
    std::vector<std::byte> part(std::size_t{1} << 20U);
    for (std::uint64_t at = 0; at < end;) {
        const ByteSpan piece = ByteSpan(part).first(std::min<std::uint64_t>(part.size(), end - at));
        file.read(at, piece);
        sha.update(piece);
        at += piece.size();
    }
    Digest stored{};
    file.read(end, stored);
    if (sha.finish() != stored) {
        throw Error(ErrorCode::Corrupt, "its SHA-256 does not fit its content");
    }
}

} // namespace

void Overlay::save(const std::filesystem::path& path) const
{
    struct Run {
        std::uint64_t first;
        std::uint32_t pages;
        bool zeros;
    };
    std::vector<Run> runs;
    for (const auto& [number, page] : m_pages) {
        const bool zeros = page == nullptr;
        if (!runs.empty() && runs.back().zeros == zeros && runs.back().first + runs.back().pages == number &&
            runs.back().pages < std::numeric_limits<std::uint32_t>::max()) {
            ++runs.back().pages;
        } else {
            runs.push_back({number, 1, zeros});
        }
    }

    Writer out;
    out.put(asBytes(kMagic));
    out.put32(kVersion);
    out.put32(static_cast<std::uint32_t>(kPageSize));
    out.put64(m_size.count());
    out.put64(m_base->size().count());
    out.put64(runs.size());
    auto page = m_pages.begin();
    for (const Run& run : runs) {
        out.put64(run.first);
        out.put32(run.pages);
        out.put32(run.zeros ? kZeros : kHoldsBytes);
        for (std::uint32_t i = 0; i < run.pages; ++i, ++page) {
            if (!run.zeros) {
                out.put(*page->second);
            }
        }
    }
    out.put(Sha256::of(out.view()));
    replaceFile(path, out.view());
}

std::unique_ptr<Overlay> Overlay::load(const std::filesystem::path& path,
                                       std::shared_ptr<const BlockSource> base)
{
    const FileSource file(path);
    try {
        if (file.size().count() < kHeaderSize + kDigestSize) {
            throw Error(ErrorCode::Corrupt, "it is too short");
        }
        const std::uint64_t end = file.size().count() - kDigestSize;
        Reader in(file, end);
        std::array<std::byte, 8> magic{};
        in.get(magic);
        if (asText(magic) != kMagic) {
            throw Error(ErrorCode::Corrupt, "it does not begin like one");
        }
        if (const std::uint32_t version = in.get32(); version != kVersion) {
            throw Error(ErrorCode::Corrupt, "it has version " + std::to_string(version) +
                                                ", this program reads " + std::to_string(kVersion) +
                                                "; remove the file, it will be made anew");
        }
        // Only now is the rest believed: a damaged count must not steer what is allocated below.
        checkDigest(file, end);
        if (in.get32() != kPageSize) {
            throw Error(ErrorCode::Corrupt, "it has pages of another size");
        }
        const std::uint64_t size = in.get64();
        if (size > kMaxSize) {
            throw Error(ErrorCode::Corrupt, "it claims " + std::to_string(size) + " bytes");
        }
        if (const std::uint64_t baseSize = in.get64(); baseSize != base->size().count()) {
            throw Error(ErrorCode::Corrupt, "it was made over a base of " + std::to_string(baseSize) +
                                                " bytes, this one has " +
                                                std::to_string(base->size().count()));
        }
        const std::uint64_t pagesInSize = roundUp(size, kPageSize) / kPageSize;
        auto overlay = std::make_unique<Overlay>(std::move(base), Bytes(size));
        std::uint64_t nextPage = 0;
        for (std::uint64_t runs = in.get64(); runs > 0; --runs) {
            const std::uint64_t first = in.get64();
            const std::uint32_t pages = in.get32();
            const std::uint32_t kind = in.get32();
            if (first < nextPage || pages == 0 || first >= pagesInSize || pages > pagesInSize - first ||
                kind > kZeros) {
                throw Error(ErrorCode::Corrupt, "it holds an impossible run of pages");
            }
            for (std::uint64_t number = first; number < first + pages; ++number) {
                std::unique_ptr<Page> page;
                if (kind == kHoldsBytes) {
                    page = std::make_unique<Page>();
                    in.get(*page);
                }
                overlay->m_pages.emplace_hint(overlay->m_pages.end(), number, std::move(page));
            }
            nextPage = first + pages;
        }
        if (in.left() != 0) {
            throw Error(ErrorCode::Corrupt, "it holds more than it says");
        }
        return overlay;
    } catch (const Error& error) {
        throw Error(ErrorCode::Corrupt, "stored overlay " + path.string() + ": " + error.what());
    }
}

void Overlay::applyTo(const std::filesystem::path& path) const
{
    constexpr std::uint64_t kPart = std::uint64_t{1} << 20U;
    const UniqueFd fd = openFile(path, O_WRONLY);
    std::vector<std::byte> buffer(kPart);
    for (const Extent& extent : extents()) {
        for (std::uint64_t at = extent.offset; at < extent.end();) {
            const ByteSpan part = ByteSpan(buffer).first(std::min(kPart, extent.end() - at));
            read(at, part);
            writeFully(fd.get(), at, part, path);
            at += part.size();
        }
    }
}

} // namespace bindery::ext4
