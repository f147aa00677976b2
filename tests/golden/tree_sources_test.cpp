// SPDX-License-Identifier: Apache-2.0
// One tree as tar archive, folder, disk image and card: the kernel mounts what was staged of each, and find,
// getfattr and sha256sum list it. Needs root.
#include "base/file.h"
#include "device/partition_table.h"
#include "ext4/file_system.h"
#include "golden/disk_images.h"
#include "golden/fat_images.h"
#include "golden/run_checked.h"
#include "golden/stage.h"
#include "support/expect_error.h"
#include "support/loop_device.h"
#include "support/own_mounts.h"
#include "support/temp_folder.h"

#include <cerrno>
#include <chrono>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace bindery;
using namespace bindery::golden;
namespace fs = std::filesystem;

namespace
{

/// Everything that a root may hold, and the usual system around it.
constexpr const char* kMakeTree = R"sh(set -e
cd "$1"
mkdir -p data/deep/er data/empty data/setgid boot/firmware etc
printf 'root:x:0:0::/root:/bin/sh\nalice:x:1234:1234::/:/bin/sh\n' > etc/passwd
printf 'root:x:0:\nadm:x:4:\n' > etc/group
echo one > data/file; chown 1234:5678 data/file; chmod 4751 data/file
echo two > data/deep/er/file; chmod 0400 data/deep/er/file
chmod 2775 data/setgid; chown 0:4 data/setgid
chmod 1777 data/empty
ln data/file data/hard; ln data/file data/deep/hard
ln -s ../file data/deep/short
ln -s "$(printf 'x%.0s' $(seq 200))" data/long-link
mknod data/char c 4 64; mknod data/block b 259 70000; mkfifo -m 600 data/fifo
chown 3000000000:3000000001 data/fifo
truncate -s 5M data/sparse; printf middle | dd of=data/sparse bs=1 seek=3000000 conv=notrunc status=none
head -c 3000000 /dev/zero > data/zeros
: > data/nothing
echo umlaut > "data/ünï côdé"
setfattr -n user.note -v 'hello' data/file
setfattr -n user.big -v "$(printf 'y%.0s' $(seq 900))" data/deep/er/file
setfattr -n security.capability -v 0x0100000200040000000000000000000000000000 data/deep/er/file
setfattr -n trusted.mark -v 0x00ff data/deep
setfacl -m u:1234:rw-,g:4:r-- data/file
setfacl -d -m u:1234:rwx,g:adm:r-x data/deep
find . -exec touch -h -d '2021-03-04 05:06:07 UTC' {} +
touch -h -d '1965-01-01 UTC' data/nothing
touch -h -d '2040-01-01 UTC' data/zeros
)sh";

constexpr const char* kListTree = R"sh(set -e
cd "$1"
stat -c '%a %u:%g' .
find . -mindepth 1 -path ./lost+found -prune -o \( -type d -printf '%p %y %m %U:%G %Ts\n' -o -printf '%p %y %m %U:%G %Ts %n %s %l\n' \) | sort
find . -type b -o -type c | sort | xargs stat -c '%n %t:%T'
find . -type f -print0 | sort -z | xargs -0 sha256sum
find . -path ./lost+found -prune -o -print0 | sort -z | xargs -0 getfattr -h -d -m - -e hex 2>/dev/null
stat -c '%b' data/sparse | awk '{ print ($1 < 2000 ? "sparse" : "not sparse") }'
stat -c '%b' data/zeros | awk '{ print ($1 < 2000 ? "zeros sparse" : "zeros written") }'
)sh";

/// The first line in which two lists differ; empty when they are equal.
std::string difference(const std::string& found, const std::string& expected)
{
    std::istringstream left(found);
    std::istringstream right(expected);
    std::string a;
    std::string b;
    const auto instead = [&] { return a + " instead of " + b; };
    for (;;) {
        const bool more = static_cast<bool>(std::getline(left, a));
        if (more != static_cast<bool>(std::getline(right, b))) {
            return more ? "only found: " + a : "missing: " + b;
        }
        if (!more || a != b) {
            return more ? instead() : "";
        }
    }
}

class Mount
{
public:
    Mount(const fs::path& file, const fs::path& folder) : m_loop(file, {true, false, 512}), m_folder(folder)
    {
        fs::create_directories(folder);
        if (::mount(m_loop.path().c_str(), folder.c_str(), "ext4", MS_RDONLY, "noload") != 0) {
            throwErrno(ErrorCode::Internal, "mounting " + file.string(), errno);
        }
    }
    Mount(const Mount&) = delete;
    Mount& operator=(const Mount&) = delete;
    ~Mount() { ::umount2(m_folder.c_str(), 0); }

private:
    test::LoopDevice m_loop;
    fs::path m_folder;
};

class TreeSources : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        // On a real disk: tmpfs has no user attributes.
        m_shared = std::make_unique<test::TempFolder>("/var/tmp");
        test::makeRootTree(tree());
        test::runChecked({"sh", "-c", kMakeTree, "sh", tree().string()});
        test::makeBoot(boot());
    }
    static void TearDownTestSuite() { m_shared.reset(); }

    static fs::path tree() { return *m_shared / "tree"; }
    static fs::path boot() { return *m_shared / "boot.fat"; }
    const test::TempFolder& folder() const { return m_folder; }
    Store& store() { return m_store; }

    Manifest stageIt(const fs::path& source, const fs::path& givenBoot = {})
    {
        StageRequest request{source, parseRecipe("name = \"generic\"", "recipe"), {}};
        request.boot = givenBoot;
        return stage(m_store, request, SimulatedClock());
    }
    static std::string listOf(const fs::path& folder)
    {
        return test::runChecked({"sh", "-c", kListTree, "sh", folder.string()});
    }
    std::string listOf(const Manifest& manifest)
    {
        const fs::path root = m_store.folderOf(manifest) / "root.ext4";
        test::runChecked({"e2fsck", "-fn", root.string()});
        const Mount mount(root, m_folder / "mounted");
        return listOf(m_folder / "mounted");
    }
    /// The tree in an ext4 that the kernel wrote: mke2fs -d keeps no times after 2038.
    fs::path kernelMade(const std::string& name)
    {
        const fs::path file = m_folder / name;
        fs::create_directories(m_folder / "empty");
        test::makeExt4(file, mib(96), m_folder / "empty", {});
        const test::LoopDevice loop(file, {false, false, 512});
        const fs::path place = m_folder / "written";
        fs::create_directories(place);
        test::withOwnMounts([&] {
            if (::mount(loop.path().c_str(), place.c_str(), "ext4", 0, nullptr) != 0) {
                throwErrno(ErrorCode::Internal, "mounting " + file.string(), errno);
            }
            const ProcessResult copied =
                runProgram({"cp", "-a", tree().string() + "/.", place.string()}, std::chrono::seconds(120));
            EXPECT_EQ(::umount2(place.c_str(), 0), 0) << place;
            EXPECT_EQ(copied.exitStatus, 0) << copied.output;
        });
        return file;
    }
    fs::path tar(const std::string& name, const std::vector<std::string>& options)
    {
        const fs::path archive = m_folder / name;
        std::vector<std::string> command{"tar", "-C", tree().string(), "-cf", archive.string()};
        command.insert(command.end(), options.begin(), options.end());
        command.insert(command.end(), {"--xattrs", "--xattrs-include=*", "--acls", "--sparse", "."});
        test::runChecked(command);
        return archive;
    }
    void expectNothingLeft()
    {
        for (const auto& entry : fs::directory_iterator(m_store.folder())) {
            EXPECT_EQ(entry.path().filename().string(), ".lock");
        }
    }
    /// A tar archive that a Python script makes: `t` is the open archive, add(name, **fields) adds an entry.
    fs::path crafted(const std::string& name, const std::string& script)
    {
        const fs::path archive = m_folder / name;
        test::runChecked({"python3", "-c",
                          "import sys, tarfile, io\n"
                          "t = tarfile.open(sys.argv[1], 'w')\n"
                          "def add(name, data=b'', **fields):\n"
                          "    i = tarfile.TarInfo(name); i.size = len(data)\n"
                          "    for k, v in fields.items(): setattr(i, k, v)\n"
                          "    t.addfile(i, io.BytesIO(data))\n" +
                              script + "\nt.close()\n",
                          archive.string()});
        return archive;
    }
    void expectBad(const fs::path& source, const std::string& part)
    {
        test::expectError(ErrorCode::BadImage, part, [&] { stageIt(source, boot()); });
        expectNothingLeft();
    }

private:
    static inline std::unique_ptr<test::TempFolder> m_shared;
    test::TempFolder m_folder{"/var/tmp"};
    Store m_store{m_folder / "store"};
};

} // namespace

TEST_F(TreeSources, KeepEverythingOfATarArchive)
{
    for (const std::string packing : {"", "--gzip", "--zstd"}) {
        std::vector<std::string> options{"--format=posix"};
        if (!packing.empty()) {
            options.push_back(packing);
        }
        const Manifest manifest = stageIt(tar("root" + packing + ".tar", options), boot());
        EXPECT_EQ(difference(listOf(manifest), listOf(tree())), "") << packing;
        EXPECT_EQ(manifest.systemVersion, "12");
        EXPECT_EQ(manifest.architecture, "arm64");
    }
}

TEST_F(TreeSources, KeepEverythingOfAFolder)
{
    EXPECT_EQ(difference(listOf(stageIt(tree(), boot())), listOf(tree())), "");
}

TEST_F(TreeSources, GiveTheSameFilesAsAnImageAndACard)
{
    test::makeDisk(folder() / "system.img", {{"c", boot(), {}}, {"83", kernelMade("root"), {}}});
    const Manifest ofImage = stageIt(folder() / "system.img");
    const test::LoopDevice card(folder() / "system.img", {true, false, 512});
    EXPECT_EQ(stageIt(card.path()).id, ofImage.id) << "the same blocks, so the same golden image";
    const Manifest ofFolder = stageIt(tree(), boot());
    EXPECT_EQ(difference(listOf(ofImage), listOf(ofFolder)), "");
    EXPECT_EQ(ofImage.bootDigest, ofFolder.bootDigest);
}

TEST_F(TreeSources, AreKnownAgain)
{
    const Manifest first = stageIt(tree(), boot());
    const Manifest again = stageIt(tree(), boot());
    EXPECT_EQ(first, again);
    EXPECT_THAT(store().list(), testing::SizeIs(1));
}

TEST_F(TreeSources, AreReusedWhenARootIsAGoldenOneAlready)
{
    const Manifest manifest = stageIt(tree(), boot());
    fs::copy(store().folderOf(manifest) / "root.ext4", folder() / "attached.ext4");
    EXPECT_EQ(stageIt(folder() / "attached.ext4"), manifest);
    const test::LoopDevice disk(folder() / "attached.ext4", {true, false, 512});
    EXPECT_EQ(stageIt(disk.path()), manifest);
    EXPECT_THAT(store().list(), testing::SizeIs(1));
}

TEST_F(TreeSources, TakeARootFileSystemWithABootPartitionBesideIt)
{
    kernelMade("root.ext4");
    test::expectError(ErrorCode::BadImage, "give its boot partition with --boot",
                      [&] { stageIt(folder() / "root.ext4"); });
    expectNothingLeft();
    EXPECT_EQ(difference(listOf(stageIt(folder() / "root.ext4", boot())), listOf(tree())), "");
}

TEST_F(TreeSources, MakeTheBootPartitionOfWhatLiesInside)
{
    const fs::path system = folder() / "system";
    test::makeRootTree(system);
    fs::create_directories(system / "boot/firmware/overlays");
    replaceFile(system / "boot/firmware/cmdline.txt", asBytes("root=UUID=" + test::kUuidPlaceholder + "\n"));
    replaceFile(system / "boot/firmware/overlays/vc4.dtbo", asBytes(std::string(50'000, 'o')));
    StageRequest request{system,
                         parseRecipe("name = \"r\"\n[[patch]]\nfile = \"cmdline.txt\"\nplaceholder = \"" +
                                         test::kUuidPlaceholder + "\"\nfield = \"luks_uuid\"",
                                     "recipe"),
                         {}};
    const Manifest manifest = stage(store(), request, SimulatedClock());
    EXPECT_EQ(manifest.patchPoints.size(), 1U);
    EXPECT_EQ(manifest.bootPartitionType, "0c");
    const fs::path fat = store().folderOf(manifest) / "boot.fat";
    test::runChecked({"fsck.fat", "-n", fat.string()});
    EXPECT_EQ(test::takeFromFat(fat, "overlays/vc4.dtbo"), std::string(50'000, 'o'));
    const Mount mount(store().folderOf(manifest) / "root.ext4", folder() / "mounted");
    EXPECT_TRUE(fs::is_directory(folder() / "mounted/boot/firmware"));
    EXPECT_TRUE(fs::is_empty(folder() / "mounted/boot/firmware")) << "the boot partition is mounted there";
}

TEST_F(TreeSources, TakeABootPartitionAsArchiveOrFolder)
{
    const fs::path files = folder() / "boot";
    fs::create_directories(files / "overlays");
    replaceFile(files / "cmdline.txt", asBytes(std::string("quiet\n")));
    replaceFile(files / "overlays/a.dtbo", asBytes(std::string("a")));
    const Manifest ofFolder = stageIt(tree(), files);
    EXPECT_EQ(test::takeFromFat(store().folderOf(ofFolder) / "boot.fat", "overlays/a.dtbo"), "a");
    test::runChecked({"tar", "-C", files.string(), "-cf", (folder() / "boot.tar").string(), "."});
    const Manifest ofTar = stageIt(tree(), folder() / "boot.tar");
    EXPECT_EQ(test::takeFromFat(store().folderOf(ofTar) / "boot.fat", "cmdline.txt"), "quiet\n");
}

TEST_F(TreeSources, AskForABootPartitionWhereThereIsNone)
{
    test::expectError(ErrorCode::BadImage, "give them with --boot", [&] { stageIt(tree()); });
    test::makeSystemImage(folder() / "own.img", folder().path());
    test::expectError(ErrorCode::InvalidArgument, "has a boot partition of its own",
                      [&] { stageIt(folder() / "own.img", boot()); });
    replaceFile(folder() / "text", asBytes(std::string(100'000, 'x')));
    test::expectError(ErrorCode::BadImage, "is no boot partition",
                      [&] { stageIt(tree(), folder() / "text"); });
    expectNothingLeft();
}

TEST_F(TreeSources, RefuseWhatFatCannotHold)
{
    const auto refuse = [&](const std::string& script, const std::string& part) {
        const fs::path archive = crafted("boot.tar", script);
        test::expectError(ErrorCode::BadImage, part, [&] { stageIt(tree(), archive); });
        expectNothingLeft();
    };
    refuse("add('a', type=tarfile.SYMTYPE, linkname='b')", "holds files and folders only");
    refuse("add('a', b'x'); add('A', b'y')", "\"A\" and \"a\" are one name");
    refuse("add('what?', b'x')", "cannot hold a file named \"what?\"");
    refuse("add('../outside', b'x')", "leads out of the tree");
}

TEST_F(TreeSources, RefuseArchivesThatReachOutside)
{
    expectBad(crafted("a.tar", "add('etc/../../outside', b'x')"),
              "leads out of the tree; pack it without ..");
    expectBad(crafted("b.tar", "add('way', type=tarfile.SYMTYPE, linkname='/etc'); add('way/passwd', b'x')"),
              "way is not a folder in the tree");
    expectBad(crafted("c.tar", "add('a', type=tarfile.LNKTYPE, linkname='../../etc/shadow')"),
              "leads out of the tree");
    expectBad(crafted("d.tar", "add('a', type=tarfile.LNKTYPE, linkname='etc/shadow')"),
              "a is a hard link to etc/shadow, which is not a file that came before it");
    expectBad(crafted("e.tar", "add('a', b'x'); add('a/b', b'y')"), "a is not a folder in the tree");
    expectBad(crafted("f.tar", "add('a', type=tarfile.DIRTYPE); add('a', b'y')"),
              "a is given both as a folder and as something else");
    expectBad(crafted("g.tar", "add('a' * 300, b'x')"), "is not a path that a file can have");
}

TEST_F(TreeSources, TakeAbsoluteNamesAsNamesInTheTree)
{
    const Manifest manifest = stageIt(
        crafted("a.tar",
                "add('/etc/hostname', b'unit'); add('./etc//hosts', b'h'); add('etc/hostname', b'later')"),
        boot());
    const fs::path root = store().folderOf(manifest) / "root.ext4";
    EXPECT_EQ(test::readFromExt4(root, "/etc/hostname"), "later") << "of two entries the later one counts";
    EXPECT_EQ(test::readFromExt4(root, "/etc/hosts"), "h");
    test::runChecked({"e2fsck", "-fn", root.string()});
}

TEST_F(TreeSources, RefuseArchivesThatAreDamagedOrCutOff)
{
    const fs::path whole = tar("whole.tar", {});
    for (const std::uint64_t left : {fs::file_size(whole) / 2, std::uint64_t{700}, std::uint64_t{512}}) {
        fs::copy_file(whole, folder() / "cut.tar", fs::copy_options::overwrite_existing);
        fs::resize_file(folder() / "cut.tar", left);
        test::expectError(ErrorCode::BadImage, "cut off", [&] { stageIt(folder() / "cut.tar", boot()); });
    }
    const fs::path packed = tar("packed.tar.gz", {"--gzip"});
    std::string bytes = readTextFile(packed);
    bytes[bytes.size() - 6] = static_cast<char>(bytes[bytes.size() - 6] ^ 1); // of the checksum
    replaceFile(packed, asBytes(bytes));
    expectBad(packed, "does not fit its gzip checksum");
}

TEST_F(TreeSources, RefuseArchivesThatUnpackToMoreThanTheLimit)
{
    const std::string pack = "cd \"$1\" && head -c 300000000 /dev/zero > zeros && "
                             "tar -cf - zeros | zstd -q -1 > bomb.tar.zst && rm zeros";
    test::runChecked({"sh", "-c", pack, "sh", folder().path().string()});
    StageRequest request{folder() / "bomb.tar.zst", parseRecipe("name = \"generic\"", "recipe"), {}};
    request.boot = boot();
    request.maximumImageSize = mib(100);
    test::expectError(ErrorCode::BadImage, "unpacks to more than 100.0 MiB",
                      [&] { stage(store(), request, SimulatedClock()); });
    expectNothingLeft();
}

TEST_F(TreeSources, RefuseFoldersInWhichSomethingIsMounted)
{
    const fs::path system = folder() / "system";
    test::makeRootTree(system);
    fs::create_directories(system / "proc");
    ASSERT_EQ(::mount("none", (system / "proc").c_str(), "tmpfs", 0, nullptr), 0);
    test::expectError(ErrorCode::BadImage, "proc is mounted in the folder", [&] { stageIt(system, boot()); });
    ::umount2((system / "proc").c_str(), 0);
    expectNothingLeft();
}

TEST_F(TreeSources, RefuseADiskThatIsInUse)
{
    test::makeExt4(folder() / "root.ext4", mib(96), tree(), {});
    const test::LoopDevice disk(folder() / "root.ext4", {false, false, 512});
    fs::create_directories(folder() / "mounted");
    ASSERT_EQ(::mount(disk.path().c_str(), (folder() / "mounted").c_str(), "ext4", 0, nullptr), 0);
    test::expectError(ErrorCode::NotEligible, "is mounted", [&] { stageIt(disk.path(), boot()); });
    ::umount2((folder() / "mounted").c_str(), 0);
    expectNothingLeft();
}

TEST_F(TreeSources, NoticeAFolderThatChangesWhileItIsRead)
{
    const fs::path system = folder() / "system";
    test::makeRootTree(system);
    StageRequest request{system, parseRecipe("name = \"generic\"", "recipe"), {}};
    request.boot = boot();
    bool changed = false;
    test::expectError(ErrorCode::Conflict, "changed while it was read", [&] {
        stage(store(), request, SimulatedClock(), [&](const StageProgress& progress) {
            if (progress.step.rfind("writing the files", 0) == 0 && !std::exchange(changed, true)) {
                std::ofstream(system / "usr/share/zz-late") << "late";
            }
        });
    });
    expectNothingLeft();
}

TEST_F(TreeSources, GetTheFeaturesOfTheirRelease)
{
    const auto featuresOf = [&](const std::string& release) {
        const fs::path system = folder() / ("system-" + release);
        test::makeRootTree(system);
        replaceFile(system / "usr/lib/os-release", asBytes("ID=debian\nVERSION_ID=\"" + release + "\"\n"));
        const Manifest manifest = stageIt(system, boot());
        return test::runChecked({"dumpe2fs", "-h", (store().folderOf(manifest) / "root.ext4").string()});
    };
    const std::string old = featuresOf("11");
    EXPECT_THAT(old, testing::HasSubstr("metadata_csum"));
    EXPECT_THAT(old, testing::Not(testing::HasSubstr("orphan_file")));
    EXPECT_THAT(featuresOf("13"), testing::HasSubstr("orphan_file"));
}
