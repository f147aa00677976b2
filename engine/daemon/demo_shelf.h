// SPDX-License-Identifier: Apache-2.0
// Every card of the demo, in a reader, in a Pi or on the shelf: image files in one folder, sparse. A card
// that was made to its end is kept, also for the next start of the demo; any other is thrown away when nobody
// needs it. Errors: those of open_medium.h and base/file.h; WriteFailed for a full disk. Threads: any.
#pragma once

#include "base/uuid.h"
#include "device/medium.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace bindery::daemon
{

/// A card that a station made: its table, which is written last, and its passport are there.
struct FinishedCard {
    std::filesystem::path file;
    std::string serial;
    std::uint64_t headerOffset = 0; ///< of the LUKS2 header, in bytes
};

class DemoShelf
{
public:
    /// Makes the folder (mode 0700) when it is missing; throws away what an earlier start left unfinished.
    explicit DemoShelf(std::filesystem::path folder);

    std::filesystem::path makeBlank(Bytes size);
    /// A card with somebody's photos on it.
    std::filesystem::path makeWithData(Bytes size);
    /// The same medium for all who have it open at one time.
    std::shared_ptr<device::Medium> open(const std::filesystem::path& file);
    /// Those who have it open go on using it.
    void drop(const std::filesystem::path& file);

    std::optional<FinishedCard> lookAt(const std::filesystem::path& file);
    /// Newest first.
    std::vector<FinishedCard> finished();

private:
    struct Looked {
        std::filesystem::file_time_type when;
        std::optional<FinishedCard> card;
    };

    std::filesystem::path newFile() const;

    const std::filesystem::path m_folder;
    std::mutex m_mutex;
    std::map<std::filesystem::path, std::weak_ptr<device::Medium>> m_open;
    std::map<std::filesystem::path, Looked> m_looked; ///< a header takes long to read
};

} // namespace bindery::daemon
