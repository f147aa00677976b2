// SPDX-License-Identifier: Apache-2.0
#include "golden/source_reader.h"

#include "base/error.h"
#include "golden/source_file.h"
#include "golden/sparse_file.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <archive_entry.h>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

/// Containers that people take for images.
void refuseContainers(ByteView start, const fs::path& source)
{
    const std::string_view text = asText(start);
    const auto startsWith = [&](std::string_view magic) { return text.substr(0, magic.size()) == magic; };
    if (startsWith(std::string_view("7z\xbc\xaf\x27\x1c", 6))) {
        throw Error(ErrorCode::BadImage,
                    source.string() + " is a 7z archive; unpack it and give the .img in it");
    }
    if (startsWith(std::string_view("QFI\xfb", 4))) {
        throw Error(ErrorCode::BadImage,
                    source.string() +
                        " is a qcow2 image; convert it to a raw image with qemu-img convert -O raw");
    }
}

bool isImageEntry(archive_entry* entry)
{
    const char* name = ::archive_entry_pathname(entry);
    const std::string_view path = name == nullptr ? "" : name;
    return ::archive_entry_filetype(entry) == AE_IFREG && (path.ends_with(".img") || path.ends_with(".raw"));
}

/// Copies the entry's content to the end of the file.
void unpackEntry(ArchiveReader& reader, const fs::path& source, const fs::path& image, Bytes maximumImageSize,
                 const std::stop_token& stop)
{
    SparseWriter target(image);
    const std::vector<std::byte> zeros(std::size_t{1} << 16U);
    std::uint64_t offset = 0;
    ByteView bytes;
    while (reader.content(offset, bytes)) {
        // A small source may unpack for long without another byte being asked for.
        if (stop.stop_requested()) {
            throw Error(ErrorCode::Cancelled, "staging was stopped");
        }
        if (target.size().count() == 0 && offset == 0) {
            refuseContainers(bytes, source);
        }
        if (offset > maximumImageSize.count() || bytes.size() > maximumImageSize.count() - offset) {
            throw Error(ErrorCode::BadImage, source.string() + " unpacks to more than " +
                                                 humanSize(maximumImageSize) +
                                                 ", the largest image that is accepted");
        }
        while (target.size().count() < offset) {
            target.append(ByteView(zeros).first(static_cast<std::size_t>(
                std::min<std::uint64_t>(zeros.size(), offset - target.size().count()))));
        }
        target.append(bytes);
    }
    target.finish();
}

} // namespace

SourceFacts unpackSource(const fs::path& source, const fs::path& image, Bytes maximumImageSize,
                         const SourceProgress& report, const std::stop_token& stop)
{
    SourceFile file(source, report, stop);
    ArchiveReader reader(file, {ArchiveKind::Zip, ArchiveKind::Raw});
    if (reader.packings() > 1) {
        throw Error(ErrorCode::BadImage, source.string() + " is compressed more than once; unpack it once");
    }
    bool found = false;
    while (archive_entry* entry = reader.next()) {
        if (reader.kind() == ArchiveKind::Zip && !isImageEntry(entry)) {
            continue;
        }
        if (std::exchange(found, true)) {
            throw Error(ErrorCode::BadImage,
                        source.string() + " holds more than one image; unpack it and give one");
        }
        unpackEntry(reader, source, image, maximumImageSize, stop);
    }
    if (!found) {
        throw Error(ErrorCode::BadImage,
                    source.string() + " is a zip archive without an image (.img or .raw) in it");
    }
    std::string digest = file.finish();
    // Read as a stream, a zip archive ends with its last file: that the list behind it is there shows that
    // nothing was cut off.
    if (reader.kind() == ArchiveKind::Zip && !file.endsAsZip()) {
        throw Error(ErrorCode::BadImage,
                    source.string() + " lacks the end of a zip archive: it is cut off, get it again");
    }
    return {std::move(digest), Bytes(fs::file_size(image))};
}

} // namespace bindery::golden
