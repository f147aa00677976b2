// SPDX-License-Identifier: Apache-2.0
#include "staging/unit_change.h"

#include "base/error.h"
#include "base/file.h"
#include "base/sha256.h"
#include "golden/system_facts.h"
#include "staging/agent_bundle.h"
#include "staging/boot_files.h"
#include "staging/boot_volume.h"
#include "staging/changed_files.h"
#include "staging/first_boot.h"
#include "staging/initramfs_check.h"
#include "staging/initramfs_places.h"
#include "staging/sandbox.h"
#include "staging/unpacked_root.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace bindery::staging
{

namespace fs = std::filesystem;

namespace
{

constexpr Bytes kMaxInitramfs = mib(512);
constexpr const char* kUpdate = "/usr/sbin/update-initramfs";

std::uint64_t sizeOfAgent(const UnitContent& content)
{
    std::uint64_t size = 0;
    for (const BundleFile& file : content.agent.files) {
        size += roundUp(file.content.size(), 4096);
    }
    return size;
}

/// One act of changing one system.
class Changing
{
public:
    Changing(const UnitContent& content, const golden::SystemPlace& place)
        : m_content(content), m_place(place), m_boot(place.boot)
    {
    }

    std::vector<golden::CheckedInitramfs> run()
    {
        prepareRoot();
        editBoot();
        SandboxTree tree(m_place.folder / "sandbox");
        rebuild(tree);
        putBackChanges(tree);
        return bringToBoot();
    }

private:
    void say(const std::string& step) const { m_place.say(step, 0, 0); }

    ext4::FileSystem openRoot() const
    {
        return ext4::FileSystem::open(std::make_shared<const ext4::FileSource>(m_place.root));
    }

    template <typename Act>
    void changeRoot(Act&& act) const
    {
        const auto source = std::make_shared<const ext4::FileSource>(m_place.root);
        ext4::Overlay overlay(source, source->size());
        ext4::FileSystem root = ext4::FileSystem::openForChange(overlay);
        act(root);
        root.close();
        overlay.applyTo(m_place.root);
    }

    void prepareRoot()
    {
        say("checking the root before it is changed");
        ext4::checkFileSystem(m_place.root, true);
        readFacts();
        makeRoom();
        say("putting the unit files into the root");
        changeRoot([&](ext4::FileSystem& root) {
            quietFirstBoot(root, *m_profile, m_time);
            writeUnit(root, m_content, *m_profile, m_boot.source(), m_time);
        });
    }

    void readFacts()
    {
        const ext4::FileSystem root = openRoot();
        const golden::SystemFacts system = golden::systemFactsOf(root);
        if (system.architecture != m_content.recipe.architecture) {
            throw Error(ErrorCode::BadImage,
                        "the root is for " +
                            (system.architecture.empty() ? "an unknown processor" : system.architecture) +
                            ", the recipe's [unit] for " + m_content.recipe.architecture +
                            "; take another recipe");
        }
        m_profile = &bootProfileOf(system.id, system.version, system.architecture, m_boot.files());
        if (m_profile->initramfsTool != InitramfsTool::InitramfsTools || !root.exists(kUpdate)) {
            throw Error(ErrorCode::BadImage,
                        m_profile->name + ": its initramfs is not made by initramfs-tools, which is all "
                                          "that units know");
        }
        if (!root.exists("/usr/share/initramfs-tools/hooks/cryptroot")) {
            throw Error(ErrorCode::BadImage,
                        std::string("the root has no cryptsetup for its initramfs; install the package ") +
                            (m_profile->hasCryptsetupInitramfs ? "cryptsetup-initramfs" : "cryptsetup") +
                            " in the image");
        }
        m_time = std::max<std::int64_t>(root.facts().writeTime, 1);
        m_kernels = kernelsOf(root);
        m_freeInRoot = root.facts().free();
        m_rootSize = root.facts().size();
    }

    /// For the agent, and twice each initramfs (the tools write a new one beside the old one).
    void makeRoom() const
    {
        constexpr Bytes kForEach = mib(192);
        const std::uint64_t need =
            sizeOfAgent(m_content) + kForEach.count() * m_kernels.size() + mib(32).count();
        if (m_freeInRoot.count() < need) {
            say("making room in the root");
            ext4::enlarge(m_place.root, Bytes(roundUp(m_rootSize.count() + need, mib(1).count())));
        }
    }

    void editBoot()
    {
        say("editing the boot files");
        const BootEdits edits = editBootFiles(m_boot.files(), *m_profile);
        for (const BootFile& file : edits.changed) {
            m_boot.put(file.path, asBytes(file.content), m_time, m_place.folder);
        }
        m_places = initramfsPlaces(edits.initramfs, m_boot, openRoot(), m_kernels);
    }

    void rebuild(const SandboxTree& tree) const
    {
        say("unpacking the root for its own tools");
        unpackRoot(
            openRoot(), tree.lower(),
            [&](std::uint64_t done) { m_place.say("unpacking the root for its own tools", done, 0); },
            m_place.stop);
        const std::vector<std::string> environment{
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LC_ALL=C",
            "DEBIAN_FRONTEND=noninteractive", "SOURCE_DATE_EPOCH=" + std::to_string(m_time)};
        for (const std::string& kernel : m_kernels) {
            say("rebuilding the initramfs of " + kernel);
            const ProcessResult result =
                runInSandbox(tree, {kUpdate, "-c", "-k", kernel}, environment, {}, m_place.stop);
            if (result.exitStatus != 0) {
                throw Error(ErrorCode::BadImage,
                            "update-initramfs of the image cannot make the initramfs of " + kernel +
                                " (exit status " + std::to_string(result.exitStatus) +
                                "): " + lastLines(result.output));
            }
        }
    }

    /// What went wrong stands at the end.
    static std::string lastLines(const std::string& output)
    {
        constexpr std::size_t kMost = 1200;
        std::string text = output.size() > kMost ? "..." + output.substr(output.size() - kMost) : output;
        std::replace_if(
            text.begin(), text.end(),
            [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
        return text;
    }

    void putBackChanges(const SandboxTree& tree) const
    {
        say("putting back what the image's tools changed");
        changeRoot([&](ext4::FileSystem& root) { putBack(tree.upper(), root, m_time, m_place.stop); });
        std::error_code ignored;
        fs::remove_all(tree.folder(), ignored);
    }

    std::vector<golden::CheckedInitramfs> bringToBoot()
    {
        const ext4::FileSystem root = openRoot();
        std::vector<golden::CheckedInitramfs> checked;
        std::uint64_t all = 0;
        // Those that the boot partition does not start are looked into as well: a unit may start them one
        // day.
        for (const std::string& kernel : m_kernels) {
            const std::string path = "/boot/initrd.img-" + kernel;
            say("looking into " + path);
            if (root.entryAt(path) != ext4::Entry::File) {
                throw Error(ErrorCode::BadImage, "update-initramfs of the image made no " + path);
            }
            const std::string content = root.readFile(path, kMaxInitramfs);
            const std::vector<std::string> holds = withContext(
                path, [&] { return checkInitramfs(Initramfs(asBytes(content)), m_content, path, kernel); });
            for (const InitramfsPlace& place : m_places) {
                if (place.kernel == kernel) {
                    m_boot.put(place.file, asBytes(content), m_time, m_place.folder);
                    checked.push_back({place.file, kernel, Sha256::hexOf(asBytes(content)), holds});
                    all += content.size();
                }
            }
        }
        if (m_boot.free().count() < all) {
            throw Error(ErrorCode::TooSmall,
                        "the boot partition has " + humanSize(m_boot.free()) +
                            " left, but a kernel's update on the unit needs room for a second copy of each "
                            "initramfs, " +
                            humanSize(Bytes(all)) + "; take an image with a larger boot partition");
        }
        return checked;
    }

    const UnitContent& m_content;
    const golden::SystemPlace& m_place;
    BootVolume m_boot;
    const BootProfile* m_profile = nullptr;
    std::int64_t m_time = 1;
    std::vector<std::string> m_kernels;
    std::vector<InitramfsPlace> m_places;
    Bytes m_freeInRoot;
    Bytes m_rootSize;
};

} // namespace

UnitChange::UnitChange(UnitContent content) : m_content(std::move(content)) {}

golden::Binds UnitChange::binds() const
{
    return {m_content.recipe.module, m_content.agent.digest, Sha256::hexOf(asBytes(m_content.pins)),
            digestOfFiles(m_content)};
}

std::vector<golden::CheckedInitramfs> UnitChange::apply(const golden::SystemPlace& place)
{
    return Changing(m_content, place).run();
}

std::unique_ptr<UnitChange> unitChangeOf(const golden::Recipe& recipe, std::string pins)
{
    UnitContent content;
    content.recipe = recipe.unit.value();
    content.demo = recipe.demo;
    content.pins = std::move(pins);
    content.agent = readBundle(findBundle(bundlePlaces(), content.recipe.architecture));
    return std::make_unique<UnitChange>(std::move(content));
}

} // namespace bindery::staging
