// SPDX-License-Identifier: Apache-2.0
#include "golden/source_reader.h"

#include "base/error.h"
#include "base/file.h"
#include "base/sha256.h"
#include "golden/sparse_file.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <vector>

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kChunk = std::size_t{1} << 20U;

struct FreeArchive {
    void operator()(archive* reader) const { ::archive_read_free(reader); }
};

/// The source file, hashed as it is read, from its first to its last byte.
class HashedFile
{
public:
    HashedFile(const fs::path& path, const std::function<void(std::uint64_t, std::uint64_t)>& report,
               const std::stop_token& stop)
        : m_path(path), m_report(report), m_stop(stop), m_buffer(kChunk)
    {
        // Without O_NONBLOCK a named pipe would hold us before it could be refused.
        m_fd = openFile(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
        struct stat facts {
        };
        if (::fstat(m_fd.get(), &facts) != 0) {
            throwErrno(ErrorCode::BadImage, "reading " + path.string(), errno);
        }
        if (!S_ISREG(facts.st_mode)) {
            throw Error(ErrorCode::BadImage,
                        path.string() +
                            " is not a regular file; give an image file (.img, plain or compressed)");
        }
        if (facts.st_size == 0) {
            throw Error(ErrorCode::BadImage, path.string() + " is empty");
        }
        m_size = static_cast<std::uint64_t>(facts.st_size);
    }

    ByteView next()
    {
        if (m_stop.stop_requested()) {
            throw Error(ErrorCode::Cancelled, "staging was stopped");
        }
        ssize_t got = 0;
        do {
            got = ::read(m_fd.get(), m_buffer.data(), m_buffer.size());
        } while (got < 0 && errno == EINTR);
        if (got < 0) {
            throwErrno(ErrorCode::BadImage,
                       "reading " + m_path.string() + " at byte " + std::to_string(m_done), errno);
        }
        const ByteView piece = ByteView(m_buffer).first(static_cast<std::size_t>(got));
        m_digest.update(piece);
        m_end.append(asText(piece.last(std::min(piece.size(), kEndLength))));
        m_end.erase(0, m_end.size() - std::min(m_end.size(), kEndLength));
        m_done += piece.size();
        if (m_report) {
            m_report(m_done, m_size);
        }
        return piece;
    }

    std::uint64_t done() const { return m_done; }
    std::string finish()
    {
        while (!next().empty()) {
        }
        return toHex(m_digest.finish());
    }
    /// The last bytes that were read, at most 8.
    const std::string& end() const { return m_end; }

private:
    static constexpr std::size_t kEndLength = 8;

    fs::path m_path;
    const std::function<void(std::uint64_t, std::uint64_t)>& m_report;
    const std::stop_token& m_stop;
    std::vector<std::byte> m_buffer;
    UniqueFd m_fd;
    Sha256 m_digest;
    std::string m_end;
    std::uint64_t m_size = 0;
    std::uint64_t m_done = 0;
};

/// libarchive calls back through C, where no exception may pass: it is kept and thrown again on our side.
struct Feed {
    HashedFile& file;
    std::exception_ptr failure;

    static la_ssize_t read(archive* reader, void* self, const void** buffer)
    {
        Feed& feed = *static_cast<Feed*>(self);
        try {
            const ByteView piece = feed.file.next();
            *buffer = piece.data();
            return static_cast<la_ssize_t>(piece.size());
        } catch (...) {
            feed.failure = std::current_exception();
            ::archive_set_error(reader, EIO, "the source cannot be read");
            return ARCHIVE_FATAL;
        }
    }
};

void check(archive* reader, int result, Feed& feed, const fs::path& source)
{
    if (feed.failure) {
        std::rethrow_exception(feed.failure);
    }
    if (result < ARCHIVE_WARN) {
        const char* why = ::archive_error_string(reader);
        throw Error(ErrorCode::BadImage, source.string() + ": cannot be unpacked near byte " +
                                             std::to_string(feed.file.done()) + ": " +
                                             (why == nullptr ? "unknown" : why) +
                                             "; the file is damaged or cut off, get it again");
    }
}

void openReader(archive* reader, Feed& feed, const fs::path& source)
{
    // Named one by one: "all" would also start programs for formats that nobody uses for images.
    using SupportFilter = int (*)(archive*);
    for (const SupportFilter support :
         {SupportFilter(::archive_read_support_filter_xz), SupportFilter(::archive_read_support_filter_zstd),
          SupportFilter(::archive_read_support_filter_gzip),
          SupportFilter(::archive_read_support_filter_bzip2)}) {
        if (support(reader) != ARCHIVE_OK) {
            throw Error(ErrorCode::Internal, "this libarchive lacks xz, zstd, gzip or bzip2");
        }
    }
    ::archive_read_support_format_raw(reader);
    ::archive_read_set_callback_data(reader, &feed);
    ::archive_read_set_read_callback(reader, Feed::read);
    check(reader, ::archive_read_open1(reader), feed, source);
    archive_entry* entry = nullptr;
    check(reader, ::archive_read_next_header(reader, &entry), feed, source);
}

/// libarchive does not look at gzip's checksum, which is all that tells of a flipped bit.
class GzipCheck
{
public:
    void update(ByteView unpacked)
    {
        m_sum = ::crc32_z(m_sum, reinterpret_cast<const Bytef*>(unpacked.data()), unpacked.size());
        m_length += unpacked.size();
    }
    /// `trailer`: the last 8 bytes of the file, RFC 1952 section 2.3.1.
    bool fits(const std::string& trailer) const
    {
        const auto number = [&](std::size_t offset) {
            std::uint32_t value = 0;
            for (std::size_t i = 4; i-- > 0;) {
                value = value << 8U | static_cast<unsigned char>(trailer.at(offset + i));
            }
            return value;
        };
        return number(0) == static_cast<std::uint32_t>(m_sum) &&
               number(4) == static_cast<std::uint32_t>(m_length);
    }

private:
    uLong m_sum = ::crc32_z(0, nullptr, 0);
    std::uint64_t m_length = 0;
};

/// Whether the source is gzip. Errors: BadImage for compression within compression.
bool isGzip(archive* reader, const fs::path& source)
{
    constexpr int kOneFilter = 2; // and the file itself
    if (::archive_filter_count(reader) > kOneFilter) {
        throw Error(ErrorCode::BadImage, source.string() + " is compressed more than once; unpack it once");
    }
    return ::archive_filter_code(reader, 0) == ARCHIVE_FILTER_GZIP;
}

/// Programs and containers that people take for images.
void refuseContainers(ByteView start, const fs::path& source)
{
    const std::string_view text = asText(start);
    const auto startsWith = [&](std::string_view magic) { return text.substr(0, magic.size()) == magic; };
    if (startsWith(std::string_view("PK\x03\x04", 4))) {
        throw Error(ErrorCode::BadImage,
                    source.string() + " is a zip archive; unpack it and give the .img in it");
    }
    if (startsWith(std::string_view("7z\xbc\xaf\x27\x1c", 6))) {
        throw Error(ErrorCode::BadImage,
                    source.string() + " is a 7z archive; unpack it and give the .img in it");
    }
    if (startsWith(std::string_view("QFI\xfb", 4))) {
        throw Error(ErrorCode::BadImage,
                    source.string() +
                        " is a qcow2 image; convert it to a raw image with qemu-img convert -O raw");
    }
    constexpr std::size_t kTarMagicOffset = 257;
    if (text.size() > kTarMagicOffset + 5 && text.substr(kTarMagicOffset, 5) == "ustar") {
        throw Error(ErrorCode::BadImage, source.string() + " is a tar archive; give a disk image");
    }
}

} // namespace

SourceFacts unpackSource(const fs::path& source, const fs::path& image, Bytes maximumImageSize,
                         const std::function<void(std::uint64_t, std::uint64_t)>& report,
                         const std::stop_token& stop)
{
    HashedFile file(source, report, stop);
    Feed feed{file, nullptr};
    const std::unique_ptr<archive, FreeArchive> reader(::archive_read_new());
    openReader(reader.get(), feed, source);

    const bool gzip = isGzip(reader.get(), source);
    GzipCheck gzipCheck;
    SparseWriter target(image);
    std::vector<std::byte> chunk(kChunk);
    for (;;) {
        const la_ssize_t got = ::archive_read_data(reader.get(), chunk.data(), chunk.size());
        check(reader.get(), got < 0 ? static_cast<int>(got) : ARCHIVE_OK, feed, source);
        if (got <= 0) {
            break;
        }
        // A small source may unpack for long without another byte being asked for.
        if (stop.stop_requested()) {
            throw Error(ErrorCode::Cancelled, "staging was stopped");
        }
        const ByteView piece = ByteView(chunk).first(static_cast<std::size_t>(got));
        if (target.size().count() == 0) {
            refuseContainers(piece, source);
        }
        if (piece.size() > maximumImageSize.count() - target.size().count()) {
            throw Error(ErrorCode::BadImage, source.string() + " unpacks to more than " +
                                                 humanSize(maximumImageSize) +
                                                 ", the largest image that is accepted");
        }
        target.append(piece);
        if (gzip) {
            gzipCheck.update(piece);
        }
    }
    target.finish();
    SourceFacts facts{file.finish(), target.size()};
    if (gzip && !gzipCheck.fits(file.end())) {
        throw Error(ErrorCode::BadImage,
                    source.string() +
                        " does not fit its gzip checksum: it is damaged, get it again; or it is made of "
                        "several gzip files in one, then unpack it and give the .img");
    }
    return facts;
}

} // namespace bindery::golden
