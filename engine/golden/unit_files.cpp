// SPDX-License-Identifier: Apache-2.0
#include "golden/unit_files.h"

#include "base/error.h"
#include "base/file.h"
#include "golden/unit_template.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery::golden
{

namespace
{

constexpr const char* kCommon = "common";
constexpr std::string_view kTemplateEnding = ".in";
constexpr const char* kOwnFile = "/etc/bindery/unit.json";
constexpr int kMaxDepth = 64;
constexpr std::uint32_t kPermissionBits = 07777;
constexpr std::size_t kMaxTarget = 1023; // what an ext4 with the smallest blocks can hold

[[noreturn]] void refuse(const std::string& source, const std::string& what)
{
    throw Error(ErrorCode::InvalidArgument, source + " " + what);
}

[[noreturn]] void failErrno(const char* act, const std::string& source)
{
    const int saved = errno;
    throwErrno(codeOfFileErrno(saved), std::string(act) + " " + source, saved);
}

std::string pathOf(const std::string& folder, const std::string& name)
{
    std::string path = folder;
    path += '/';
    path += name;
    return path;
}

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

/// Sorted, so that the same folder gives the same root.
std::vector<std::string> namesIn(int folder, const std::string& source)
{
    const int own = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, CloseFolder> open(own < 0 ? nullptr : ::fdopendir(own));
    if (!open) {
        failErrno("listing", source);
    }
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(open.get())) { // NOLINT(concurrency-mt-unsafe): its own stream
        std::string name = entry->d_name;
        if (name != "." && name != "..") {
            names.push_back(std::move(name));
        }
        errno = 0;
    }
    if (errno != 0) {
        failErrno("listing", source);
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string linkTarget(int folder, const std::string& name, const std::string& source)
{
    std::array<char, kMaxTarget + 1> target{};
    const ssize_t length = ::readlinkat(folder, name.c_str(), target.data(), target.size());
    if (length < 0) {
        failErrno("reading the link", source);
    }
    if (static_cast<std::size_t>(length) > kMaxTarget || length == 0) {
        refuse(source, "is a link to a path of more than " + std::to_string(kMaxTarget) + " bytes");
    }
    return {target.data(), static_cast<std::size_t>(length)};
}

} // namespace

/// Walks one folder without ever following a link in it.
class UnitFiles::Reader
{
public:
    std::vector<Found> read(const UniqueFd& folder, const std::string& source)
    {
        walk(folder, source, "", 0);
        return std::move(m_found);
    }

private:
    // NOLINTNEXTLINE(misc-no-recursion): as deep as kMaxDepth
    void walk(const UniqueFd& folder, const std::string& source, const std::string& path, int depth)
    {
        if (depth > kMaxDepth) {
            refuse(source, "lies deeper than " + std::to_string(kMaxDepth) + " folders");
        }
        for (const std::string& name : namesIn(folder.get(), source)) {
            enter(folder.get(), name, pathOf(source, name), pathOf(path, name), depth);
        }
    }

    // NOLINTNEXTLINE(misc-no-recursion): as deep as kMaxDepth
    void enter(int folder, const std::string& name, const std::string& source, const std::string& path,
               int depth)
    {
        if (std::any_of(name.begin(), name.end(), [](char c) {
                return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
            })) {
            refuse(source, "has control characters in its name: rename it");
        }
        struct stat facts = {};
        if (::fstatat(folder, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0) {
            failErrno("looking at", source);
        }
        Found found{{path, UnitFile::Kind::Folder, facts.st_mode & kPermissionBits, {}}, source, false};
        if (S_ISLNK(facts.st_mode)) {
            found.file.kind = UnitFile::Kind::Link;
            found.file.content = linkTarget(folder, name, source);
            add(std::move(found));
        } else if (S_ISREG(facts.st_mode)) {
            found.file.kind = UnitFile::Kind::File;
            found.isTemplate = name.size() > kTemplateEnding.size() && name.ends_with(kTemplateEnding);
            if (found.isTemplate) {
                found.file.path.resize(path.size() - kTemplateEnding.size());
            }
            found.file.content = contentOf(openBelow(folder, name, O_NONBLOCK, source), source);
            add(std::move(found));
        } else if (S_ISDIR(facts.st_mode)) {
            add(std::move(found));
            walk(openBelow(folder, name, O_DIRECTORY, source), source, path, depth + 1);
        } else {
            refuse(source, "is neither a file, a folder nor a symbolic link: remove it");
        }
    }

    static UniqueFd openBelow(int folder, const std::string& name, int flags, const std::string& source)
    {
        UniqueFd fd(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags));
        if (!fd) {
            failErrno("opening", source);
        }
        return fd;
    }

    std::string contentOf(const UniqueFd& file, const std::string& source) const
    {
        struct stat facts = {};
        if (::fstat(file.get(), &facts) != 0) {
            failErrno("looking at", source);
        }
        const auto size = static_cast<std::uint64_t>(std::max<off_t>(facts.st_size, 0));
        if (!S_ISREG(facts.st_mode) || m_bytes + size > kMaxBytes.count()) {
            refuse(source, "makes the files of a unit more than " + humanSize(kMaxBytes) +
                               ": put what is large into the golden image");
        }
        std::string content(static_cast<std::size_t>(size), '\0');
        if (!readFully(file.get(), 0, std::as_writable_bytes(std::span(content)), source)) {
            refuse(source, "became shorter while it was read: try again");
        }
        return content;
    }

    void add(Found found)
    {
        if (m_found.size() >= kMaxEntries) {
            refuse(found.source,
                   "is one too many: a unit gets at most " + std::to_string(kMaxEntries) + " files");
        }
        if (found.file.path == kOwnFile) {
            refuse(found.source, "cannot be given: Bindery writes that file itself; remove it");
        }
        m_bytes += found.file.content.size();
        m_found.push_back(std::move(found));
    }

    std::vector<Found> m_found;
    std::uint64_t m_bytes = 0;
};

UnitFiles::UnitFiles(std::filesystem::path folder) : m_folder(std::move(folder))
{
    openFile(m_folder, O_RDONLY | O_DIRECTORY);
    const std::filesystem::path common = m_folder / kCommon;
    if (std::filesystem::exists(common)) {
        m_common = Reader().read(openFile(common, O_RDONLY | O_DIRECTORY), common.string());
    }
}

void UnitFiles::checkCommon(const UnitFields& fields) const
{
    for (const Found& found : m_common) {
        if (found.isTemplate) {
            fillTemplate(found.file.content, fields, found.source);
        }
    }
}

std::vector<UnitFile> UnitFiles::of(const std::string& serial, const UnitFields& fields) const
{
    if (m_folder.empty()) {
        return {};
    }
    const std::filesystem::path own = m_folder / serial;
    if (serial == kCommon) {
        refuse(own.string(), "is the folder of all units: a unit with that serial cannot have files");
    }
    std::vector<Found> ownFiles;
    if (std::filesystem::exists(own)) {
        ownFiles = Reader().read(openFile(own, O_RDONLY | O_DIRECTORY), own.string());
    }

    // By path: a folder comes before what it holds.
    std::map<std::string, std::pair<const Found*, bool>> chosen;
    const auto choose = [&](const std::vector<Found>& from, bool isOwn) {
        for (const Found& found : from) {
            const auto [there, isNew] = chosen.emplace(found.file.path, std::pair(&found, isOwn));
            if (isNew) {
                continue;
            }
            const Found& other = *there->second.first;
            if (there->second.second == isOwn) {
                refuse(found.source,
                       "and " + other.source + " both become " + found.file.path + ": remove or rename one");
            }
            const auto isFolder = [](const Found& one) { return one.file.kind == UnitFile::Kind::Folder; };
            if (isFolder(found) != isFolder(other)) {
                refuse(found.source, "and " + other.source +
                                         " are a folder and none: they cannot both become " +
                                         found.file.path);
            }
            there->second = {&found, isOwn};
        }
    };
    choose(m_common, false);
    choose(ownFiles, true);

    std::vector<UnitFile> files;
    Bytes total;
    for (const auto& [path, choice] : chosen) {
        const Found& found = *choice.first;
        files.push_back(found.file);
        if (found.isTemplate) {
            files.back().content = fillTemplate(found.file.content, fields, found.source);
        }
        total += Bytes(files.back().content.size());
        if (total > kMaxBytes || files.size() > kMaxEntries) {
            refuse(found.source, "makes the files of unit " + serial + " more than " + humanSize(kMaxBytes) +
                                     " or " + std::to_string(kMaxEntries) +
                                     " files: put what is large into the golden image");
        }
    }
    return files;
}

} // namespace bindery::golden
