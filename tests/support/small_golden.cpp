// SPDX-License-Identifier: Apache-2.0
#include "support/small_golden.h"

#include "base/file.h"
#include "base/process.h"
#include "ext4/file_system.h"
#include "golden/geometry.h"

#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

namespace bindery::test
{

namespace fs = std::filesystem;

namespace
{

void run(const std::vector<std::string>& arguments)
{
    const ProcessResult result = runProgram(arguments, std::chrono::seconds(60));
    if (result.exitStatus != 0) {
        throw std::runtime_error(arguments[0] + ": " + result.output);
    }
}

void put(const fs::path& file, const std::string& text)
{
    fs::create_directories(file.parent_path());
    replaceFile(file, asBytes(text));
}

void emptyFile(const fs::path& path, Bytes size)
{
    const UniqueFd fd = openFile(path, O_RDWR | O_CREAT, 0644);
    if (::ftruncate(fd.get(), static_cast<off_t>(size.count())) != 0) {
        throw std::runtime_error("ftruncate");
    }
}

} // namespace

SmallGolden::SmallGolden(const SmallGoldenShape& shape) : m_folder(shape.below)
{
    const fs::path tree = m_folder / "tree";
    put(tree / "etc/hostname", "golden\n");
    put(tree / "etc/hosts", "127.0.0.1 localhost\n127.0.1.1 golden\n");
    put(tree / "etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    put(tree / "etc/ssh/sshd_config", "Port 22\n");
    put(tree / "etc/ssh/ssh_host_ed25519_key",
        "THE GOLDEN MACHINE'S OWN KEY " + std::string(60'000, 'k') + "\n");
    put(tree / "etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
    for (int i = 0; i < 20; ++i) {
        put(tree / ("usr/share/data-" + std::to_string(i)),
            std::string(static_cast<std::size_t>(i) * 7000, static_cast<char>('a' + i)));
    }
    for (const auto& [path, content] : shape.files) {
        put(tree / path, content);
    }
    emptyFile(rootFile(), shape.rootSize);
    std::vector<std::string> mke2fs{"mke2fs", "-q", "-F", "-t", "ext4", "-d", tree.string()};
    mke2fs.insert(mke2fs.end(), shape.mke2fsOptions.begin(), shape.mke2fsOptions.end());
    mke2fs.push_back(rootFile().string());
    run(mke2fs);

    emptyFile(bootFile(), mib(1));
    run({"mkfs.fat", bootFile().string()});
    constexpr std::uint64_t kPatchOffset = 600'000; // far from the FAT's structures
    const std::string placeholder(36, '@');
    const UniqueFd boot = openFile(bootFile(), O_RDWR);
    writeFully(boot.get(), kPatchOffset, asBytes(placeholder), bootFile());

    m_manifest.name = "small";
    m_manifest.id = std::string(64, 'a');
    m_manifest.bootSize = mib(1);
    m_manifest.rootSize = shape.rootSize;
    m_manifest.minimumMedium = golden::minimumMedium(m_manifest.bootSize, m_manifest.rootSize);
    // In two pieces, as in a file that is fragmented.
    m_manifest.patchPoints = {{"luks_uuid", "cmdline.txt", {{kPatchOffset, 20}, {kPatchOffset + 20, 16}}}};
    m_manifest.approval = golden::Approval{"supervisor", 1};
}

std::shared_ptr<const card::SharedGolden> SmallGolden::shared(const card::WindowLimits& limits,
                                                              std::optional<Bytes> dataSize) const
{
    golden::GoldenRoot root;
    root.file = std::make_shared<ext4::FileSource>(rootFile());
    if (dataSize) {
        root.grown = ext4::grow(rootFile(), root.file, *dataSize, m_folder.path());
    } else {
        root.grown = std::make_shared<ext4::Overlay>(root.file, root.file->size());
    }
    const ext4::FileSystem fileSystem = ext4::FileSystem::open(root.grown);
    root.blockSize = fileSystem.facts().blockSize;
    root.used = fileSystem.usedExtents();
    return card::SharedGolden::create(m_manifest, std::move(root),
                                      std::make_shared<ext4::FileSource>(bootFile()), limits);
}

card::CardOrder cardOrder(const std::shared_ptr<const card::SharedGolden>& golden, const std::string& serial)
{
    golden::UnitIdentity unit;
    unit.serial = serial;
    unit.hostName = "unit-1";
    unit.fileSystemUuid = Uuid::random();
    unit.unitJson = {{"serial", serial}};
    unit.utcSeconds = 1'700'000'000;
    return {golden,
            golden->writeWindow->join(),
            golden->verifyWindow->join(),
            unit,
            {{"type", "bindery-passport"}, {"keyslots", Json::array()}, {"serial", serial}},
            "attempt-of-" + serial,
            card::VerifyPolicy::Full,
            card::Fill::Discard,
            [](const card::CardIdentity&, const card::CardSecrets&) {}};
}

} // namespace bindery::test
