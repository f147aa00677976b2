// SPDX-License-Identifier: Apache-2.0
#include "golden/boot_image.h"

#include "base/error.h"
#include "base/file.h"
#include "base/process.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

constexpr std::chrono::seconds kDeadline(600);
constexpr std::uint64_t kCluster = 4096;
constexpr Bytes kStep = mib(64); // of the size of a boot partition; FAT32 wants more than 33 MiB
constexpr std::uint64_t kMaxFileSize = (std::uint64_t{1} << 32U) - 1;

/// What FAT forbids in names; what mtools would change without a word.
void requireFatName(const std::string& path)
{
    constexpr std::string_view kForbidden = "\"*:<>?\\|";
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string part = path.substr(start, end - start);
        start = end + 1;
        const bool good = !part.empty() && part.size() <= 255 && part.back() != '.' && part.back() != ' ' &&
                          std::all_of(part.begin(), part.end(), [&](char c) {
                              return c >= ' ' && c <= '~' && kForbidden.find(c) == std::string_view::npos;
                          });
        if (!good) {
            throw Error(ErrorCode::BadImage, "the boot partition is FAT, which cannot hold a file named \"" +
                                                 path + "\"; rename it");
        }
    }
}

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

void run(const std::vector<std::string>& command, const std::string& act)
{
    const ProcessResult result = runProgram(command, kDeadline);
    if (result.exitStatus != 0) {
        throw Error(ErrorCode::WriteFailed, act + " failed: " + result.output.substr(0, 600));
    }
}

} // namespace

BootFiles::BootFiles(fs::path folder, Bytes maximumSize)
    : m_folder(std::move(folder)), m_maximumSize(maximumSize)
{
    makeFolders(m_folder, 0700);
}

void BootFiles::entry(const ext4::Node& node)
{
    finishFile();
    if (node.path.empty()) {
        return;
    }
    if (node.kind != ext4::NodeKind::Folder && node.kind != ext4::NodeKind::File) {
        throw Error(ErrorCode::BadImage,
                    "the boot partition is FAT, which holds files and folders only, no links or "
                    "devices such as \"" +
                        node.path + "\"; put a file in its place");
    }
    requireFatName(node.path);
    const auto [seen, isNew] = m_seen.emplace(lowered(node.path), node.path);
    if (!isNew && !(node.kind == ext4::NodeKind::Folder && seen->second == node.path)) {
        throw Error(ErrorCode::BadImage, "the boot partition is FAT, in which \"" + node.path + "\" and \"" +
                                             seen->second + "\" are one name; rename one");
    }
    m_size += kCluster;
    if (node.kind == ext4::NodeKind::Folder) {
        makeFolders(m_folder / node.path, 0700);
        return;
    }
    if (node.size > kMaxFileSize) {
        throw Error(ErrorCode::BadImage, "\"" + node.path + "\" has 4 GiB or more, which FAT cannot hold");
    }
    m_size += roundUp(node.size, kCluster);
    if (m_size > m_maximumSize.count()) {
        throw Error(ErrorCode::BadImage, "the boot files have more than " + humanSize(m_maximumSize) +
                                             ", the largest boot partition that is supported");
    }
    ++m_files;
    m_node = node;
    m_file = m_folder / node.path;
    makeFolders(m_file.parent_path(), 0700);
    m_fd = openFile(m_file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (::ftruncate(m_fd.get(), static_cast<off_t>(node.size)) != 0) {
        throwErrno(codeOfFileErrno(errno), "writing " + m_file.string(), errno);
    }
}

void BootFiles::content(std::uint64_t offset, ByteView bytes)
{
    if (offset > m_node.size || bytes.size() > m_node.size - offset) {
        throw Error(ErrorCode::BadImage, m_node.path + ": more content than its size says");
    }
    writeFully(m_fd.get(), offset, bytes, m_file);
}

void BootFiles::finishFile()
{
    if (!m_fd) {
        return;
    }
    const timespec time{m_node.seconds, 0};
    const timespec times[2] = {time, time};
    ::futimens(m_fd.get(), times); // only for people: a time that FAT cannot hold is no reason to fail
    m_fd.reset();
}

void BootFiles::finish()
{
    finishFile();
}

void makeBootImage(const fs::path& folder, Bytes used, const fs::path& image)
{
    const std::uint64_t size = roundUp(2 * used.count() + mib(8).count(), kStep.count());
    {
        const UniqueFd fd = openFile(image, O_RDWR | O_CREAT | O_EXCL, 0600);
        if (::ftruncate(fd.get(), static_cast<off_t>(size)) != 0) {
            throwErrno(codeOfFileErrno(errno), "making " + image.string(), errno);
        }
    }
    run({"mkfs.fat", "-F", "32", "-n", "BOOTFS", "--invariant", image.string()}, "mkfs.fat");
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().string());
    }
    std::sort(names.begin(), names.end());
    // -Q: the first failure ends it.
    std::vector<std::string> command{"env", "MTOOLS_SKIP_CHECK=1", "TZ=UTC", "mcopy", "-s", "-m", "-Q",
                                     "-i",  image.string()};
    command.insert(command.end(), names.begin(), names.end());
    command.emplace_back("::");
    run(command, "copying the boot files into a FAT");
}

} // namespace bindery::golden
