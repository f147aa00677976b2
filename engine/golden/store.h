// SPDX-License-Identifier: Apache-2.0
// The golden store: STATE/golden/<name>@<digest12>/ with manifest.json, root.ext4 (sparse), boot.fat and
// sizes/. An image is listed only when it was staged whole: it is made in STATE/golden/.staging-* and renamed
// at the end. Errors: NotFound, Conflict (name and digest exist; image in use), Corrupt (digest does not
// hold, naming the file), TooSmall, BadImage, WriteFailed. Threads: const members may be used by many threads
// and processes at once; growing to a size happens once under a lock.
#pragma once

#include "golden/golden_root.h"
#include "golden/manifest.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace bindery::golden
{

class Store
{
public:
    /// `folder` is STATE/golden; made when missing. Half-staged leftovers whose lock is free are removed.
    explicit Store(std::filesystem::path folder);

    std::vector<Manifest> list() const;
    /// `name` is a name, NAME@DIGEST12, or a prefix of an id of at least 6 digits; must be unambiguous.
    Manifest find(const std::string& name) const;
    std::filesystem::path folderOf(const Manifest& manifest) const;

    void approve(const Manifest& manifest, const Approval& approval);
    /// Recomputes every digest. Errors: Corrupt naming the first file that differs.
    void verify(const Manifest& manifest) const;
    void remove(const Manifest& manifest);

    /// The root grown to at most `dataSize`, made once per size and kept in sizes/.
    GoldenRoot root(const Manifest& manifest, Bytes dataSize) const;
    /// The boot partition's file, exactly bootSize bytes.
    std::filesystem::path bootFile(const Manifest& manifest) const;

private:
    std::filesystem::path m_folder;
};

} // namespace bindery::golden
