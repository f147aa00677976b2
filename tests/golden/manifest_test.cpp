// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.h"
#include "golden/manifest.h"
#include "golden/sample_manifest.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::golden;

namespace
{

void expectCorrupt(const std::string& part, const std::function<void(Json&)>& damage)
{
    Json json = toJson(test::sampleManifest());
    damage(json);
    test::expectError(ErrorCode::Corrupt, "manifest: " + part, [&] { manifestFromJson(json); });
}

} // namespace

TEST(Manifest, ReadsBackWhatItWrote)
{
    Manifest manifest = test::sampleManifest();
    EXPECT_EQ(manifestFromJson(toJson(manifest)), manifest);
    manifest.approval.reset();
    manifest.patchPoints.clear();
    manifest.systemId.clear();
    EXPECT_EQ(manifestFromJson(parseJson(canonicalJson(toJson(manifest)), "text")), manifest);
}

TEST(Manifest, HasTheIdThatItsThreeDigestsGive)
{
    const std::string text = "{\"boot\":\"b\",\"recipe\":\"c\",\"root\":\"r\"}";
    EXPECT_EQ(goldenId("b", "c", "r"), Sha256::hexOf(asBytes(text)));
    expectCorrupt("id does not follow", [](Json& json) { json["id"] = std::string(64, '0'); });
    expectCorrupt("id does not follow", [](Json& json) { json["root"]["sha256"] = std::string(64, '0'); });
}

TEST(Manifest, NamesTheFieldThatIsMissing)
{
    const Json whole = toJson(test::sampleManifest());
    for (const auto& [key, value] : whole.items()) {
        expectCorrupt(key + " is missing", [name = key](Json& json) { json.erase(name); });
    }
    for (const char* part : {"source", "recipe", "root", "boot", "system"}) {
        for (const auto& [key, value] : whole.at(part).items()) {
            expectCorrupt(std::string(part) + "." + key + " is missing",
                          [part, name = key](Json& json) { json[part].erase(name); });
        }
    }
}

TEST(Manifest, NamesTheFieldOfTheWrongKind)
{
    const Json whole = toJson(test::sampleManifest());
    for (const auto& [key, value] : whole.items()) {
        expectCorrupt(key + " is", [name = key](Json& json) { json[name] = 1.5; });
    }
}

TEST(Manifest, RefusesWhatItDoesNotKnow)
{
    expectCorrupt("colour is not known", [](Json& json) { json["colour"] = "red"; });
    expectCorrupt("root.colour is not known", [](Json& json) { json["root"]["colour"] = "red"; });
    expectCorrupt("keep_identity holds", [](Json& json) { json["keep_identity"] = {"machine"}; });
    expectCorrupt("keep_identity holds", [](Json& json) { json["keep_identity"] = {7}; });
    expectCorrupt("format is 1", [](Json& json) { json["format"] = 1; });
    expectCorrupt("table is neither", [](Json& json) { json["table"] = "apm"; });
    expectCorrupt("name is not a name", [](Json& json) { json["name"] = "../../etc"; });
    expectCorrupt("boot.partition_type", [](Json& json) { json["boot"]["partition_type"] = "0C"; });
}

TEST(Manifest, RefusesSizesThatCannotBe)
{
    expectCorrupt("root.size is not an integer", [](Json& json) { json["root"]["size"] = -1; });
    expectCorrupt("root.size is not an integer",
                  [](Json& json) { json["root"]["size"] = std::uint64_t{1} << 60U; });
    expectCorrupt("root.used is more", [](Json& json) { json["root"]["used"] = std::uint64_t{1} << 50U; });
}

TEST(Manifest, RefusesPatchPointsOutsideTheBootPartitionOrOfAWrongLength)
{
    expectCorrupt("patch_points[0].extents reaches past the end",
                  [](Json& json) { json["patch_points"][0]["extents"][0]["offset"] = mib(64).count() - 1; });
    expectCorrupt("patch_points[0].extents has 37 bytes",
                  [](Json& json) { json["patch_points"][0]["extents"][0]["length"] = 31; });
    expectCorrupt("patch_points[0].field is a field that does not exist",
                  [](Json& json) { json["patch_points"][0]["field"] = "serial"; });
    expectCorrupt("patch_points overlap",
                  [](Json& json) { json["patch_points"].push_back(json["patch_points"][0]); });
}

TEST(Manifest, SaysWhetherItsUnitsBind)
{
    Manifest manifest = test::sampleManifest();
    manifest.binds.reset();
    manifest.initramfs.clear();
    manifest.proof.reset();
    EXPECT_EQ(manifestFromJson(toJson(manifest)), manifest);
    expectCorrupt("initramfs is empty", [](Json& json) { json["initramfs"] = Json::array(); });
    expectCorrupt("initramfs is of an image that binds no unit", [](Json& json) { json["binds"] = nullptr; });
    expectCorrupt("binds.pins_sha256 is not a SHA-256",
                  [](Json& json) { json["binds"]["pins_sha256"] = "x"; });
    expectCorrupt("initramfs[0].holds holds something",
                  [](Json& json) { json["initramfs"][0]["holds"] = {1}; });
    expectCorrupt("proof.how is missing", [](Json& json) { json["proof"].erase("how"); });
}

TEST(Manifest, IsKnownToTheRecordsByAllButProofAndApproval)
{
    const Manifest manifest = test::sampleManifest();
    Manifest other = manifest;
    other.proof.reset();
    other.approval.reset();
    EXPECT_EQ(digestOf(other), digestOf(manifest));
    other.binds->pinsDigest = std::string(64, '9');
    EXPECT_NE(digestOf(other), digestOf(manifest));
}

TEST(Manifest, RefusesJsonOfAnotherShape)
{
    test::expectError(ErrorCode::Corrupt, "the whole is not an object",
                      [] { manifestFromJson(Json::array()); });
    test::expectError(ErrorCode::Corrupt, "format is missing", [] { manifestFromJson(Json::object()); });
}
