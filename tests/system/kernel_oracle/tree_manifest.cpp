// SPDX-License-Identifier: Apache-2.0
// tree_manifest FOLDER [LARGEST]: lists a mounted file system, one line per entry, for a comparison
// elsewhere. It runs in the guest of the kernel oracle and shares no code with the engine;
// judges/tree_manifest.py is its independent twin. A line has ten fields, separated by tabs: path, type,
// mode, uid, gid, links, size, mtime, content, xattrs. Bytes outside printable ASCII, and '%', are written as
// %XX. Content: SHA-256 of a file, target of a link, major:minor of a node. Entries on other file systems are
// listed, not entered.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace
{

[[noreturn]] void fail(const std::string& act, const std::string& path)
{
    std::cerr << "tree_manifest: " << act << ' ' << path << ": " << std::strerror(errno) << '\n';
    std::exit(1);
}

std::string hex(const unsigned char* bytes, std::size_t count)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += kDigits[bytes[i] >> 4U];
        text += kDigits[bytes[i] & 15U];
    }
    return text;
}

std::string escaped(const std::string& bytes)
{
    std::string text;
    for (const char letter : bytes) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte <= 0x20 || byte >= 0x7f || letter == '%') {
            text += '%' + hex(&byte, 1);
        } else {
            text += letter;
        }
    }
    return text;
}

std::string digestOf(const std::string& path)
{
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        fail("opening", path);
    }
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    static std::array<char, std::size_t{1} << 20U> buffer;
    for (;;) {
        const ssize_t got = read(fd, buffer.data(), buffer.size());
        if (got < 0) {
            fail("reading", path);
        }
        if (got == 0) {
            break;
        }
        EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(got));
    }
    close(fd);
    std::array<unsigned char, 32> digest{};
    EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
    return hex(digest.data(), digest.size());
}

/// Kept between calls: filling it anew for each of many thousand files takes seconds on an emulated
/// processor.
using Attribute = std::array<char, 65536>;

std::string attributesOf(const std::string& path)
{
    static Attribute names;
    static Attribute value;
    const ssize_t length = llistxattr(path.c_str(), names.data(), names.size());
    if (length < 0) {
        if (errno == ENOTSUP) {
            return "";
        }
        fail("listing attributes of", path);
    }
    std::vector<std::string> found;
    for (std::size_t at = 0; at < static_cast<std::size_t>(length);) {
        const std::string name(names.data() + at);
        at += name.size() + 1;
        const ssize_t size = lgetxattr(path.c_str(), name.c_str(), value.data(), value.size());
        if (size < 0) {
            fail("reading attribute " + name + " of", path);
        }
        found.push_back(
            escaped(name) + '=' +
            hex(reinterpret_cast<const unsigned char*>(value.data()), static_cast<std::size_t>(size)));
    }
    std::sort(found.begin(), found.end());
    std::string text;
    for (const std::string& one : found) {
        text += (text.empty() ? "" : ",") + one;
    }
    return text;
}

std::string targetOf(const std::string& path)
{
    std::array<char, 4097> target{};
    const ssize_t length = readlink(path.c_str(), target.data(), target.size());
    if (length < 0) {
        fail("reading link", path);
    }
    return escaped(std::string(target.data(), static_cast<std::size_t>(length)));
}

char typeOf(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFREG:
        return 'f';
    case S_IFDIR:
        return 'd';
    case S_IFLNK:
        return 'l';
    case S_IFCHR:
        return 'c';
    case S_IFBLK:
        return 'b';
    case S_IFIFO:
        return 'p';
    case S_IFSOCK:
        return 's';
    default:
        return '?';
    }
}

void list(const std::string& root, const std::string& relative, dev_t device, long long largest)
{
    const std::string path = root + relative;
    struct stat status {
    };
    if (lstat(path.c_str(), &status) != 0) {
        fail("looking at", path);
    }
    const char type = typeOf(status.st_mode);
    std::string content = "-";
    if (type == 'f' && status.st_size <= largest) {
        content = digestOf(path);
    } else if (type == 'l') {
        content = targetOf(path);
    } else if (type == 'c' || type == 'b') {
        content = std::to_string(major(status.st_rdev)) + ':' + std::to_string(minor(status.st_rdev));
    }
    std::array<char, 256> middle{};
    std::snprintf(middle.data(), middle.size(), "\t%c\t%04o\t%u\t%u\t%lu\t%lld\t%lld.%09ld\t", type,
                  static_cast<unsigned>(status.st_mode & 07777), status.st_uid, status.st_gid,
                  static_cast<unsigned long>(status.st_nlink), static_cast<long long>(status.st_size),
                  static_cast<long long>(status.st_mtim.tv_sec), status.st_mtim.tv_nsec);
    std::cout << escaped(relative.empty() ? "/" : relative) << middle.data() << content << '\t'
              << attributesOf(path) << '\n';
    if (type != 'd' || status.st_dev != device) {
        return;
    }
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir(path.c_str()), &closedir);
    if (!folder) {
        fail("opening folder", path);
    }
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = readdir(folder.get())) {
        const std::string name = entry->d_name;
        if (name != "." && name != "..") {
            names.push_back(name);
        }
        errno = 0;
    }
    if (errno != 0) {
        fail("reading folder", path);
    }
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
        list(root, relative + '/' + name, device, largest);
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2 && argc != 3) {
        std::cerr << "usage: tree_manifest FOLDER [LARGEST]\n";
        return 2;
    }
    std::ios::sync_with_stdio(false);
    struct stat status {
    };
    if (lstat(argv[1], &status) != 0) {
        fail("looking at", argv[1]);
    }
    const long long largest = argc == 3 ? std::stoll(argv[2]) : std::numeric_limits<long long>::max();
    list(argv[1], "", status.st_dev, largest);
    std::cout.flush();
    return std::cout.good() ? 0 : 1;
}
