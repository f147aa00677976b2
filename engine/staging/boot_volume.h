// SPDX-License-Identifier: Apache-2.0
// The boot partition of an image in a file: read by our own reader, written by mtools, never mounted. Hostile
// input. Units: bytes. Errors: BadImage; TooSmall when it has no room; WriteFailed when mtools refuses.
// Threads: one object belongs to one thread. Source: mcopy(1).
#pragma once

#include "base/bytes.h"
#include "staging/boot_profile.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace bindery::staging
{

class BootVolume
{
public:
    explicit BootVolume(std::filesystem::path file);

    /// All files; the content of those that may be text.
    BootFiles files() const;
    std::string content(const std::string& path) const;
    bool has(const std::string& path) const;
    Bytes free() const;
    /// As fstab names the partition: "UUID=4249-4E44".
    std::string source() const;
    /// Writes or replaces a file. `time`: of the file, seconds, UTC; `folder` is for what is made on the way.
    void put(const std::string& path, ByteView content, std::int64_t time,
             const std::filesystem::path& folder);

private:
    void read();

    std::filesystem::path m_file;
    std::vector<std::byte> m_bytes;
};

} // namespace bindery::staging
