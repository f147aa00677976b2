// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "base/lock_file.h"
#include "base/sha256.h"
#include "ext4/file_system.h"
#include "golden/run_checked.h"
#include "golden/staged_image.h"
#include "golden/store.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <fstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::golden;
namespace fs = std::filesystem;

namespace
{

class GoldenStore : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        sharedFolder = std::make_unique<test::TempFolder>();
        test::makeSystemImage(*sharedFolder / "system.img", sharedFolder->path());
        Store store(*sharedFolder / "store");
        test::stageSystem(store, *sharedFolder / "system.img");
    }
    static void TearDownTestSuite() { sharedFolder.reset(); }

    GoldenStore()
    {
        test::runChecked(
            {"cp", "-r", "--sparse=always", (*sharedFolder / "store").string(), storeFolder().string()});
        m_store.emplace(storeFolder());
        m_manifest = m_store->list().at(0);
    }
    fs::path storeFolder() const { return m_folder / "store"; }
    Store& store() { return *m_store; }
    const Manifest& manifest() const { return m_manifest; }
    fs::path file(const std::string& name) const { return m_store->folderOf(m_manifest) / name; }
    const test::TempFolder& folder() const { return m_folder; }

    void flip(const fs::path& path, std::uint64_t offset)
    {
        const UniqueFd fd = openFile(path, O_RDWR);
        std::array<std::byte, 1> byte{};
        ASSERT_TRUE(readFully(fd.get(), offset, byte, path));
        byte[0] ^= std::byte{1};
        writeFully(fd.get(), offset, byte, path);
    }
    /// Another image, which only its manifest tells apart: boot and root are not looked at.
    Manifest addTwin(const std::string& name, char digit)
    {
        Manifest twin = m_manifest;
        twin.name = name;
        twin.recipeDigest = std::string(64, digit);
        twin.id = goldenId(twin.bootDigest, twin.recipeDigest, twin.rootDigest);
        makeFolders(m_store->folderOf(twin));
        replaceFile(m_store->folderOf(twin) / "manifest.json", asBytes(toJson(twin).dump()));
        return twin;
    }

private:
    static inline std::unique_ptr<test::TempFolder> sharedFolder;
    test::TempFolder m_folder;
    std::optional<Store> m_store;
    Manifest m_manifest;
};

std::vector<std::byte> wholeOf(const ext4::BlockSource& source)
{
    std::vector<std::byte> bytes(source.size().count());
    source.read(0, bytes);
    return bytes;
}

} // namespace

TEST_F(GoldenStore, FindsAnImageByNameDirectoryOrId)
{
    for (const std::string& name :
         {manifest().name, manifest().directoryName(), manifest().id, manifest().id.substr(0, 6)}) {
        EXPECT_EQ(store().find(name), manifest()) << name;
    }
    test::expectError(ErrorCode::NotFound, "there are: " + manifest().directoryName(),
                      [&] { store().find("other"); });
    test::expectError(ErrorCode::NotFound, "no golden image",
                      [&] { store().find(manifest().id.substr(0, 5)); });
}

TEST_F(GoldenStore, AsksForTheDigestWhenANameIsOfTwoImages)
{
    const Manifest twin = addTwin(manifest().name, 'e');
    test::expectError(ErrorCode::Conflict, "more than one golden image",
                      [&] { store().find(manifest().name); });
    EXPECT_EQ(store().find(twin.directoryName()), twin);
    EXPECT_EQ(store().list().size(), 2U);
}

TEST_F(GoldenStore, KeepsAnApproval)
{
    const Approval approval{"badge-1", 1'700'000'000'000'000};
    store().approve(manifest(), approval);
    const Manifest found = Store(storeFolder()).find(manifest().name);
    EXPECT_EQ(found.approval, approval);
    EXPECT_EQ(found.id, manifest().id);
    store().verify(found);
    test::expectError(ErrorCode::Corrupt, "approval.actor", [&] { store().approve(manifest(), {"", 1}); });
    EXPECT_EQ(store().find(manifest().name).approval, approval);
}

TEST_F(GoldenStore, KeepsAProofBesideAnApproval)
{
    const Approval approval{"badge-1", 1'700'000'000'000'000};
    const Proof proof{1'700'000'000'000'001, "bindery 0.4.0", "qemu q35 tcg", 61, {"locked", "opened"}};
    store().approve(manifest(), approval);
    store().keepProof(manifest(), proof);
    const Manifest found = Store(storeFolder()).find(manifest().name);
    EXPECT_EQ(found.proof, proof);
    EXPECT_EQ(found.approval, approval);
    EXPECT_EQ(digestOf(found), digestOf(manifest())) << "what the records know the image by";
    store().verify(found);
    test::expectError(ErrorCode::Corrupt, "proof.seen is empty", [&] {
        store().keepProof(manifest(), {1, "bindery 0.4.0", "qemu q35 tcg", 61, {}});
    });
    EXPECT_EQ(store().find(manifest().name).proof, proof);
}

TEST_F(GoldenStore, NamesTheFileThatDoesNotHold)
{
    store().verify(manifest());
    flip(file("boot.fat"), 5'000'000);
    test::expectError(ErrorCode::Corrupt, "boot.fat has another digest", [&] { store().verify(manifest()); });
    test::expectError(ErrorCode::Corrupt, "boot.fat has another digest", [&] { store().boot(manifest()); });
    flip(file("boot.fat"), 5'000'000);

    const auto source = std::make_shared<ext4::FileSource>(file("root.ext4"));
    const std::uint64_t data = ext4::FileSystem::open(source).usedExtents().back().offset;
    flip(file("root.ext4"), data);
    test::expectError(ErrorCode::Corrupt, "root.ext4 has another content",
                      [&] { store().verify(manifest()); });
    flip(file("root.ext4"), data);
    flip(file("root.ext4"), 1024 + 0x38);
    test::expectError(ErrorCode::Corrupt, "root.ext4 does not hold", [&] { store().verify(manifest()); });
    flip(file("root.ext4"), 1024 + 0x38);
    store().verify(manifest());

    fs::resize_file(file("root.ext4"), manifest().rootSize.count() - 1024);
    test::expectError(ErrorCode::Corrupt, "root.ext4 has", [&] { store().verify(manifest()); });
    test::expectError(ErrorCode::Corrupt, "root.ext4 has", [&] { store().root(manifest(), mib(100)); });
    fs::remove(file("boot.fat"));
    test::expectError(ErrorCode::Corrupt, "boot.fat does not hold", [&] { store().boot(manifest()); });
}

TEST_F(GoldenStore, LeavesADamagedImageOutOfTheListAndSaysWhy)
{
    const Manifest twin = addTwin("twin", 'f');
    replaceFile(store().folderOf(twin) / "manifest.json", asBytes("{\"format\": 1"));
    EXPECT_THAT(store().list(), testing::ElementsAre(manifest()));
    ASSERT_EQ(store().damaged().size(), 1U);
    EXPECT_THAT(store().damaged()[0].why, testing::HasSubstr("not JSON"));
    test::expectError(ErrorCode::Corrupt, "stage the image again", [&] { store().find("twin"); });
    fs::remove(store().folderOf(twin) / "manifest.json");
    EXPECT_EQ(store().damaged().size(), 1U);
}

TEST_F(GoldenStore, SaysThatAFolderHoldsTheManifestOfAnother)
{
    fs::rename(store().folderOf(manifest()), storeFolder() / "moved@000000000000");
    ASSERT_EQ(store().damaged().size(), 1U);
    EXPECT_THAT(store().damaged()[0].why, testing::HasSubstr("it is of " + manifest().directoryName()));
}

TEST_F(GoldenStore, RemovesAnImage)
{
    const GoldenRoot held = store().root(manifest(), mib(64));
    const auto before = wholeOf(*held.grown);
    store().remove(manifest());
    EXPECT_TRUE(store().list().empty());
    EXPECT_FALSE(fs::exists(store().folderOf(manifest())));
    EXPECT_EQ(wholeOf(*held.grown), before) << "who has it open may go on reading";
    test::expectError(ErrorCode::NotFound, manifest().directoryName(), [&] { store().remove(manifest()); });
    for (const auto& entry : fs::directory_iterator(storeFolder())) {
        EXPECT_EQ(entry.path().filename().string(), ".lock");
    }
}

TEST_F(GoldenStore, DoesNotRemoveAnImageThatIsBeingGrown)
{
    const auto growing = LockFile::tryAcquire(file("lock"));
    ASSERT_TRUE(growing);
    test::expectError(ErrorCode::Busy, "being grown", [&] { store().remove(manifest()); });
    EXPECT_EQ(store().list().size(), 1U);
}

TEST_F(GoldenStore, RemovesHalfStagedLeftoversButNotWhatIsBeingStaged)
{
    makeFolders(storeFolder() / ".staging-dead");
    replaceFile(storeFolder() / ".staging-dead" / "root.ext4", asBytes("half"));
    makeFolders(storeFolder() / ".staging-alive");
    const auto alive = LockFile::tryAcquire(storeFolder() / ".staging-alive" / "lock");
    makeFolders(storeFolder() / ".removed-1" / "sizes");
    const Store opened(storeFolder());
    EXPECT_FALSE(fs::exists(storeFolder() / ".staging-dead"));
    EXPECT_TRUE(fs::exists(storeFolder() / ".staging-alive"));
    EXPECT_FALSE(fs::exists(storeFolder() / ".removed-1"));
    EXPECT_EQ(opened.list().size(), 1U);
}

TEST_F(GoldenStore, GrowsTheRootToTheSizeOfACard)
{
    const Bytes size = mib(300);
    const GoldenRoot root = store().root(manifest(), size);
    EXPECT_LE(root.grown->size(), size);
    EXPECT_GT(root.grown->size(), size - mib(8));
    std::ofstream(folder() / "grown", std::ios::binary).close();
    fs::resize_file(folder() / "grown", root.grown->size().count());
    {
        const UniqueFd fd = openFile(folder() / "grown", O_RDWR);
        for (const Extent& run : root.used) {
            std::vector<std::byte> bytes(run.length);
            root.grown->read(run.offset, bytes);
            writeFully(fd.get(), run.offset, bytes, folder() / "grown");
        }
    }
    test::runChecked({"e2fsck", "-fn", (folder() / "grown").string()});
    EXPECT_EQ(test::readFromExt4(folder() / "grown", "/etc/hostname"), "golden\n");
}

TEST_F(GoldenStore, GrowsToASizeOnce)
{
    const GoldenRoot first = store().root(manifest(), mib(100));
    const fs::path cached = file("sizes") / (std::to_string(mib(100).count()) + ".overlay");
    ASSERT_TRUE(fs::exists(cached));
    const auto written = fs::last_write_time(cached);
    const GoldenRoot second = Store(storeFolder()).root(manifest(), mib(100));
    EXPECT_EQ(fs::last_write_time(cached), written);
    EXPECT_EQ(second.used, first.used);
    EXPECT_EQ(wholeOf(*second.grown), wholeOf(*first.grown));
    EXPECT_LT(fs::file_size(cached), mib(4).count()) << "only what growing changed is kept";
}

TEST_F(GoldenStore, MakesADamagedSizeAnew)
{
    const auto whole = wholeOf(*store().root(manifest(), mib(100)).grown);
    const fs::path cached = file("sizes") / (std::to_string(mib(100).count()) + ".overlay");
    for (const std::uint64_t offset :
         {std::uint64_t{0}, fs::file_size(cached) / 2, fs::file_size(cached) - 1}) {
        flip(cached, offset);
        test::expectError(ErrorCode::Corrupt, ".overlay", [&] { store().verify(manifest()); });
        EXPECT_EQ(wholeOf(*store().root(manifest(), mib(100)).grown), whole);
        store().verify(manifest());
    }
    fs::resize_file(cached, 3);
    EXPECT_EQ(wholeOf(*store().root(manifest(), mib(100)).grown), whole);
}

TEST_F(GoldenStore, ClearsAwayWhatACutOffGrowingLeft)
{
    replaceFile(file("sizes") / ".new-0123", asBytes("half"));
    replaceFile(file("sizes") / "growing-0123.ext4", asBytes("half"));
    store().root(manifest(), mib(100));
    for (const auto& entry : fs::directory_iterator(file("sizes"))) {
        EXPECT_EQ(entry.path().extension().string(), ".overlay") << entry.path();
    }
}

TEST_F(GoldenStore, HandsOutTheRootAtItsOwnSizeAndNothingSmaller)
{
    EXPECT_EQ(store().root(manifest(), manifest().rootSize).grown->size(), manifest().rootSize);
    test::expectError(ErrorCode::TooSmall, humanSize(manifest().rootSize),
                      [&] { store().root(manifest(), manifest().rootSize - Bytes(4096)); });
}

TEST_F(GoldenStore, WritesManifestsThatTheSchemaAccepts)
{
    store().approve(manifest(), {"badge-1", 1'700'000'000'000'000});
    const std::string script =
        "import json,sys,jsonschema\n"
        "schema=json.load(open(sys.argv[1]))\n"
        "jsonschema.Draft202012Validator.check_schema(schema)\n"
        "jsonschema.Draft202012Validator(schema).validate(json.load(open(sys.argv[2])))\n"
        "print('valid')\n";
    const auto validate = [&](const fs::path& path) {
        return runProgram({"/usr/bin/python3", "-c", script, BINDERY_MANIFEST_SCHEMA, path.string()},
                          std::chrono::seconds(60));
    };
    EXPECT_EQ(validate(file("manifest.json")).output, "valid\n");
    store().keepProof(manifest(), {1'700'000'000'000'001, "bindery 0.4.0", "qemu q35 tcg", 0, {"opened"}});
    EXPECT_EQ(validate(file("manifest.json")).output, "valid\n");
    Json json = toJson(manifest());
    replaceFile(folder() / "unapproved.json", asBytes(json.dump()));
    EXPECT_EQ(validate(folder() / "unapproved.json").output, "valid\n");
    json["colour"] = "red";
    replaceFile(folder() / "more.json", asBytes(json.dump()));
    EXPECT_THAT(validate(folder() / "more.json").output, testing::HasSubstr("colour"));
}
