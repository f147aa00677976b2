// SPDX-License-Identifier: Apache-2.0
#include "staging/boot_volume.h"

#include "base/error.h"
#include "base/file.h"
#include "base/process.h"
#include "golden/fat.h"
#include "staging/ascii.h"
#include "staging/boot_files.h"

#include <algorithm>
#include <cerrno>
#include <chrono>

#include <fcntl.h>
#include <sys/stat.h>

namespace bindery::staging
{

namespace fs = std::filesystem;

namespace
{

constexpr std::chrono::seconds kDeadline(300);

} // namespace

BootVolume::BootVolume(fs::path file) : m_file(std::move(file))
{
    read();
}

void BootVolume::read()
{
    const UniqueFd fd = openFile(m_file, O_RDONLY);
    m_bytes.resize(static_cast<std::size_t>(fs::file_size(m_file)));
    if (!readFully(fd.get(), 0, m_bytes, m_file)) {
        throw Error(ErrorCode::WriteFailed, m_file.string() + " became shorter while it was read");
    }
}

BootFiles BootVolume::files() const
{
    const golden::FatVolume volume(m_bytes);
    BootFiles files;
    for (const std::string& path : volume.list()) {
        const golden::FatFile file = volume.find(path);
        files.push_back({path, file.size <= kMaxBootText ? volume.content(file) : std::string()});
    }
    return files;
}

std::string BootVolume::content(const std::string& path) const
{
    const golden::FatVolume volume(m_bytes);
    return volume.content(volume.find(path));
}

bool BootVolume::has(const std::string& path) const
{
    const std::vector<std::string> paths = golden::FatVolume(m_bytes).list();
    return std::any_of(paths.begin(), paths.end(),
                       [&](const std::string& there) { return lowerAscii(there) == lowerAscii(path); });
}

Bytes BootVolume::free() const
{
    return golden::FatVolume(m_bytes).free();
}

std::string BootVolume::source() const
{
    return "UUID=" + golden::FatVolume(m_bytes).serial();
}

void BootVolume::put(const std::string& path, ByteView content, std::int64_t time, const fs::path& folder)
{
    const golden::FatVolume volume(m_bytes);
    const std::uint64_t there = has(path) ? volume.find(path).size : 0;
    const std::uint64_t room = volume.free().count() + roundUp(there, volume.clusterSize().count());
    if (content.size() > room) {
        throw Error(ErrorCode::TooSmall, "the boot partition has " + humanSize(Bytes(room)) + " for " + path +
                                             ", which needs " + humanSize(Bytes(content.size())) +
                                             "; take an image with a larger boot partition");
    }
    const fs::path made = folder / "boot-file";
    {
        const UniqueFd fd = openFile(made, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        writeFully(fd.get(), 0, content, made);
        const timespec stamp{time, 0};
        const timespec times[2] = {stamp, stamp};
        if (::futimens(fd.get(), times) != 0) {
            throwErrno(codeOfFileErrno(errno), "setting the time of " + made.string(), errno);
        }
    }
    const ProcessResult result =
        runProgram({"env", "MTOOLS_SKIP_CHECK=1", "TZ=UTC", "SOURCE_DATE_EPOCH=" + std::to_string(time),
                    "mcopy", "-o", "-m", "-Q", "-i", m_file.string(), made.string(), "::" + path},
                   kDeadline);
    fs::remove(made);
    if (result.exitStatus != 0) {
        throw Error(ErrorCode::WriteFailed, "mcopy cannot write " + path +
                                                " into the boot partition: " + result.output.substr(0, 600));
    }
    read();
    if (asText(asBytes(this->content(path))) != asText(content)) {
        throw Error(ErrorCode::WriteFailed, path + " of the boot partition is not what was written");
    }
}

} // namespace bindery::staging
