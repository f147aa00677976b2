// SPDX-License-Identifier: Apache-2.0
#include "daemon/demo_shelf.h"

#include "base/aligned_buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "card/find_header.h"
#include "device/open_medium.h"
#include "device/partition_table.h"
#include "ext4/tree_writer.h"
#include "golden/root_format.h"
#include "luks/header.h"

#include <algorithm>
#include <utility>

namespace bindery::daemon
{

namespace fs = std::filesystem;

namespace
{

constexpr const char* kEnding = ".card";
constexpr const char* kPassport = "bindery-passport";
constexpr std::int64_t kPhotoTime = 1'600'000'000;

/// Empty for a card that was not made to its end, or that is damaged: neither is one to keep.
std::optional<FinishedCard> finishedCardIn(const fs::path& file)
{
    try {
        if (device::readPartitionTable(file).partitions.empty()) {
            return std::nullopt;
        }
        const std::unique_ptr<device::Medium> medium = device::openForReading(file);
        const std::optional<std::uint64_t> offset = card::findHeader(*medium);
        if (!offset || *offset + luks::kHeaderSize > medium->size().count()) {
            return std::nullopt;
        }
        AlignedBuffer area(luks::kHeaderSize);
        medium->read(*offset, area.span());
        const auto passport = luks::Header::load(area.view()).tokenOfType(kPassport);
        if (!passport || !passport->content.contains("serial")) {
            return std::nullopt;
        }
        return FinishedCard{file, passport->content.at("serial").get<std::string>(), *offset};
    } catch (const Error&) {
        return std::nullopt;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

void addFile(ext4::TreeWriter& writer, const std::string& path, std::size_t size)
{
    const std::string content(size, 'p');
    ext4::Node node;
    node.path = path;
    node.mode = 0644;
    node.seconds = kPhotoTime;
    node.size = content.size();
    writer.add(node);
    writer.write(0, asBytes(content));
}

} // namespace

DemoShelf::DemoShelf(fs::path folder) : m_folder(std::move(folder))
{
    makeFolders(m_folder, 0700);
    for (const fs::directory_entry& entry : fs::directory_iterator(m_folder)) {
        if (entry.path().extension() == kEnding && !lookAt(entry.path())) {
            drop(entry.path());
        }
    }
}

fs::path DemoShelf::newFile() const
{
    return m_folder / (Uuid::random().text() + kEnding);
}

fs::path DemoShelf::makeBlank(Bytes size)
{
    fs::path file = newFile();
    device::createImageFile(file, size, false);
    return file;
}

fs::path DemoShelf::makeWithData(Bytes size)
{
    fs::path file = newFile();
    ext4::Format format;
    format.size = size;
    format.inodes = 1024;
    format.features = golden::rootFeatures({"debian", "12", "arm64"});
    format.label = "PHOTOS";
    format.uuid = Uuid::random();
    format.time = kPhotoTime;
    ext4::TreeWriter writer(file, format);
    addFile(writer, "photos/harbour.jpg", mib(2).count());
    addFile(writer, "photos/letter.txt", kib(3).count());
    writer.close();
    return file;
}

std::shared_ptr<device::Medium> DemoShelf::open(const fs::path& file)
{
    const std::lock_guard lock(m_mutex);
    std::shared_ptr<device::Medium> medium = m_open[file].lock();
    if (!medium) {
        medium = device::openImageFile(file);
        m_open[file] = medium;
    }
    return medium;
}

void DemoShelf::drop(const fs::path& file)
{
    const std::lock_guard lock(m_mutex);
    std::error_code ignored; // what is not removed now is at the next start
    fs::remove(file, ignored);
    m_open.erase(file);
    m_looked.erase(file);
}

std::optional<FinishedCard> DemoShelf::lookAt(const fs::path& file)
{
    const std::lock_guard lock(m_mutex);
    std::error_code error;
    const fs::file_time_type when = fs::last_write_time(file, error);
    if (error) {
        return std::nullopt;
    }
    const auto known = m_looked.find(file);
    if (known != m_looked.end() && known->second.when == when) {
        return known->second.card;
    }
    return m_looked.insert_or_assign(file, Looked{when, finishedCardIn(file)}).first->second.card;
}

std::vector<FinishedCard> DemoShelf::finished()
{
    std::vector<std::pair<fs::file_time_type, FinishedCard>> cards;
    for (const fs::directory_entry& entry : fs::directory_iterator(m_folder)) {
        std::error_code ignored; // a card that is thrown away right now
        const fs::file_time_type when = fs::last_write_time(entry.path(), ignored);
        if (auto card = entry.path().extension() == kEnding ? lookAt(entry.path()) : std::nullopt) {
            cards.emplace_back(when, *std::move(card));
        }
    }
    std::stable_sort(cards.begin(), cards.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<FinishedCard> newestFirst;
    newestFirst.reserve(cards.size());
    for (auto& [when, card] : cards) {
        newestFirst.push_back(std::move(card));
    }
    return newestFirst;
}

} // namespace bindery::daemon
