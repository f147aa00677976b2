// SPDX-License-Identifier: Apache-2.0
// The golden store: STATE/golden/<name>@<digest12>/ with manifest.json, root.ext4 (sparse), boot.fat and
// sizes/. An image is listed only when it was staged whole: it is made in STATE/golden/.staging-* and renamed
// at the end. The root's digest is that of root_digest.h over the used runs of root.ext4; the boot
// partition's is SHA-256 of boot.fat. Errors: NotFound, Conflict (ambiguous name), Busy (the image is being
// grown), Corrupt (a digest does not hold, naming the file), TooSmall, BadImage, WriteFailed. Threads: const
// members may be used by many threads and processes at once; growing to a size happens once under a lock.
#pragma once

#include "golden/golden_root.h"
#include "golden/manifest.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace bindery::golden
{

/// A folder of the store that is no image.
struct DamagedImage {
    std::filesystem::path folder;
    std::string why;
};

class Store
{
public:
    /// `folder` is STATE/golden; made when missing. Half-staged leftovers whose lock is free are removed.
    explicit Store(std::filesystem::path folder);

    const std::filesystem::path& folder() const { return m_folder; }
    /// Sorted by name. Damaged ones are left out; damaged() has them.
    std::vector<Manifest> list() const;
    std::vector<DamagedImage> damaged() const;
    /// `name` is a name, NAME@DIGEST12, or a prefix of an id of at least 6 digits; must be unambiguous.
    Manifest find(const std::string& name) const;
    std::filesystem::path folderOf(const Manifest& manifest) const;

    /// Replaces an earlier approval.
    void approve(const Manifest& manifest, const Approval& approval);
    /// Replaces an earlier proof; an approval stays.
    void keepProof(const Manifest& manifest, const Proof& proof);
    /// Recomputes every digest. Errors: Corrupt naming the first file that differs.
    void verify(const Manifest& manifest) const;
    /// Those who have opened it may go on reading it.
    void remove(const Manifest& manifest);

    /// The root grown to at most `dataSize`, made once per size and kept in sizes/; its digest is checked.
    GoldenRoot root(const Manifest& manifest, Bytes dataSize) const;
    /// The whole boot partition; its digest is checked.
    std::vector<std::byte> boot(const Manifest& manifest) const;

private:
    void amend(const Manifest& manifest, const std::function<void(Manifest&)>& act);

    std::filesystem::path m_folder;
};

} // namespace bindery::golden
