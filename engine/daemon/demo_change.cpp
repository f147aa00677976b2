// SPDX-License-Identifier: Apache-2.0
// Source: kernel Documentation/driver-api/early-userspace/buffer-format.rst (cpio, newc).
#include "daemon/demo_change.h"

#include "base/error.h"
#include "base/sha256.h"
#include "ext4/file_system.h"
#include "golden/system_facts.h"
#include "line/station.h"
#include "staging/boot_volume.h"
#include "staging/initramfs.h"
#include "staging/tables_of_root.h"

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

namespace bindery::daemon
{

namespace
{

constexpr const char* kInitramfs = "initramfs-demo";
/// What the initramfs hook of a real image puts there too.
constexpr std::array<std::string_view, 3> kHeld{"/etc/bindery/unit.conf", "/etc/bindery/site.pins",
                                                staging::kUnlockScript};

/// An archive of plain files.
class Archive
{
public:
    void add(std::string_view name, std::uint32_t mode, std::string_view content)
    {
        constexpr std::size_t kHeaderText = 110;
        constexpr int kLinks = 1;
        std::array<char, kHeaderText + 1> header{};
        static_cast<void>(
            std::snprintf(header.data(), header.size(),
                          "070701%08x%08" PRIx32 "%08x%08x%08x%08x%08zx%08x%08x%08x%08x%08zx%08x", m_inode++,
                          mode, 0, 0, kLinks, 0, content.size(), 0, 0, 0, 0, name.size() + 1, 0));
        m_bytes += header.data();
        m_bytes += name;
        m_bytes += '\0';
        pad();
        m_bytes += content;
        pad();
    }
    std::string close()
    {
        add("TRAILER!!!", 0, {});
        return std::move(m_bytes);
    }

private:
    void pad() { m_bytes.resize(roundUp(m_bytes.size(), 4)); }

    std::string m_bytes;
    unsigned m_inode = 1;
};

bool isHeld(const std::string& path)
{
    return std::find(kHeld.begin(), kHeld.end(), path) != kHeld.end();
}

std::string initramfsOf(const staging::UnitContent& content)
{
    constexpr std::uint32_t kFolder = 0040755;
    constexpr std::uint32_t kFile = 0100644;
    constexpr std::uint32_t kProgram = 0100755;
    Archive archive;
    std::set<std::string> folders; // the kernel makes none by itself
    for (const staging::UnitFile& file : staging::unitFilesOf(content)) {
        if (!isHeld(file.path)) {
            continue;
        }
        for (std::size_t at = file.path.find('/', 1); at != std::string::npos;
             at = file.path.find('/', at + 1)) {
            const std::string folder = file.path.substr(1, at - 1);
            if (folders.insert(folder).second) {
                archive.add(folder, kFolder, {});
            }
        }
        archive.add(std::string_view(file.path).substr(1), file.executable ? kProgram : kFile, file.content);
    }
    return archive.close();
}

/// What is found in it when it is read as any other.
std::vector<std::string> lookInto(const std::string& initramfs)
{
    const staging::Initramfs read(asBytes(initramfs));
    std::vector<std::string> holds;
    for (const std::string_view path : kHeld) {
        if (read.find(path.substr(1)) == nullptr) {
            throw Error(ErrorCode::Internal, "the demo's initramfs lacks " + std::string(path));
        }
        holds.emplace_back(path);
    }
    return holds;
}

void writeUnitInto(const golden::SystemPlace& place, const staging::UnitContent& content,
                   const staging::BootProfile& profile, const std::string& bootSource, std::int64_t time)
{
    const auto source = std::make_shared<const ext4::FileSource>(place.root);
    ext4::Overlay overlay(source, source->size());
    ext4::FileSystem root = ext4::FileSystem::openForChange(overlay);
    staging::writeUnit(root, content, profile, bootSource, time);
    root.close();
    overlay.applyTo(place.root);
}

} // namespace

DemoChange::DemoChange(const golden::Recipe& recipe, std::string pins)
{
    if (!recipe.demo || !recipe.unit || recipe.unit->module != "simulated") {
        throw Error(ErrorCode::InvalidArgument,
                    "the recipe " + recipe.name +
                        " is for real units, whose initramfs its own tools make; stage it with \"bindery "
                        "golden stage\"");
    }
    m_content.recipe = *recipe.unit;
    m_content.demo = true;
    m_content.pins = std::move(pins);
    m_content.agent.digest = Sha256::hexOf(asBytes("the agent inside " + line::toolVersion()));
}

golden::Binds DemoChange::binds() const
{
    return {m_content.recipe.module, m_content.agent.digest, Sha256::hexOf(asBytes(m_content.pins)),
            staging::digestOfFiles(m_content)};
}

std::vector<golden::CheckedInitramfs> DemoChange::apply(const golden::SystemPlace& place)
{
    staging::BootVolume boot(place.boot);
    const ext4::FileSystem root =
        ext4::FileSystem::open(std::make_shared<const ext4::FileSource>(place.root));
    const golden::SystemFacts system = golden::systemFactsOf(root);
    const staging::BootProfile& profile =
        staging::bootProfileOf(system.id, system.version, m_content.recipe.architecture, boot.files());
    const std::int64_t time = std::max<std::int64_t>(root.facts().writeTime, 1);
    place.say("putting the unit files into the root", 0, 0);
    writeUnitInto(place, m_content, profile, boot.source(), time);
    const std::string initramfs = initramfsOf(m_content);
    boot.put(kInitramfs, asBytes(initramfs), time, place.folder);
    return {{kInitramfs, "demo", Sha256::hexOf(asBytes(initramfs)), lookInto(initramfs)}};
}

} // namespace bindery::daemon
