// SPDX-License-Identifier: Apache-2.0
// What e2fsck and resize2fs do to files of ours.
#include "base/error.h"
#include "base/extents.h"
#include "base/file.h"
#include "base/process.h"
#include "base/random.h"
#include "ext4/file_system.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <iterator>
#include <string>
#include <utility>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>

namespace bindery::ext4
{

namespace
{

namespace files = std::filesystem;

constexpr std::chrono::seconds kDeadline(1800);
constexpr std::size_t kPart = std::size_t{1} << 20U;
constexpr const char* kWorkPrefix = "growing-";

std::string shortened(const std::string& output)
{
    constexpr std::size_t kMost = 600;
    std::string text = output.substr(0, kMost);
    std::replace(text.begin(), text.end(), '\n', ' ');
    while (!text.empty() && text.back() == ' ') {
        text.pop_back();
    }
    return text;
}

void requireFile(const files::path& path)
{
    std::error_code ignored;
    if (!files::exists(path, ignored)) {
        throw Error(ErrorCode::NotFound, path.string() + ": no such file");
    }
}

/// `arguments` as of resize2fs. `time`: what is written instead of the clock's, so that the same growing
/// gives the same bytes.
void resize(const files::path& path, std::vector<std::string> arguments, std::int64_t time)
{
    std::vector<std::string> command{"env", "E2FSPROGS_FAKE_TIME=" + std::to_string(time), "resize2fs"};
    std::move(arguments.begin(), arguments.end(), std::back_inserter(command));
    const ProcessResult result = runProgram(command, kDeadline);
    if (result.exitStatus != 0) {
        const bool full = result.output.find(std::strerror(ENOSPC)) != std::string::npos;
        throw Error(full ? ErrorCode::WriteFailed : ErrorCode::BadImage,
                    "resize2fs refuses " + path.string() + ": " + shortened(result.output) +
                        (full ? "; free space on this disk and start again" : ""));
    }
}

/// The time in the superblock, before anything is known of the file: what e2fsck is to write instead of the
/// clock's, so that the same repair gives the same bytes.
std::uint32_t rawWriteTime(const files::path& path)
{
    constexpr std::uint64_t kWriteTimeOffset = 1024 + 0x30;
    std::array<std::byte, 4> bytes{};
    const UniqueFd fd = openFile(path, O_RDONLY);
    readFully(fd.get(), kWriteTimeOffset, bytes, path); // a file that ends before is for e2fsck to refuse
    std::uint32_t time = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        time = time << 8U | std::to_integer<std::uint32_t>(bytes[i]);
    }
    return time;
}

/// A file of ours in a folder, removed when it goes. What a killed process left behind goes too: nobody holds
/// its lock.
class WorkFile
{
public:
    explicit WorkFile(const files::path& folder)
    {
        removeLeftovers(folder);
        std::array<std::byte, 8> unique{};
        fillRandom(unique);
        m_path = folder / (kWorkPrefix + toHex(unique) + ".ext4");
        m_fd = openFile(m_path, O_RDWR | O_CREAT | O_EXCL, 0600);
        ::flock(m_fd.get(), LOCK_EX | LOCK_NB);
    }
    WorkFile(const WorkFile&) = delete;
    WorkFile& operator=(const WorkFile&) = delete;
    ~WorkFile()
    {
        std::error_code ignored;
        files::remove(m_path, ignored);
    }
    const files::path& path() const { return m_path; }
    int fd() const { return m_fd.get(); }

private:
    static void removeLeftovers(const files::path& folder)
    {
        std::error_code error;
        for (const files::directory_entry& entry : files::directory_iterator(folder, error)) {
            if (entry.path().filename().string().rfind(kWorkPrefix, 0) != 0) {
                continue;
            }
            const UniqueFd fd(::open(entry.path().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
            if (fd && ::flock(fd.get(), LOCK_EX | LOCK_NB) == 0) {
                files::remove(entry.path(), error);
            }
        }
    }
    files::path m_path;
    UniqueFd m_fd;
};

/// The runs of a file that are not holes.
Extents dataRuns(int fd, const files::path& path)
{
    Extents runs;
    off_t at = 0;
    for (;;) {
        const off_t data = ::lseek(fd, at, SEEK_DATA);
        if (data < 0 && errno == ENXIO) {
            return runs;
        }
        const off_t hole = data < 0 ? -1 : ::lseek(fd, data, SEEK_HOLE);
        if (hole < 0) {
            throwErrno(ErrorCode::BadImage, "looking for data in " + path.string(), errno);
        }
        if (hole > data) {
            runs.push_back({static_cast<std::uint64_t>(data), static_cast<std::uint64_t>(hole - data)});
        }
        at = hole;
    }
}

template <typename Act>
void forEachPart(const Extents& runs, Act&& act)
{
    for (const Extent& run : runs) {
        for (std::uint64_t at = run.offset; at < run.end();) {
            const std::uint64_t length = std::min<std::uint64_t>(kPart - at % kPart, run.end() - at);
            act(Extent{at, length});
            at += length;
        }
    }
}

void copySparse(const files::path& from, const WorkFile& to)
{
    const UniqueFd fd = openFile(from, O_RDONLY);
    // Shares the blocks where the file system can (btrfs, xfs).
    if (::ioctl(to.fd(), FICLONE, fd.get()) == 0) {
        return;
    }
    std::vector<std::byte> buffer(kPart);
    forEachPart(dataRuns(fd.get(), from), [&](Extent part) {
        const ByteSpan bytes = ByteSpan(buffer).first(part.length);
        if (!readFully(fd.get(), part.offset, bytes, from)) {
            throw Error(ErrorCode::BadImage, from.string() + " was cut while it was copied");
        }
        writeFully(to.fd(), part.offset, bytes, to.path());
    });
}

void setLength(int fd, std::uint64_t length, const files::path& path)
{
    if (::ftruncate(fd, static_cast<off_t>(length)) != 0) {
        throwErrno(ErrorCode::WriteFailed, "setting the size of " + path.string(), errno);
    }
}

std::unique_ptr<Overlay> differences(const WorkFile& changed, const files::path& rootFile,
                                     std::shared_ptr<const BlockSource> root, Bytes size)
{
    // Where either file holds data; a hole of both reads as zeros in both.
    const UniqueFd rootFd = openFile(rootFile, O_RDONLY);
    Extents runs = coalesce(unite(dataRuns(changed.fd(), changed.path()), dataRuns(rootFd.get(), rootFile)),
                            Overlay::kPageSize, 0);
    runs = clip(runs, {0, size.count()});
    auto overlay = std::make_unique<Overlay>(root, size);
    std::vector<std::byte> now(kPart);
    std::vector<std::byte> before(kPart);
    forEachPart(runs, [&](Extent part) {
        const ByteSpan bytes = ByteSpan(now).first(part.length);
        if (!readFully(changed.fd(), part.offset, bytes, changed.path())) {
            throw Error(ErrorCode::Internal, changed.path().string() + " is shorter than the ext4 in it");
        }
        const std::uint64_t rootSize = root->size().count();
        const std::uint64_t inside =
            part.offset < rootSize ? std::min(part.length, rootSize - part.offset) : 0;
        root->read(part.offset, ByteSpan(before).first(inside));
        std::fill(before.begin() + static_cast<std::ptrdiff_t>(inside), before.end(), std::byte{0});
        for (std::uint64_t at = 0; at < part.length; at += Overlay::kPageSize) {
            const std::uint64_t length = std::min(Overlay::kPageSize, part.length - at);
            if (std::memcmp(now.data() + at, before.data() + at, length) != 0) {
                overlay->write(part.offset + at, bytes.subspan(at, length));
            }
        }
    });
    return overlay;
}

} // namespace

void checkFileSystem(const files::path& path, bool repair)
{
    requireFile(path);
    constexpr int kCorrected = 1;
    // Preening replays the journal and repairs what is safe to; anything worse is for a person to look at.
    const ProcessResult result = runProgram({"env", "E2FSCK_TIME=" + std::to_string(rawWriteTime(path)),
                                             "e2fsck", repair ? "-fp" : "-fn", path.string()},
                                            kDeadline);
    if (result.exitStatus == 0 || (repair && result.exitStatus == kCorrected)) {
        return;
    }
    throw Error(ErrorCode::BadImage, "e2fsck finds " + path.string() + " damaged" +
                                         (repair ? " beyond repair" : "") + ": " + shortened(result.output));
}

void shrink(const files::path& path, Bytes slack)
{
    checkFileSystem(path, true);
    const Facts before = FileSystem::open(std::make_shared<FileSource>(path)).facts();
    resize(path, {"-M", path.string()}, before.writeTime);
    Facts after = FileSystem::open(std::make_shared<FileSource>(path)).facts();
    const std::uint64_t wanted = std::min(
        before.blockCount, after.blockCount + roundUp(slack.count(), after.blockSize) / after.blockSize);
    if (wanted > after.blockCount) {
        resize(path, {path.string(), std::to_string(wanted)}, before.writeTime);
        after = FileSystem::open(std::make_shared<FileSource>(path)).facts();
    }
    const UniqueFd fd = openFile(path, O_RDWR);
    setLength(fd.get(), after.size().count(), path);
    checkFileSystem(path, false);
}

void enlarge(const files::path& path, Bytes size)
{
    checkFileSystem(path, true);
    const Facts before = FileSystem::open(std::make_shared<FileSource>(path)).facts();
    if (size <= before.size()) {
        return;
    }
    const UniqueFd fd = openFile(path, O_RDWR);
    setLength(fd.get(), size.count(), path);
    resize(path, {path.string()}, before.writeTime);
}

std::unique_ptr<Overlay> grow(const files::path& rootFile, std::shared_ptr<const BlockSource> root,
                              Bytes size, const files::path& workFolder)
{
    const Facts original = FileSystem::open(root).facts();
    if (size < original.size()) {
        throw Error(ErrorCode::TooSmall, "the golden root needs " + humanSize(original.size()) + " (" +
                                             std::to_string(original.size().count()) +
                                             " bytes), the medium has " + humanSize(size) + " (" +
                                             std::to_string(size.count()) + " bytes) for it");
    }
    const WorkFile work(workFolder);
    copySparse(rootFile, work);
    setLength(work.fd(), size.count(), work.path());
    resize(work.path(), {work.path().string()}, original.writeTime);
    const Bytes grown = FileSystem::open(std::make_shared<FileSource>(work.path())).facts().size();
    return differences(work, rootFile, std::move(root), grown);
}

} // namespace bindery::ext4
