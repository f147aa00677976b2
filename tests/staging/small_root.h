// SPDX-License-Identifier: Apache-2.0
// Small ext4 roots for tests, made entry by entry.
#pragma once

#include "ext4/file_system.h"
#include "ext4/tree_writer.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace bindery::test
{

inline constexpr std::int64_t kRootTime = 1'700'000'000;

/// A file (or, with another kind, what `text` means to it) of root, mode 644.
inline ext4::Node node(const std::string& path, ext4::NodeKind kind = ext4::NodeKind::File,
                       std::uint32_t mode = 0644)
{
    ext4::Node made;
    made.path = path;
    made.kind = kind;
    made.mode = mode;
    made.seconds = kRootTime - 1000;
    return made;
}

class SmallRoot
{
public:
    explicit SmallRoot(std::filesystem::path file) : m_file(std::move(file)), m_writer(m_file, format()) {}

    SmallRoot& add(const ext4::Node& entry)
    {
        m_writer.add(entry);
        return *this;
    }
    SmallRoot& file(const std::string& path, const std::string& content, std::uint32_t mode = 0644)
    {
        ext4::Node made = node(path, ext4::NodeKind::File, mode);
        made.size = content.size();
        m_writer.add(made);
        m_writer.write(0, asBytes(content));
        return *this;
    }
    SmallRoot& link(const std::string& path, const std::string& target)
    {
        ext4::Node made = node(path, ext4::NodeKind::Symlink, 0777);
        made.target = target;
        return add(made);
    }
    SmallRoot& folder(const std::string& path) { return add(node(path, ext4::NodeKind::Folder, 0755)); }
    ext4::TreeWriter& writer() { return m_writer; }
    void close() { m_writer.close(); }

private:
    static ext4::Format format()
    {
        ext4::Format format;
        format.size = mib(24);
        format.inodes = 1024;
        format.features = {"has_journal", "ext_attr",      "dir_index",         "filetype",   "extent",
                           "64bit",       "flex_bg",       "sparse_super",      "large_file", "huge_file",
                           "extra_isize", "metadata_csum", "metadata_csum_seed"};
        format.uuid = Uuid::parse("42494e44-4552-4900-8000-000000000007");
        format.time = kRootTime;
        return format;
    }

    std::filesystem::path m_file;
    ext4::TreeWriter m_writer;
};

inline ext4::FileSystem openRoot(const std::filesystem::path& file)
{
    return ext4::FileSystem::open(std::make_shared<const ext4::FileSource>(file));
}

inline void changeRoot(const std::filesystem::path& file, const std::function<void(ext4::FileSystem&)>& act)
{
    const auto source = std::make_shared<const ext4::FileSource>(file);
    ext4::Overlay overlay(source, source->size());
    ext4::FileSystem root = ext4::FileSystem::openForChange(overlay);
    act(root);
    root.close();
    overlay.applyTo(file);
}

} // namespace bindery::test
