// SPDX-License-Identifier: Apache-2.0
// Staging small images. e2fsck, dumpe2fs, debugfs and sha256sum judge what comes out.
#include "base/file.h"
#include "base/sha256.h"
#include "ext4/file_system.h"
#include "golden/disk_images.h"
#include "golden/fat_images.h"
#include "golden/geometry.h"
#include "golden/run_checked.h"
#include "golden/stage.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <fstream>
#include <thread>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::golden;
namespace fs = std::filesystem;

namespace
{

/// One image for all tests here; nobody changes it.
class Stage : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        sharedFolder = std::make_unique<test::TempFolder>();
        test::makeSystemImage(*sharedFolder / "system.img", sharedFolder->path());
    }
    static void TearDownTestSuite() { sharedFolder.reset(); }

    static fs::path image() { return *sharedFolder / "system.img"; }
    static fs::path parts() { return *sharedFolder / "system.img.parts"; }
    const test::TempFolder& folder() const { return m_folder; }
    Store& store() { return m_store; }
    Manifest stageIt(const fs::path& source, const std::string& recipe = "name = \"generic\"")
    {
        return stage(m_store, {source, parseRecipe(recipe, "recipe"), {}}, m_clock);
    }
    void expectBad(const fs::path& source, const std::string& part,
                   const std::string& recipe = "name = \"generic\"")
    {
        test::expectError(ErrorCode::BadImage, part, [&] { stageIt(source, recipe); });
        expectNothingLeft();
    }
    void expectNothingLeft()
    {
        for (const auto& entry : fs::directory_iterator(m_store.folder())) {
            EXPECT_EQ(entry.path().filename().string(), ".lock");
        }
    }
    const SimulatedClock& clock() const { return m_clock; }

private:
    static inline std::unique_ptr<test::TempFolder> sharedFolder;
    test::TempFolder m_folder;
    Store m_store{m_folder / "store"};
    SimulatedClock m_clock;
};

const std::string kPatchRecipe =
    "name = \"patched\"\nboards = [\"pi4\"]\n[[patch]]\nfile = \"cmdline.txt\"\nplaceholder = \"" +
    test::kUuidPlaceholder + "\"\nfield = \"luks_uuid\"\n";

std::string sha256sum(const fs::path& file)
{
    return test::runChecked({"sha256sum", file.string()}).substr(0, 64);
}

} // namespace

TEST_F(Stage, ListsAnImageWithAllThatIsKnownOfIt)
{
    const Manifest manifest = stageIt(image(), kPatchRecipe);
    EXPECT_EQ(manifest.name, "system");
    EXPECT_EQ(manifest.createdUtcMicros, clock().now().utcMicros);
    EXPECT_EQ(manifest.sourceName, "system.img");
    EXPECT_EQ(manifest.sourceDigest, sha256sum(image()));
    EXPECT_EQ(manifest.recipeName, "patched");
    EXPECT_EQ(manifest.systemId, "debian");
    EXPECT_EQ(manifest.systemVersion, "12");
    EXPECT_EQ(manifest.architecture, "arm64");
    EXPECT_THAT(manifest.boards, testing::ElementsAre("pi4"));
    EXPECT_EQ(manifest.bootPartitionType, "0c");
    EXPECT_EQ(manifest.bootSize, mib(8));
    EXPECT_EQ(manifest.minimumMedium, minimumMedium(manifest.bootSize, manifest.rootSize));
    EXPECT_FALSE(manifest.approval);
    ASSERT_EQ(manifest.patchPoints.size(), 1U);

    EXPECT_THAT(store().list(), testing::ElementsAre(manifest));
    const fs::path listed = store().folderOf(manifest);
    EXPECT_EQ(manifest.bootDigest, sha256sum(listed / "boot.fat"));
    EXPECT_EQ(sha256sum(listed / "boot.fat"), sha256sum(parts() / "boot"));
    EXPECT_EQ(fs::file_size(listed / "root.ext4"), manifest.rootSize.count());
    store().verify(manifest);
}

TEST_F(Stage, TellsTheSourceByTheNameThatItIsCalled)
{
    const UniqueFd passed = openFile(image(), O_RDONLY);
    StageRequest request{
        "/proc/self/fd/" + std::to_string(passed.get()), parseRecipe("name = \"generic\"", "recipe"), {}};
    request.sourceName = "system.img";
    std::vector<std::string> steps;
    const Manifest manifest = stage(store(), request, clock(),
                                    [&](const StageProgress& progress) { steps.push_back(progress.step); });
    EXPECT_EQ(manifest.sourceName, "system.img");
    EXPECT_THAT(steps, testing::Contains("reading system.img"));
    EXPECT_THAT(steps, testing::Not(testing::Contains("reading " + std::to_string(passed.get()))));
}

TEST_F(Stage, ShrinksTheRootAndLeavesItWhole)
{
    const Manifest manifest = stageIt(image());
    const fs::path root = store().folderOf(manifest) / "root.ext4";
    EXPECT_LT(manifest.rootSize, mib(40));
    EXPECT_GT(manifest.rootSize, manifest.rootUsed + mib(16) - mib(1)) << "room for the files of a unit";
    test::runChecked({"e2fsck", "-fn", root.string()});
    EXPECT_EQ(test::readFromExt4(root, "/usr/share/noise"), readTextFile(parts() / "tree/usr/share/noise"));
    EXPECT_EQ(test::readFromExt4(root, "/etc/ssh/ssh_host_rsa_key"), "golden private rsa key\n");
}

TEST_F(Stage, MakesTheSameImageOfTheSameSourceAgain)
{
    const Manifest first = stageIt(image());
    const test::TempFolder elsewhere;
    Store other(elsewhere / "store");
    const Manifest second =
        stage(other, {image(), parseRecipe("name = \"generic\"", "recipe"), "other-name"}, SystemClock());
    EXPECT_EQ(first.id, second.id);
    EXPECT_EQ(sha256sum(store().folderOf(first) / "root.ext4"),
              sha256sum(other.folderOf(second) / "root.ext4"));
}

TEST_F(Stage, WritesNoTimeOfTheStationIntoTheRoot)
{
    const Manifest manifest = stageIt(image());
    const std::string header = test::runChecked(
        {"env", "TZ=UTC", "dumpe2fs", "-h", (store().folderOf(manifest) / "root.ext4").string()});
    EXPECT_THAT(header, testing::HasSubstr("Last write time:          Sun Sep 13 12:26:40 2020"));
    EXPECT_THAT(header, testing::HasSubstr("Last checked:             Sun Sep 13 12:26:40 2020"));
}

TEST_F(Stage, GivesTheListedImageBackWhenItIsStagedAgain)
{
    const Manifest first = stageIt(image());
    const Manifest again =
        stage(store(), {image(), parseRecipe("name = \"generic\"", "recipe"), "other"}, clock());
    EXPECT_EQ(again, first);
    EXPECT_EQ(store().list().size(), 1U);
}

TEST_F(Stage, GivesTheListedImageBackWhenOnlyTheWrappingOfTheSourceDiffers)
{
    const Manifest first = stageIt(image());
    test::runChecked({"sh", "-c", "gzip -1 < \"$1\" > \"$2\"", "sh", image().string(),
                      (folder() / "system.img.gz").string()});
    EXPECT_EQ(stageIt(folder() / "system.img.gz"), first);
}

TEST_F(Stage, KeepsImagesOfTwoRecipesApart)
{
    const Manifest plain = stageIt(image());
    const Manifest patched = stageIt(image(), kPatchRecipe);
    EXPECT_NE(plain.id, patched.id);
    EXPECT_EQ(store().list().size(), 2U);
}

TEST_F(Stage, RemovesWhatUnusedBlocksHeld)
{
    // A file that is deleted before staging: its text must be nowhere in the root.
    const test::TempFolder work;
    fs::copy(parts() / "root", work / "root");
    const std::string secret = "deleted-wifi-password-";
    std::string text;
    for (int i = 0; i < 2000; ++i) {
        text += secret;
    }
    std::ofstream(work / "secret") << text;
    test::runChecked(
        {"debugfs", "-w", "-R", "write " + (work / "secret").string() + " secret", (work / "root").string()});
    test::runChecked({"debugfs", "-w", "-R", "rm secret", (work / "root").string()});
    ASSERT_NE(readTextFile(work / "root", gib(1)).find(secret), std::string::npos);
    test::makeDisk(work / "leaky.img", {{"c", parts() / "boot", {}}, {"83", work / "root", {}}});

    const Manifest manifest = stageIt(work / "leaky.img");
    const fs::path root = store().folderOf(manifest) / "root.ext4";
    EXPECT_EQ(readTextFile(root, gib(1)).find(secret), std::string::npos);
    struct stat facts {
    };
    ASSERT_EQ(::stat(root.c_str(), &facts), 0);
    EXPECT_LE(static_cast<std::uint64_t>(facts.st_blocks) * 512, manifest.rootUsed.count() + mib(1).count());
}

TEST_F(Stage, ReadsEveryCompression)
{
    const std::vector<std::pair<std::string, std::string>> tools{
        {"xz", "xz -1 -T1"}, {"zst", "zstd -q -1"}, {"gz", "gzip -1"}, {"bz2", "bzip2 -1"}};
    const std::string id = stageIt(image()).id;
    for (const auto& [ending, tool] : tools) {
        const fs::path source = folder() / ("system.img." + ending);
        test::runChecked({"sh", "-c", tool + " < \"$1\" > \"$2\"", "sh", image().string(), source.string()});
        Store fresh(folder() / ("store-" + ending));
        const Manifest manifest =
            stage(fresh, {source, parseRecipe("name = \"generic\"", "recipe"), {}}, clock());
        EXPECT_EQ(manifest.id, id) << ending;
        EXPECT_EQ(manifest.name, "system") << ending;
        EXPECT_EQ(manifest.sourceDigest, sha256sum(source)) << ending;
    }
}

TEST_F(Stage, SaysThatACompressedSourceIsCutOff)
{
    const std::vector<std::pair<std::string, std::string>> tools{
        {"xz", "xz -1 -T1"}, {"zst", "zstd -q -1"}, {"gz", "gzip -1"}, {"bz2", "bzip2 -1"}};
    for (const auto& [ending, tool] : tools) {
        const fs::path source = folder() / ("system.img." + ending);
        test::runChecked({"sh", "-c", tool + " < \"$1\" > \"$2\"", "sh", image().string(), source.string()});
        const std::uint64_t size = fs::file_size(source);
        for (const std::uint64_t cut : {size - 1, size - 9, size / 2, std::uint64_t{20}, std::uint64_t{7}}) {
            fs::resize_file(source, cut);
            SCOPED_TRACE(ending + " cut at " + std::to_string(cut) + " of " + std::to_string(size));
            expectBad(source, "");
        }
    }
}

TEST_F(Stage, SaysThatACompressedSourceIsDamaged)
{
    const std::vector<std::pair<std::string, std::string>> tools{
        {"xz", "xz -1 -T1"}, {"zst", "zstd -q -1 --check"}, {"gz", "gzip -1"}, {"bz2", "bzip2 -1"}};
    for (const auto& [ending, tool] : tools) {
        const fs::path source = folder() / ("system.img." + ending);
        test::runChecked({"sh", "-c", tool + " < \"$1\" > \"$2\"", "sh", image().string(), source.string()});
        const std::uint64_t place = fs::file_size(source) / 2;
        {
            const UniqueFd fd = openFile(source, O_RDWR);
            std::array<std::byte, 1> byte{};
            readFully(fd.get(), place, byte, source);
            byte[0] ^= std::byte{0x10};
            writeFully(fd.get(), place, byte, source);
        }
        SCOPED_TRACE(ending);
        expectBad(source, "damaged");
    }
}

TEST_F(Stage, SaysThatAnImageIsCutOffWhereverThatIs)
{
    const std::uint64_t size = fs::file_size(image());
    const fs::path source = folder() / "cut.img";
    // The last MiB belongs to no partition.
    const std::uint64_t end = size - mib(1).count();
    for (const std::uint64_t cut :
         {end - 1, end - 512, end / 2, mib(9).count(), mib(4).count(), mib(1).count(), std::uint64_t{513},
          std::uint64_t{512}, std::uint64_t{511}, std::uint64_t{1}}) {
        fs::copy(image(), source, fs::copy_options::overwrite_existing);
        fs::resize_file(source, cut);
        SCOPED_TRACE("cut at " + std::to_string(cut));
        expectBad(source, "cut.img");
    }
}

TEST_F(Stage, RefusesWhatIsNoImage)
{
    expectBad(folder().path(), "has no boot files");
    replaceFile(folder() / "empty.img", {});
    expectBad(folder() / "empty.img", "is empty");
    replaceFile(folder() / "text.img", asBytes(std::string(100'000, 'x')));
    expectBad(folder() / "text.img", "text.img");
    replaceFile(folder() / "a.zip", asBytes("PK\x03\x04" + std::string(1000, 'z')));
    expectBad(folder() / "a.zip", "Truncated ZIP file");
    ASSERT_EQ(::mkfifo((folder() / "pipe").c_str(), 0600), 0);
    expectBad(folder() / "pipe", "is not a regular file");
    test::expectError(ErrorCode::NotFound, "gone.img", [&] { stageIt(folder() / "gone.img"); });
    expectNothingLeft();
}

TEST_F(Stage, StopsUnpackingAtTheLargestImageThatIsAccepted)
{
    test::runChecked({"sh", "-c", "head -c 200000000 /dev/zero | zstd -q -1 > \"$1\"", "sh",
                      (folder() / "bomb.zst").string()});
    StageRequest request{folder() / "bomb.zst", parseRecipe("name = \"generic\"", "recipe"), {}};
    request.maximumImageSize = mib(100);
    test::expectError(ErrorCode::BadImage, "unpacks to more than 100.0 MiB",
                      [&] { stage(store(), request, clock()); });
    expectNothingLeft();
}

TEST_F(Stage, ListsThePartitionsThereAreWhenOneIsMissing)
{
    test::makeDisk(folder() / "a.img", {{"83", parts() / "root", {}}});
    expectBad(folder() / "a.img", "no boot partition (FAT); the partitions are: 1 (type 83, 64");
    test::makeDisk(folder() / "b.img", {{"c", parts() / "boot", {}}});
    expectBad(folder() / "b.img", "no root partition (ext4); the partitions are: 1 (type 0c, 8");
    test::makeDisk(folder() / "c.img", {{"c", parts() / "boot", {}}, {"83", "", mib(10)}});
    expectBad(folder() / "c.img", "no root partition (ext4)");
}

TEST_F(Stage, AsksForTheNumberWhenTwoPartitionsFit)
{
    test::makeDisk(folder() / "two.img",
                   {{"c", parts() / "boot", {}}, {"83", parts() / "root", {}}, {"83", parts() / "root", {}}});
    expectBad(folder() / "two.img", "more than one root partition (ext4): name one with root_partition");
    const Manifest manifest = stageIt(folder() / "two.img", "name = \"r\"\n[source]\nroot_partition = 3");
    EXPECT_EQ(manifest.bootSize, mib(8));
    store().remove(manifest);
    expectBad(folder() / "two.img", "no partition 7, which the recipe names as its boot partition",
              "name = \"r\"\n[source]\nboot_partition = 7\nroot_partition = 2");
    expectBad(folder() / "two.img", "partition 1 holds no ext4",
              "name = \"r\"\n[source]\nboot_partition = 2\nroot_partition = 1");
}

TEST_F(Stage, TakesAGptAsItTakesAnMbr)
{
    test::makeDisk(folder() / "g.img", {{"U", parts() / "boot", {}}, {"L", parts() / "root", {}}}, "gpt");
    const Manifest ofGpt = stageIt(folder() / "g.img");
    EXPECT_EQ(ofGpt.table, device::TableKind::Mbr) << "cards get what every Pi boots from";
    EXPECT_EQ(ofGpt.bootPartitionType, "0c");
    EXPECT_EQ(ofGpt.id, stageIt(image()).id);
}

TEST_F(Stage, TakesTheImageOutOfAZipArchive)
{
    const auto zipped = [&](const fs::path& zip, const std::vector<fs::path>& files) {
        std::vector<std::string> command{"python3", "-m", "zipfile", "-c", zip.string()};
        for (const fs::path& file : files) {
            command.push_back(file.string());
        }
        test::runChecked(command);
    };
    replaceFile(folder() / "readme.txt", asBytes(std::string("read me\n")));
    zipped(folder() / "system.zip", {folder() / "readme.txt", image()});
    EXPECT_EQ(stageIt(folder() / "system.zip").id, stageIt(image()).id);

    zipped(folder() / "none.zip", {folder() / "readme.txt"});
    test::expectError(ErrorCode::BadImage, "without an image (.img or .raw) in it",
                      [&] { stageIt(folder() / "none.zip"); });
    fs::copy(image(), folder() / "other.img");
    zipped(folder() / "two.zip", {image(), folder() / "other.img"});
    test::expectError(ErrorCode::BadImage, "holds more than one image",
                      [&] { stageIt(folder() / "two.zip"); });
}

TEST_F(Stage, SaysThatARecipeDoesNotFitTheBootPartition)
{
    expectBad(image(), "cmdline.txt does not hold the placeholder",
              "name = \"r\"\n[[patch]]\nfile = \"cmdline.txt\"\nplaceholder = \"" + std::string(36, 'Q') +
                  "\"\nfield = \"luks_uuid\"");
    expectBad(image(), "no file config.txt",
              "name = \"r\"\n[[patch]]\nfile = \"config.txt\"\nplaceholder = \"" + std::string(36, 'Q') +
                  "\"\nfield = \"luks_uuid\"");
}

TEST_F(Stage, RefusesARootThatIsLargerThanItsPartition)
{
    test::makeDisk(folder() / "short.img", {{"c", parts() / "boot", {}}, {"83", parts() / "root", {}}});
    // The same table, but for a second partition of half the size.
    test::runChecked({"sh", "-c", "echo ', 32M' | sfdisk -q --no-reread --no-tell-kernel -N 2 \"$1\"", "sh",
                      (folder() / "short.img").string()});
    expectBad(folder() / "short.img", "the root of short.img");
}

TEST_F(Stage, RefusesARootWhoseMetadataIsDamaged)
{
    const test::TempFolder work;
    fs::copy(parts() / "root", work / "root");
    test::runChecked({"debugfs", "-w", "-R", "clri <2>", (work / "root").string()});
    test::makeDisk(work / "bad.img", {{"c", parts() / "boot", {}}, {"83", work / "root", {}}});
    expectBad(work / "bad.img", "the root of bad.img");
}

TEST_F(Stage, NamesAFeatureThatIsNotSupported)
{
    test::makeSystemImage(folder() / "big.img", folder().path(), mib(64), {"-O", "bigalloc"});
    expectBad(folder() / "big.img", "bigalloc");
}

TEST_F(Stage, LeavesNothingWhenItIsStoppedAtAnyStep)
{
    std::vector<std::string> steps;
    const auto run = [&](const std::function<void(const StageProgress&)>& report,
                         const std::stop_token& stop) {
        stage(store(), {image(), parseRecipe("name = \"generic\"", "recipe"), {}}, clock(), report, stop);
    };
    run([&](const StageProgress& progress) { steps.push_back(progress.step); }, {});
    store().remove(store().list().at(0));
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    ASSERT_GE(steps.size(), 9U);
    steps.pop_back(); // what stops while it is being listed is listed
    for (const std::string& last : steps) {
        std::stop_source stop;
        const auto report = [&](const StageProgress& progress) {
            if (progress.step == last) {
                stop.request_stop();
            }
        };
        test::expectError(ErrorCode::Cancelled, "stopped", [&] { run(report, stop.get_token()); });
        expectNothingLeft();
    }
}

TEST_F(Stage, ReportsTheBytesOfTheSourceAsItReadsThem)
{
    std::vector<StageProgress> seen;
    stage(store(), {image(), parseRecipe("name = \"generic\"", "recipe"), {}}, clock(),
          [&](const StageProgress& progress) { seen.push_back(progress); });
    std::uint64_t last = 0;
    for (const StageProgress& progress : seen) {
        if (progress.step == "reading system.img") {
            EXPECT_GE(progress.done, last);
            EXPECT_EQ(progress.total, fs::file_size(image()));
            last = progress.done;
        }
    }
    EXPECT_EQ(last, fs::file_size(image()));
    EXPECT_EQ(seen.back().step, "listing the image");
}

TEST_F(Stage, NamesTheImageAsAskedOrAfterTheSource)
{
    const auto recipe = parseRecipe("name = \"generic\"", "recipe");
    EXPECT_EQ(stage(store(), {image(), recipe, "line-3"}, clock()).name, "line-3");
    test::expectError(ErrorCode::InvalidArgument, "is not a name", [&] {
        stage(store(), {image(), recipe, "a/b"}, clock());
    });
    fs::copy(image(), folder() / "räum mich.img");
    Store other(folder() / "other");
    const Manifest manifest = stage(other, {folder() / "räum mich.img", recipe, {}}, clock());
    EXPECT_EQ(manifest.name, "r--um-mich");
    EXPECT_EQ(other.list().size(), 1U);
}

TEST_F(Stage, TakesAJournalThatWantsToBeReplayed)
{
    const test::TempFolder work;
    fs::copy(parts() / "root", work / "root");
    // debugfs leaves a transaction in the journal and the flag that asks for its replay.
    std::ofstream(work / "block") << std::string(1024, 'j');
    test::runChecked({"sh", "-c", "printf 'jo\\njw -b 20000 %s\\njc\\n' \"$2\" | debugfs -w -f - \"$1\"",
                      "sh", (work / "root").string(), (work / "block").string()});
    ASSERT_THAT(test::runChecked({"dumpe2fs", "-h", (work / "root").string()}),
                testing::HasSubstr("needs_recovery"));
    test::makeDisk(work / "dirty.img", {{"c", parts() / "boot", {}}, {"83", work / "root", {}}});
    const Manifest manifest = stageIt(work / "dirty.img");
    test::runChecked({"e2fsck", "-fn", (store().folderOf(manifest) / "root.ext4").string()});
}

TEST_F(Stage, GivesMetadataChecksumsASeedOfTheirOwn)
{
    const Manifest manifest = stageIt(image());
    EXPECT_THAT(test::runChecked({"dumpe2fs", "-h", (store().folderOf(manifest) / "root.ext4").string()}),
                testing::HasSubstr("metadata_csum_seed"));
}

namespace
{

const std::string kBinding =
    "name = \"bound\"\ndemo = true\n[unit]\nmodule = \"simulated\"\narchitecture = \"arm64\"\n";

/// Puts a file into the root, and says so.
class SmallChange : public SystemChange
{
public:
    explicit SmallChange(char pin) : m_pin(pin) {}
    Binds binds() const override
    {
        return {"simulated", std::string(64, 'a'), std::string(64, m_pin), std::string(64, 'c')};
    }
    std::vector<CheckedInitramfs> apply(const SystemPlace& place) override
    {
        ++times;
        EXPECT_TRUE(fs::is_empty(place.folder));
        EXPECT_TRUE(fs::exists(place.boot));
        const auto source = std::make_shared<const ext4::FileSource>(place.root);
        ext4::Overlay overlay(source, source->size());
        ext4::FileSystem root = ext4::FileSystem::openForChange(overlay);
        root.writeFile("/etc/pin", asBytes(std::string(1, m_pin)), {});
        root.close();
        overlay.applyTo(place.root);
        return {{"initrd.img", "6.1", std::string(64, 'd'), {"pin"}}};
    }
    int times = 0;

private:
    char m_pin;
};

} // namespace

TEST_F(Stage, ChangesTheSystemOfARecipeWhoseUnitsBind)
{
    SmallChange change('1');
    const Recipe recipe = parseRecipe(kBinding, "recipe");
    const auto stageBound = [&](SmallChange& with) {
        return stage(store(), {image(), recipe, "bound", {}, gib(1), &with}, clock());
    };
    const Manifest manifest = stageBound(change);
    EXPECT_EQ(manifest.binds, change.binds());
    EXPECT_EQ(manifest.initramfs.front().file, "initrd.img");
    EXPECT_EQ(test::readFromExt4(store().folderOf(manifest) / "root.ext4", "/etc/pin"), "1");
    EXPECT_FALSE(fs::exists(store().folderOf(manifest) / "change"));

    // What is listed is given back for the same site only, for a source and for its root alone.
    EXPECT_EQ(stageBound(change), manifest);
    EXPECT_EQ(change.times, 1);
    SmallChange other('2');
    const Manifest second = stageBound(other);
    EXPECT_EQ(other.times, 1);
    EXPECT_NE(second.id, manifest.id);
    EXPECT_EQ(store().list().size(), 2U);
    const fs::path root = store().folderOf(manifest) / "root.ext4";
    EXPECT_EQ(stage(store(), {root, recipe, "again", {}, gib(1), &change}, clock()).id, manifest.id);
}

TEST_F(Stage, RefusesAChangeWithoutItsRecipeAndTheOtherWayRound)
{
    SmallChange change('1');
    test::expectError(ErrorCode::InvalidArgument, "has no table [unit]", [&] {
        stage(store(), {image(), parseRecipe("name = \"a\"", "recipe"), "a", {}, gib(1), &change}, clock());
    });
    test::expectError(ErrorCode::InvalidArgument, "has a table [unit], but nothing was given",
                      [&] { stageIt(image(), kBinding); });
}
