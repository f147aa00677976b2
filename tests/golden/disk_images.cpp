// SPDX-License-Identifier: Apache-2.0
#include "golden/disk_images.h"

#include "base/error.h"
#include "base/file.h"
#include "base/process.h"
#include "golden/fat_images.h"
#include "golden/run_checked.h"

#include <fstream>

#include <fcntl.h>

namespace bindery::test
{

namespace fs = std::filesystem;

namespace
{

void put(const fs::path& path, const std::string& content)
{
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

/// The first 64 bytes of an ELF program for arm64.
std::string arm64Program()
{
    std::string header(64, '\0');
    header.replace(0, 7,
                   "\x7f"
                   "ELF\x02\x01\x01");
    header[16] = 3;
    header[18] = static_cast<char>(183);
    return header;
}

} // namespace

void makeRootTree(const fs::path& folder)
{
    put(folder / "etc/hostname", "golden\n");
    put(folder / "etc/hosts", "127.0.0.1\tlocalhost\n127.0.1.1\tgolden\n::1\tlocalhost\n");
    put(folder / "etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    put(folder / "etc/ssh/sshd_config", "Port 22\n");
    put(folder / "etc/ssh/ssh_host_rsa_key", "golden private rsa key\n");
    put(folder / "etc/ssh/ssh_host_rsa_key.pub", "golden public rsa key\n");
    put(folder / "etc/ssh/ssh_host_ed25519_key", "golden private ed25519 key\n");
    put(folder / "usr/lib/os-release", "NAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\nID=debian\n");
    fs::create_symlink("../usr/lib/os-release", folder / "etc/os-release");
    put(folder / "usr/bin/env", arm64Program());
    fs::create_symlink("usr/bin", folder / "bin");
    put(folder / "var/lib/dbus/machine-id", "0123456789abcdef0123456789abcdef\n");
    put(folder / "var/lib/systemd/random-seed", std::string(512, 's'));
    for (int i = 0; i < 40; ++i) {
        put(folder / "usr/share" / ("file" + std::to_string(i)),
            std::string(static_cast<std::size_t>(i) * 1000, static_cast<char>('a' + i % 26)));
    }
    std::string noise(300'000, '\0');
    std::uint32_t state = 12345;
    for (char& c : noise) {
        state = state * 1664525U + 1013904223U;
        c = static_cast<char>(state >> 24U);
    }
    put(folder / "usr/share/noise", noise);
}

void makeExt4(const fs::path& file, Bytes size, const fs::path& tree, const std::vector<std::string>& options)
{
    put(file, "");
    fs::resize_file(file, size.count());
    std::vector<std::string> command{"env",
                                     "E2FSPROGS_FAKE_TIME=1600000000",
                                     "mke2fs",
                                     "-q",
                                     "-F",
                                     "-t",
                                     "ext4",
                                     "-d",
                                     tree.string(),
                                     "-E",
                                     "root_owner=0:0"};
    command.insert(command.end(), options.begin(), options.end());
    command.push_back(file.string());
    runChecked(command);
}

void makeBoot(const fs::path& file)
{
    makeFat(file, mib(8), 16, 1);
    putIntoFat(file, "cmdline.txt",
               "console=ttyS0 cryptopts=source=UUID=" + kUuidPlaceholder + ",target=cryptrfs quiet\n");
    putIntoFat(file, "vmlinuz", std::string(100'000, 'k'));
}

void makeDisk(const fs::path& file, const std::vector<DiskPart>& parts, const std::string& label)
{
    constexpr std::uint64_t kStart = mib(1).count();
    std::string script = "label: " + label + "\n";
    std::uint64_t offset = kStart;
    std::vector<std::uint64_t> offsets;
    for (const DiskPart& part : parts) {
        const std::uint64_t size = part.size.count() != 0 ? part.size.count() : fs::file_size(part.content);
        script += "start=" + std::to_string(offset / 512) + ", size=" + std::to_string(size / 512) +
                  ", type=" + part.type + "\n";
        offsets.push_back(offset);
        offset = roundUp(offset + size, mib(1).count());
    }
    put(file, "");
    fs::resize_file(file, offset + mib(1).count());
    put(file.string() + ".sfdisk", script);
    runChecked(
        {"sh", "-c", "sfdisk -q --no-reread --no-tell-kernel \"$1\" < \"$1.sfdisk\"", "sh", file.string()});
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i].content.empty()) {
            runChecked({"dd", "if=" + parts[i].content.string(), "of=" + file.string(), "bs=64K",
                        "oflag=seek_bytes", "seek=" + std::to_string(offsets[i]), "conv=notrunc,sparse",
                        "status=none"});
        }
    }
}

void makeSystemImage(const fs::path& file, const fs::path& workFolder, Bytes rootSize,
                     const std::vector<std::string>& mke2fsOptions)
{
    const fs::path folder = workFolder / (file.filename().string() + ".parts");
    makeRootTree(folder / "tree");
    makeExt4(folder / "root", rootSize, folder / "tree", mke2fsOptions);
    makeBoot(folder / "boot");
    makeDisk(file, {{"c", folder / "boot", {}}, {"83", folder / "root", {}}});
}

std::string readFromExt4(const fs::path& file, const std::string& path)
{
    const fs::path out = file.string() + ".out";
    runChecked({"debugfs", "-R", "dump " + path + " " + out.string(), file.string()});
    std::string content = readTextFile(out);
    fs::remove(out);
    return content;
}

} // namespace bindery::test
