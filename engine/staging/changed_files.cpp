// SPDX-License-Identifier: Apache-2.0
#include "staging/changed_files.h"

#include "base/error.h"
#include "base/file.h"
#include "staging/shifted_ids.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace bindery::staging
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kMaxDepth = 200;
constexpr Bytes kMaxFile = gib(1);

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

/// Through the folder's descriptor; `name` may be a link, which is not followed.
std::string placeOf(int folder, const std::string& name)
{
    return "/proc/self/fd/" + std::to_string(folder) + "/" + name;
}

std::vector<std::string> namesIn(int folder, const std::string& path)
{
    const std::unique_ptr<DIR, CloseFolder> open(::opendir(placeOf(folder, ".").c_str()));
    if (!open) {
        throwErrno(codeOfFileErrno(errno), "reading the changes in /" + path, errno);
    }
    std::vector<std::string> names;
    while (const dirent* entry = ::readdir(open.get())) {
        const std::string name = entry->d_name;
        if (name != "." && name != "..") {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

class Changes
{
public:
    Changes(ext4::FileSystem& root, std::int64_t latest, const std::stop_token& stop)
        : m_root(root), m_latest(latest), m_stop(stop)
    {
    }

    std::vector<std::string> putBack(const fs::path& upper)
    {
        const UniqueFd folder = openFile(upper, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
        putBackFolder(folder.get(), "", 0);
        return std::move(m_changed);
    }

private:
    void putBackFolder(int folder, const std::string& path, std::size_t depth)
    {
        if (depth > kMaxDepth) {
            throw Error(ErrorCode::BadImage, "/" + path + ": folders lie more than 200 deep");
        }
        for (const std::string& name : namesIn(folder, path)) {
            if (m_stop.stop_requested()) {
                throw Error(ErrorCode::Cancelled, "staging was stopped");
            }
            putBackEntry(folder, name, path.empty() ? name : path + "/" + name, depth);
        }
    }

    void putBackEntry(int folder, const std::string& name, const std::string& path, std::size_t depth)
    {
        struct stat facts {
        };
        if (::fstatat(folder, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0) {
            throwErrno(codeOfFileErrno(errno), "reading the change of /" + path, errno);
        }
        if (S_ISCHR(facts.st_mode) && facts.st_rdev == 0) { // a whiteout
            m_changed.push_back(path);
            remove(path);
            return;
        }
        requirePlain(placeOf(folder, name), path);
        if (S_ISDIR(facts.st_mode)) {
            putBackSubfolder(folder, name, path, facts, depth);
            return;
        }
        m_changed.push_back(path);
        if (S_ISLNK(facts.st_mode)) {
            std::array<char, PATH_MAX> target{};
            const ssize_t length = ::readlinkat(folder, name.c_str(), target.data(), target.size());
            if (length < 0) {
                throwErrno(codeOfFileErrno(errno), "reading the link /" + path, errno);
            }
            makeRoomFor(path, ext4::Entry::Link);
            m_root.makeSymlink(path, std::string(target.data(), static_cast<std::size_t>(length)));
        } else if (S_ISREG(facts.st_mode)) {
            makeRoomFor(path, ext4::Entry::File);
            m_root.writeFile(path, contentOf(folder, name, path), attributesOf(facts, path));
        } else {
            throw Error(ErrorCode::BadImage,
                        "programs of the image made /" + path +
                            " a device, pipe or socket, which no preparation of a root needs");
        }
    }

    void putBackSubfolder(int folder, const std::string& name, const std::string& path,
                          const struct stat& facts, std::size_t depth)
    {
        const UniqueFd below(::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!below) {
            throwErrno(codeOfFileErrno(errno), "reading the changes in /" + path, errno);
        }
        if (isOpaque(below.get())) {
            remove(path);
        }
        makeRoomFor(path, ext4::Entry::Folder);
        m_root.makeFolder(path, attributesOf(facts, path));
        putBackFolder(below.get(), path, depth + 1);
    }

    static bool isOpaque(int folder)
    {
        char value = 0;
        return ::fgetxattr(folder, "trusted.overlay.opaque", &value, 1) == 1 && value == 'y';
    }

    static void requirePlain(const std::string& place, const std::string& path)
    {
        if (::lgetxattr(place.c_str(), "security.capability", nullptr, 0) > 0) {
            throw Error(ErrorCode::BadImage, "programs of the image changed /" + path +
                                                 ", which has file capabilities; that is not supported");
        }
    }

    static std::uint32_t own(std::uint32_t id, const std::string& path)
    {
        if (id < kFirstShiftedId || id - kFirstShiftedId >= kShiftedIds) {
            throw Error(ErrorCode::Internal,
                        "/" + path + " was changed by someone who is none of the image's");
        }
        return id - kFirstShiftedId;
    }

    ext4::FileAttributes attributesOf(const struct stat& facts, const std::string& path) const
    {
        return {facts.st_mode & 07777U, own(facts.st_uid, path), own(facts.st_gid, path),
                std::clamp<std::int64_t>(facts.st_mtim.tv_sec, 0, m_latest)};
    }

    static std::vector<std::byte> contentOf(int folder, const std::string& name, const std::string& path)
    {
        const UniqueFd file(
            ::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
        struct stat facts {
        };
        if (!file || ::fstat(file.get(), &facts) != 0) {
            throwErrno(codeOfFileErrno(errno), "reading the changed /" + path, errno);
        }
        if (static_cast<std::uint64_t>(facts.st_size) > kMaxFile.count()) {
            throw Error(ErrorCode::BadImage,
                        "programs of the image made /" + path + " larger than " + humanSize(kMaxFile));
        }
        std::vector<std::byte> content(static_cast<std::size_t>(facts.st_size));
        if (!readFully(file.get(), 0, content, path)) {
            throw Error(ErrorCode::Internal, "the changed /" + path + " became shorter while it was read");
        }
        return content;
    }

    /// What is there and of another kind goes.
    void makeRoomFor(const std::string& path, ext4::Entry kind)
    {
        const ext4::Entry there = m_root.entryAt(path);
        if (there != ext4::Entry::None && there != kind) {
            remove(path);
        }
    }

    void remove(const std::string& path)
    {
        const ext4::Entry there = m_root.entryAt(path);
        if (there == ext4::Entry::None) {
            return;
        }
        if (there != ext4::Entry::Folder) {
            m_root.removeFile(path);
            return;
        }
        for (const std::string& name : m_root.list(path)) {
            remove(path + "/" + name);
        }
        m_root.removeFolder(path);
    }

    ext4::FileSystem& m_root;
    std::int64_t m_latest;
    const std::stop_token& m_stop;
    std::vector<std::string> m_changed;
};

} // namespace

std::vector<std::string> putBack(const fs::path& upper, ext4::FileSystem& root, std::int64_t latest,
                                 const std::stop_token& stop)
{
    return Changes(root, latest, stop).putBack(upper);
}

} // namespace bindery::staging
