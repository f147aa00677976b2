// SPDX-License-Identifier: Apache-2.0
#include "golden/manifest.h"

#include "base/error.h"
#include "base/sha256.h"

#include <algorithm>
#include <set>

namespace bindery::golden
{

namespace
{

constexpr std::int64_t kFormat = 2;
constexpr std::int64_t kMaxInteger = 9'007'199'254'740'991; // 2^53 - 1, as canonical JSON
constexpr std::size_t kMaxTextLength = 255;
constexpr std::size_t kMaxListLength = 4096;

[[noreturn]] void fail(const std::string& field, const std::string& what)
{
    throw Error(ErrorCode::Corrupt, "manifest: " + field + " " + what);
}

/// One object of the manifest: every key is asked for by name, and none may be left over.
class Fields
{
public:
    Fields(const Json& json, std::string place) : m_json(json), m_place(std::move(place))
    {
        if (!json.is_object()) {
            fail(m_place.empty() ? "the whole" : m_place, "is not an object");
        }
    }

    const Json& get(const char* key)
    {
        const auto found = m_json.find(key);
        if (found == m_json.end()) {
            fail(path(key), "is missing");
        }
        m_seen.insert(key);
        return *found;
    }
    std::string text(const char* key, bool mayBeEmpty = false)
    {
        const Json& value = get(key);
        if (!value.is_string()) {
            fail(path(key), "is not a text");
        }
        if (!isText(value, mayBeEmpty)) {
            fail(path(key), "is empty, longer than " + std::to_string(kMaxTextLength) +
                                " bytes or has control characters");
        }
        return value.get<std::string>();
    }
    std::string digest(const char* key)
    {
        std::string result = text(key);
        if (!isSha256Hex(result)) {
            fail(path(key), "is not a SHA-256 in lower-case hex digits");
        }
        return result;
    }
    std::int64_t integer(const char* key, std::int64_t least)
    {
        const Json& value = get(key);
        const bool fits = value.is_number_unsigned()
                              ? value.get<std::uint64_t>() <= static_cast<std::uint64_t>(kMaxInteger)
                          : value.is_number_integer() ? value.get<std::int64_t>() >= -kMaxInteger
                                                      : false;
        if (!fits || value.get<std::int64_t>() < least) {
            fail(path(key),
                 "is not an integer from " + std::to_string(least) + " to " + std::to_string(kMaxInteger));
        }
        return value.get<std::int64_t>();
    }
    Bytes size(const char* key) { return Bytes(static_cast<std::uint64_t>(integer(key, 1))); }
    bool boolean(const char* key)
    {
        const Json& value = get(key);
        if (!value.is_boolean()) {
            fail(path(key), "is neither true nor false");
        }
        return value.get<bool>();
    }
    const Json& list(const char* key)
    {
        const Json& value = get(key);
        if (!value.is_array() || value.size() > kMaxListLength) {
            fail(path(key), "is not a list of at most " + std::to_string(kMaxListLength) + " entries");
        }
        return value;
    }
    std::vector<std::string> texts(const char* key)
    {
        std::vector<std::string> result;
        for (const Json& entry : list(key)) {
            if (!isText(entry, false)) {
                fail(path(key), "holds something that is no text");
            }
            result.push_back(entry.get<std::string>());
        }
        return result;
    }
    Fields object(const char* key) { return {get(key), path(key)}; }
    std::string path(const std::string& key) const { return m_place.empty() ? key : m_place + "." + key; }

    void end() const
    {
        for (const auto& [key, value] : m_json.items()) {
            if (m_seen.count(key) == 0) {
                fail(path(key), "is not known");
            }
        }
    }

private:
    static bool isText(const Json& value, bool mayBeEmpty)
    {
        if (!value.is_string()) {
            return false;
        }
        const auto& text = value.get_ref<const std::string&>();
        return (mayBeEmpty || !text.empty()) && text.size() <= kMaxTextLength &&
               std::none_of(text.begin(), text.end(),
                            [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    }

    const Json& m_json;
    std::string m_place;
    std::set<std::string> m_seen;
};

Json toJson(const PatchPoint& point)
{
    Json extents = Json::array();
    for (const Extent& extent : point.extents) {
        extents.push_back({{"offset", extent.offset}, {"length", extent.length}});
    }
    return {{"field", point.field}, {"file", point.file}, {"extents", std::move(extents)}};
}

PatchPoint patchPointFromJson(const Json& json, const std::string& place, Bytes bootSize)
{
    Fields fields(json, place);
    PatchPoint point;
    point.field = fields.text("field");
    point.file = fields.text("file");
    const auto length = fieldLength(point.field);
    if (!length) {
        fail(fields.path("field"), "is a field that does not exist: \"" + point.field + "\"");
    }
    std::uint64_t total = 0;
    for (const Json& entry : fields.list("extents")) {
        Fields parts(entry, fields.path("extents[" + std::to_string(point.extents.size()) + "]"));
        const Extent extent{static_cast<std::uint64_t>(parts.integer("offset", 0)),
                            parts.size("length").count()};
        parts.end();
        if (extent.end() > bootSize.count()) {
            fail(fields.path("extents"), "reaches past the end of the boot partition");
        }
        total += extent.length;
        point.extents.push_back(extent);
    }
    fields.end();
    if (total != *length) {
        fail(fields.path("extents"), "has " + std::to_string(total) + " bytes, but the field \"" +
                                         point.field + "\" has " + std::to_string(*length));
    }
    return point;
}

Json toJson(const CheckedInitramfs& initramfs)
{
    return {{"file", initramfs.file},
            {"kernel", initramfs.kernel},
            {"sha256", initramfs.digest},
            {"holds", initramfs.holds}};
}

CheckedInitramfs initramfsFromJson(const Json& json, const std::string& place)
{
    Fields fields(json, place);
    CheckedInitramfs initramfs;
    initramfs.file = fields.text("file");
    initramfs.kernel = fields.text("kernel");
    initramfs.digest = fields.digest("sha256");
    initramfs.holds = fields.texts("holds");
    fields.end();
    return initramfs;
}

Json toJson(const std::optional<Binds>& binds)
{
    return !binds ? Json()
                  : Json{{"module", binds->module},
                         {"agent_sha256", binds->agentDigest},
                         {"pins_sha256", binds->pinsDigest},
                         {"files_sha256", binds->filesDigest}};
}

Json toJson(const std::optional<Proof>& proof)
{
    return !proof ? Json()
                  : Json{{"utc_micros", proof->utcMicros},
                         {"tool_version", proof->toolVersion},
                         {"how", proof->how},
                         {"seconds", proof->seconds},
                         {"seen", proof->seen}};
}

void checkDisjoint(const std::vector<PatchPoint>& points)
{
    std::vector<Extent> all;
    for (const PatchPoint& point : points) {
        all.insert(all.end(), point.extents.begin(), point.extents.end());
    }
    std::sort(all.begin(), all.end());
    const auto overlap = [](const Extent& left, const Extent& right) { return left.end() > right.offset; };
    if (std::adjacent_find(all.begin(), all.end(), overlap) != all.end()) {
        fail("patch_points", "overlap");
    }
}

bool isPartitionType(std::string_view type)
{
    const auto lowerHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    const auto upperHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); };
    if (type.size() == 2) {
        return std::all_of(type.begin(), type.end(), lowerHex);
    }
    if (type.size() != 36) {
        return false;
    }
    for (std::size_t i = 0; i < type.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? type[i] != '-' : !upperHex(type[i])) {
            return false;
        }
    }
    return true;
}

} // namespace

bool isImageName(std::string_view text)
{
    constexpr std::size_t kMaxLength = 64;
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    return !text.empty() && text.size() <= kMaxLength && plain(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return plain(c) || c == '.' || c == '_' || c == '-'; });
}

bool isSha256Hex(std::string_view text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

std::string goldenId(const std::string& bootDigest, const std::string& recipeDigest,
                     const std::string& rootDigest)
{
    return Sha256::hexOf(
        asBytes(canonicalJson({{"boot", bootDigest}, {"recipe", recipeDigest}, {"root", rootDigest}})));
}

std::optional<std::size_t> fieldLength(std::string_view field)
{
    constexpr std::size_t kUuidLength = 36;
    return field == "luks_uuid" ? std::optional(kUuidLength) : std::nullopt;
}

Json toJson(const Manifest& manifest)
{
    Json points = Json::array();
    for (const PatchPoint& point : manifest.patchPoints) {
        points.push_back(toJson(point));
    }
    Json keep = Json::array();
    for (const IdentityTrait trait : manifest.keepIdentity) {
        keep.push_back(textOf(trait));
    }
    Json initramfs = Json::array();
    for (const CheckedInitramfs& checked : manifest.initramfs) {
        initramfs.push_back(toJson(checked));
    }
    Json approval;
    if (manifest.approval) {
        approval = {{"actor", manifest.approval->actor}, {"utc_micros", manifest.approval->utcMicros}};
    }
    return {
        {"format", kFormat},
        {"id", manifest.id},
        {"name", manifest.name},
        {"created_utc_micros", manifest.createdUtcMicros},
        {"source", {{"name", manifest.sourceName}, {"sha256", manifest.sourceDigest}}},
        {"recipe", {{"name", manifest.recipeName}, {"sha256", manifest.recipeDigest}}},
        {"root",
         {{"sha256", manifest.rootDigest},
          {"size", manifest.rootSize.count()},
          {"used", manifest.rootUsed.count()}}},
        {"boot",
         {{"sha256", manifest.bootDigest},
          {"size", manifest.bootSize.count()},
          {"partition_type", manifest.bootPartitionType}}},
        {"system",
         {{"id", manifest.systemId},
          {"version", manifest.systemVersion},
          {"architecture", manifest.architecture}}},
        {"boards", manifest.boards},
        {"cipher", manifest.cipher},
        {"table", manifest.table == device::TableKind::Mbr ? "mbr" : "gpt"},
        {"minimum_medium", manifest.minimumMedium.count()},
        {"patch_points", std::move(points)},
        {"keep_identity", std::move(keep)},
        {"demo", manifest.demo},
        {"binds", toJson(manifest.binds)},
        {"initramfs", std::move(initramfs)},
        {"proof", toJson(manifest.proof)},
        {"approval", std::move(approval)},
    };
}

std::string digestOf(const Manifest& manifest)
{
    Json json = toJson(manifest);
    json.erase("approval");
    json.erase("proof");
    return Sha256::hexOf(asBytes(canonicalJson(json)));
}

Manifest manifestFromJson(const Json& json)
{
    Fields fields(json, "");
    Manifest manifest;
    if (const std::int64_t format = fields.integer("format", 1); format != kFormat) {
        fail("format", "is " + std::to_string(format) + "; this program reads " + std::to_string(kFormat));
    }
    manifest.id = fields.digest("id");
    manifest.name = fields.text("name");
    if (!isImageName(manifest.name)) {
        fail("name", "is not a name: letters, digits, '.', '_', '-', at most 64");
    }
    manifest.createdUtcMicros = fields.integer("created_utc_micros", -kMaxInteger);
    Fields source = fields.object("source");
    manifest.sourceName = source.text("name");
    manifest.sourceDigest = source.digest("sha256");
    source.end();
    Fields recipe = fields.object("recipe");
    manifest.recipeName = recipe.text("name");
    manifest.recipeDigest = recipe.digest("sha256");
    recipe.end();
    Fields root = fields.object("root");
    manifest.rootDigest = root.digest("sha256");
    manifest.rootSize = root.size("size");
    manifest.rootUsed = root.size("used");
    root.end();
    if (manifest.rootUsed > manifest.rootSize) {
        fail("root.used", "is more than root.size");
    }
    Fields boot = fields.object("boot");
    manifest.bootDigest = boot.digest("sha256");
    manifest.bootSize = boot.size("size");
    manifest.bootPartitionType = boot.text("partition_type");
    if (!isPartitionType(manifest.bootPartitionType)) {
        fail("boot.partition_type", "is neither two hex digits nor a GUID");
    }
    boot.end();
    Fields system = fields.object("system");
    manifest.systemId = system.text("id", true);
    manifest.systemVersion = system.text("version", true);
    manifest.architecture = system.text("architecture", true);
    system.end();
    for (const Json& board : fields.list("boards")) {
        if (!board.is_string() || board.get_ref<const std::string&>().empty()) {
            fail("boards", "holds something that is no name");
        }
        manifest.boards.push_back(board.get<std::string>());
    }
    manifest.cipher = fields.text("cipher");
    const std::string table = fields.text("table");
    if (table != "mbr" && table != "gpt") {
        fail("table", "is neither mbr nor gpt");
    }
    manifest.table = table == "mbr" ? device::TableKind::Mbr : device::TableKind::Gpt;
    manifest.minimumMedium = fields.size("minimum_medium");
    for (const Json& point : fields.list("patch_points")) {
        const std::string place = "patch_points[" + std::to_string(manifest.patchPoints.size()) + "]";
        manifest.patchPoints.push_back(patchPointFromJson(point, place, manifest.bootSize));
    }
    checkDisjoint(manifest.patchPoints);
    for (const Json& trait : fields.list("keep_identity")) {
        const auto known =
            trait.is_string() ? identityTraitOf(trait.get_ref<const std::string&>()) : std::nullopt;
        if (!known || !mayBeKept(*known)) {
            fail("keep_identity", "holds something that cannot be kept");
        }
        manifest.keepIdentity.push_back(*known);
    }
    manifest.demo = fields.boolean("demo");
    if (!fields.get("binds").is_null()) {
        Fields binds = fields.object("binds");
        manifest.binds = Binds{binds.text("module"), binds.digest("agent_sha256"),
                               binds.digest("pins_sha256"), binds.digest("files_sha256")};
        binds.end();
    }
    for (const Json& entry : fields.list("initramfs")) {
        manifest.initramfs.push_back(
            initramfsFromJson(entry, "initramfs[" + std::to_string(manifest.initramfs.size()) + "]"));
    }
    if (manifest.binds.has_value() == manifest.initramfs.empty()) {
        fail("initramfs",
             manifest.binds ? "is empty, but its units bind" : "is of an image that binds no unit");
    }
    if (!fields.get("proof").is_null()) {
        Fields proof = fields.object("proof");
        manifest.proof = Proof{proof.integer("utc_micros", -kMaxInteger), proof.text("tool_version"),
                               proof.text("how"), proof.integer("seconds", 0), proof.texts("seen")};
        proof.end();
        if (manifest.proof->seen.empty()) {
            fail("proof.seen", "is empty");
        }
    }
    if (!fields.get("approval").is_null()) {
        Fields approval = fields.object("approval");
        manifest.approval = Approval{approval.text("actor"), approval.integer("utc_micros", -kMaxInteger)};
        approval.end();
    }
    fields.end();
    if (manifest.id != goldenId(manifest.bootDigest, manifest.recipeDigest, manifest.rootDigest)) {
        fail("id", "does not follow from the digests of boot, recipe and root");
    }
    return manifest;
}

} // namespace bindery::golden
