// SPDX-License-Identifier: Apache-2.0
// A FAT boot partition made of files: collected in a folder of the staging, then put into a fresh FAT32 by
// mkfs.fat and mcopy. The files are hostile input. Errors: BadImage for what FAT cannot hold, naming the
// file; WriteFailed. Threads: one object belongs to one thread. Source: mkfs.fat(8), mcopy(1).
#pragma once

#include "base/unique_fd.h"
#include "golden/tree_source.h"

#include <filesystem>
#include <map>
#include <string>

namespace bindery::golden
{

/// Writes the files of a tree below a folder. Owners and modes do not matter to FAT.
class BootFiles : public TreeVisitor
{
public:
    /// `folder` is made.
    BootFiles(std::filesystem::path folder, Bytes maximumSize);

    void entry(const ext4::Node& node) override;
    void content(std::uint64_t offset, ByteView bytes) override;
    /// Closes the last file.
    void finish();
    std::uint64_t files() const { return m_files; }
    /// What they take in the FAT, about.
    Bytes size() const { return Bytes(m_size); }

private:
    void finishFile();

    std::filesystem::path m_folder;
    Bytes m_maximumSize;
    std::map<std::string, std::string> m_seen; ///< paths in lower case, as they were given
    std::filesystem::path m_file;              ///< that is being written
    ext4::Node m_node;
    UniqueFd m_fd;
    std::uint64_t m_files = 0;
    std::uint64_t m_size = 0;
};

/// Puts what lies in `folder` into a new FAT32 file. It has room for a second copy of everything: a system
/// that updates its kernel needs that.
void makeBootImage(const std::filesystem::path& folder, Bytes used, const std::filesystem::path& image);

} // namespace bindery::golden
