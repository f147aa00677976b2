// SPDX-License-Identifier: Apache-2.0
// A golden image small enough for tests that look at every byte: a few MiB of ext4 made by mke2fs and a FAT
// made by mkfs.fat, handed out as a card's shared golden without a store.
#pragma once

#include "base/bytes.h"
#include "card/make_card.h"
#include "support/temp_folder.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace bindery::test
{

struct SmallGoldenShape {
    Bytes rootSize = mib(8);
    std::vector<std::string> mke2fsOptions = {"-b", "4096"};
    /// More files of the root: path, content.
    std::map<std::string, std::string> files = {};
    /// Where the files lie; on the real disk for roots that are large.
    std::filesystem::path below = std::filesystem::temp_directory_path();
};

class SmallGolden
{
public:
    explicit SmallGolden(const SmallGoldenShape& shape = {});

    const std::filesystem::path& folder() const { return m_folder.path(); }
    std::filesystem::path rootFile() const { return m_folder / "root.ext4"; }
    std::filesystem::path bootFile() const { return m_folder / "boot.fat"; }
    const golden::Manifest& manifest() const { return m_manifest; }
    /// Grown to `dataSize`; by default the root as it is.
    std::shared_ptr<const card::SharedGolden> shared(const card::WindowLimits& limits = {},
                                                     std::optional<Bytes> dataSize = {}) const;

private:
    TempFolder m_folder;
    golden::Manifest m_manifest;
};

/// An order for one card of `golden`, with a serial of its own.
card::CardOrder cardOrder(const std::shared_ptr<const card::SharedGolden>& golden,
                          const std::string& serial = "UNIT-1");

} // namespace bindery::test
