// SPDX-License-Identifier: Apache-2.0
// The two media of descriptors, made by open_medium.h.
#pragma once

#include "device/descriptor_medium_internal.h"

#include <filesystem>
#include <memory>

#include <sys/stat.h>

namespace bindery::device
{

class FileMedium : public DescriptorMedium
{
public:
    /// `fd` is a regular file of the size that `facts` says.
    FileMedium(UniqueFd fd, MediumFacts facts, Access access, ReadBack readBack);

protected:
    std::optional<std::string> whyGone() const override;
    int discardRun(Extent extent) const override;

private:
    std::filesystem::path m_absolutePath;
    struct stat m_opened {
    };
};

class BlockMedium : public DescriptorMedium
{
public:
    /// `fd` is a block device opened with O_DIRECT; size and DISKSEQ of `facts` are those of the descriptor.
    BlockMedium(UniqueFd fd, MediumFacts facts, Access access);

protected:
    std::optional<std::string> whyGone() const override;
    std::optional<std::string> whyGoneAfter(int errnoValue) const override;
    bool isWriteProtected() const override;
    int discardRun(Extent extent) const override;

private:
    std::optional<std::string> whyLoopIsGone() const;

    dev_t m_number = 0;
    bool m_wasDetaching = false;
    std::filesystem::path m_sysfs; ///< empty when the system shows none
};

/// How a file is reached. Tests force the cache where the file system could do without.
enum class FileCaching { AvoidIfPossible, Use };

std::unique_ptr<Medium> openFileForReading(const std::filesystem::path& path, FileCaching caching);
std::unique_ptr<Medium> createImageFile(const std::filesystem::path& path, Bytes size, bool overwrite,
                                        FileCaching caching);
std::unique_ptr<Medium> openBlockDeviceForReading(const std::filesystem::path& path);

} // namespace bindery::device
