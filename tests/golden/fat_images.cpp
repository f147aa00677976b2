// SPDX-License-Identifier: Apache-2.0
#include "golden/fat_images.h"

#include "base/file.h"
#include "golden/run_checked.h"

#include <fstream>

#include <fcntl.h>

namespace bindery::test
{

namespace fs = std::filesystem;

namespace
{

/// Without the flushing of replaceFile(): many small files are made here.
void put(const fs::path& path, const std::string& content)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

} // namespace

void makeFat(const fs::path& image, Bytes size, int bits, int clusterSectors)
{
    put(image, {});
    fs::resize_file(image, size.count());
    runChecked({"mkfs.fat", "-F", std::to_string(bits), "-s", std::to_string(clusterSectors), "-n", "BOOTFS",
                "--invariant", image.string()});
}

void putIntoFat(const fs::path& image, const std::string& path, const std::string& content)
{
    const fs::path file = image.string() + ".put";
    put(file, content);
    const std::size_t slash = path.find('/');
    if (slash != std::string::npos) {
        runProgram({"mmd", "-i", image.string(), "::" + path.substr(0, slash)},
                   std::chrono::seconds(60)); // may be there
    }
    runChecked({"mcopy", "-o", "-i", image.string(), file.string(), "::" + path});
    fs::remove(file);
}

std::string takeFromFat(const fs::path& image, const std::string& path)
{
    const fs::path file = image.string() + ".take";
    runChecked({"mcopy", "-n", "-i", image.string(), "::" + path, file.string()});
    std::string content = readTextFile(file, gib(1));
    fs::remove(file);
    return content;
}

void fragmentFat(const fs::path& image, const fs::path& workFolder)
{
    const fs::path folder = workFolder / "fragments";
    makeFolders(folder);
    std::vector<std::string> copy{"mcopy", "-i", image.string()};
    std::vector<std::string> remove{"mdel", "-i", image.string()};
    constexpr int kFiles = 60;
    for (int i = 0; i < kFiles; ++i) {
        const std::string name = "f" + std::to_string(1000 + i);
        put(folder / name, name);
        copy.push_back((folder / name).string());
        if (i % 2 == 0) {
            remove.push_back("::frag/" + name);
        }
    }
    copy.emplace_back("::frag");
    runChecked({"mmd", "-i", image.string(), "::frag"});
    runChecked(copy);
    const Bytes rest = parseSize(std::to_string(fs::file_size(image)));
    put(folder / "rest", {});
    fs::resize_file(folder / "rest", rest.count());
    // Too large on purpose: what fits stays, and takes the free end of the volume.
    for (std::uint64_t size = rest.count() / 2; size >= SectorCount::kSectorSize; size /= 2) {
        fs::resize_file(folder / "rest", size);
        runProgram(
            {"mcopy", "-i", image.string(), (folder / "rest").string(), "::frag/r" + std::to_string(size)},
            std::chrono::seconds(60));
    }
    runChecked(remove);
}

std::vector<std::byte> bytesOf(const fs::path& file)
{
    // By way of a text, for filling a vector of bytes with zeros first is slow without optimisation.
    const std::string text = readTextFile(file, gib(1));
    const ByteView bytes = asBytes(text);
    return {bytes.data(), bytes.data() + bytes.size()};
}

} // namespace bindery::test
