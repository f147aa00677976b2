// SPDX-License-Identifier: Apache-2.0
#include "golden/source_file.h"

#include "base/error.h"
#include "base/file.h"

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <utility>

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

namespace bindery::golden
{

namespace
{

constexpr std::size_t kChunk = std::size_t{1} << 20U;
constexpr int kGzipOnly = 16 + MAX_WBITS; // inflateInit2: a gzip header is asked for

bool startsAsGzip(ByteView bytes)
{
    return bytes.size() >= 2 && bytes[0] == std::byte{0x1f} && bytes[1] == std::byte{0x8b};
}

} // namespace

/// libarchive does not look at gzip's checksum, which is all that tells of a flipped bit: zlib reads along.
class GzipCheck
{
public:
    GzipCheck() : m_out(kChunk) { restart(); }
    GzipCheck(const GzipCheck&) = delete;
    GzipCheck& operator=(const GzipCheck&) = delete;
    ~GzipCheck() { ::inflateEnd(&m_stream); }

    void update(ByteView packed)
    {
        while (!packed.empty() && m_state == State::Inside) {
            m_stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));
            m_stream.avail_in = static_cast<uInt>(packed.size());
            int result = Z_OK;
            do {
                m_stream.next_out = reinterpret_cast<Bytef*>(m_out.data());
                m_stream.avail_out = static_cast<uInt>(m_out.size());
                result = ::inflate(&m_stream, Z_NO_FLUSH);
            } while (result == Z_OK && m_stream.avail_out == 0);
            packed = packed.last(m_stream.avail_in);
            if (result == Z_STREAM_END) {
                next(packed);
            } else if (result != Z_OK && result != Z_BUF_ERROR) {
                m_state = State::Damaged;
            }
        }
    }
    bool whole() const { return m_state == State::Done; }

private:
    enum class State { Inside, Done, Damaged };

    void restart()
    {
        m_stream = {};
        m_state = ::inflateInit2(&m_stream, kGzipOnly) == Z_OK ? State::Inside : State::Damaged;
    }
    /// Several gzip files in one are one; what else follows is padding.
    void next(ByteView rest)
    {
        ::inflateEnd(&m_stream);
        m_stream = {};
        m_state = State::Done;
        if (startsAsGzip(rest)) {
            restart();
        }
    }

    std::vector<std::byte> m_out;
    z_stream m_stream = {};
    State m_state = State::Inside;
};

SourceFile::SourceFile(std::filesystem::path path, SourceProgress report, std::stop_token stop)
    : m_path(std::move(path)), m_report(std::move(report)), m_stop(std::move(stop)), m_buffer(kChunk)
{
    // Without O_NONBLOCK a named pipe would hold us before it could be refused.
    m_fd = openFile(m_path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    struct stat facts {
    };
    if (::fstat(m_fd.get(), &facts) != 0) {
        throwErrno(ErrorCode::BadImage, "reading " + m_path.string(), errno);
    }
    if (!S_ISREG(facts.st_mode)) {
        throw Error(ErrorCode::BadImage, m_path.string() +
                                             " is not a regular file; give an image file (.img, "
                                             "plain or compressed)");
    }
    if (facts.st_size == 0) {
        throw Error(ErrorCode::BadImage, m_path.string() + " is empty");
    }
    m_size = static_cast<std::uint64_t>(facts.st_size);
}

SourceFile::~SourceFile() = default;

ByteView SourceFile::next()
{
    if (m_stop.stop_requested()) {
        throw Error(ErrorCode::Cancelled, "staging was stopped");
    }
    ssize_t got = 0;
    do {
        got = ::read(m_fd.get(), m_buffer.data(), m_buffer.size());
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        throwErrno(ErrorCode::BadImage, "reading " + m_path.string() + " at byte " + std::to_string(m_done),
                   errno);
    }
    const ByteView piece = ByteView(m_buffer).first(static_cast<std::size_t>(got));
    if (m_done == 0 && startsAsGzip(piece)) {
        m_gzip = std::make_unique<GzipCheck>();
    }
    if (m_gzip) {
        m_gzip->update(piece);
    }
    m_digest.update(piece);
    m_end.append(asText(piece.last(std::min(piece.size(), kEndLength))));
    m_end.erase(0, m_end.size() - std::min(m_end.size(), kEndLength));
    m_done += piece.size();
    if (m_report) {
        m_report(m_done, m_size);
    }
    return piece;
}

std::string SourceFile::finish()
{
    while (!next().empty()) {
    }
    if (m_gzip && !m_gzip->whole()) {
        throw Error(ErrorCode::BadImage,
                    m_path.string() + " does not fit its gzip checksum: it is damaged, get it again");
    }
    return toHex(m_digest.finish());
}

bool SourceFile::endsInZeros() const
{
    return m_end.size() >= kZerosLength &&
           m_end.find_first_not_of('\0', m_end.size() - kZerosLength) == std::string::npos;
}

bool SourceFile::endsAsZip() const
{
    constexpr std::string_view kMagic("PK\x05\x06");
    constexpr std::size_t kCommentLength = 20; // where that of the comment stands, little endian
    for (std::size_t at = m_end.rfind(kMagic); at != std::string::npos;
         at = at == 0 ? std::string::npos : m_end.rfind(kMagic, at - 1)) {
        if (m_end.size() - at < kZipEndLength) {
            continue;
        }
        const auto byteAt = [&](std::size_t place) {
            return std::size_t(static_cast<unsigned char>(m_end[at + place]));
        };
        if (at + kZipEndLength + (byteAt(kCommentLength) | byteAt(kCommentLength + 1) << 8U) ==
            m_end.size()) {
            return true;
        }
    }
    return false;
}

ArchiveReader::ArchiveReader(SourceFile& file, const std::vector<ArchiveKind>& kinds)
    : m_file(file), m_reader(::archive_read_new())
{
    // Named one by one: "all" would also start programs for formats that nobody uses for images.
    using Support = int (*)(archive*);
    for (const Support support :
         {Support(::archive_read_support_filter_xz), Support(::archive_read_support_filter_zstd),
          Support(::archive_read_support_filter_gzip), Support(::archive_read_support_filter_bzip2)}) {
        if (support(m_reader) != ARCHIVE_OK) {
            ::archive_read_free(m_reader);
            throw Error(ErrorCode::Internal, "this libarchive lacks xz, zstd, gzip or bzip2");
        }
    }
    for (const ArchiveKind kind : kinds) {
        switch (kind) {
        case ArchiveKind::Tar:
            ::archive_read_support_format_tar(m_reader);
            break;
        case ArchiveKind::Zip:
            ::archive_read_support_format_zip_streamable(m_reader);
            break;
        case ArchiveKind::Raw:
            ::archive_read_support_format_raw(m_reader);
            break;
        }
    }
    ::archive_read_set_callback_data(m_reader, this);
    ::archive_read_set_read_callback(m_reader, readMore);
    try {
        check(::archive_read_open1(m_reader));
    } catch (...) {
        ::archive_read_free(m_reader);
        throw;
    }
}

ArchiveReader::~ArchiveReader()
{
    ::archive_read_free(m_reader);
}

long ArchiveReader::readMore(archive* reader, void* self, const void** buffer)
{
    ArchiveReader& mine = *static_cast<ArchiveReader*>(self);
    try {
        const ByteView piece = mine.m_file.next();
        *buffer = piece.data();
        return static_cast<long>(piece.size());
    } catch (...) {
        mine.m_failure = std::current_exception();
        ::archive_set_error(reader, EIO, "the source cannot be read");
        return ARCHIVE_FATAL;
    }
}

void ArchiveReader::check(int result)
{
    if (m_failure) {
        std::rethrow_exception(m_failure);
    }
    if (result < ARCHIVE_WARN) {
        const char* why = ::archive_error_string(m_reader);
        throw Error(ErrorCode::BadImage, m_file.path().string() + ": cannot be unpacked near byte " +
                                             std::to_string(m_file.done()) + ": " +
                                             (why == nullptr ? "unknown" : why) +
                                             "; the file is damaged or cut off, get it again");
    }
}

archive_entry* ArchiveReader::next()
{
    archive_entry* entry = nullptr;
    const int result = ::archive_read_next_header(m_reader, &entry);
    if (result == ARCHIVE_EOF) {
        if (m_failure) {
            std::rethrow_exception(m_failure);
        }
        return nullptr;
    }
    check(result);
    return entry;
}

ArchiveKind ArchiveReader::kind() const
{
    switch (::archive_format(m_reader) & ARCHIVE_FORMAT_BASE_MASK) {
    case ARCHIVE_FORMAT_TAR:
        return ArchiveKind::Tar;
    case ARCHIVE_FORMAT_ZIP:
        return ArchiveKind::Zip;
    default:
        return ArchiveKind::Raw;
    }
}

bool ArchiveReader::content(std::uint64_t& offset, ByteView& bytes)
{
    const void* data = nullptr;
    std::size_t size = 0;
    la_int64_t at = 0;
    const int result = ::archive_read_data_block(m_reader, &data, &size, &at);
    if (result == ARCHIVE_EOF) {
        if (m_failure) {
            std::rethrow_exception(m_failure);
        }
        return false;
    }
    check(result);
    if (at < 0) {
        throw Error(ErrorCode::BadImage, m_file.path().string() + ": content before the start of a file");
    }
    offset = static_cast<std::uint64_t>(at);
    bytes = {static_cast<const std::byte*>(data), size};
    return true;
}

int ArchiveReader::packings() const
{
    return ::archive_filter_count(m_reader) - 1; // the file itself counts
}

} // namespace bindery::golden
