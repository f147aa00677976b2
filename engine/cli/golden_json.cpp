// SPDX-License-Identifier: Apache-2.0
#include "cli/golden_json.h"

#include "base/clock.h"
#include "line/golden_acts.h"

namespace bindery::cli
{

Json goldenJson(const golden::Manifest& manifest, const std::optional<db::StoredGolden>& recorded)
{
    Json json{{"name", manifest.name},
              {"id", manifest.id},
              {"digest12", manifest.digest12()},
              {"state", line::goldenState(manifest, recorded)},
              {"created", isoTime(manifest.createdUtcMicros)},
              {"source_name", manifest.sourceName},
              {"source_sha256", manifest.sourceDigest},
              {"recipe", manifest.recipeName},
              {"recipe_sha256", manifest.recipeDigest},
              {"root_sha256", manifest.rootDigest},
              {"boot_sha256", manifest.bootDigest},
              {"system_id", manifest.systemId},
              {"system_version", manifest.systemVersion},
              {"architecture", manifest.architecture},
              {"boards", manifest.boards},
              {"cipher", manifest.cipher},
              {"table", manifest.table == device::TableKind::Mbr ? "mbr" : "gpt"},
              {"boot_size", manifest.bootSize.count()},
              {"root_size", manifest.rootSize.count()},
              {"root_used", manifest.rootUsed.count()},
              {"minimum_medium", manifest.minimumMedium.count()},
              {"demo", manifest.demo},
              {"binds", nullptr},
              {"initramfs", Json::array()},
              {"proof", nullptr},
              {"approved_by", nullptr},
              {"approved", nullptr}};
    if (manifest.binds) {
        json["binds"] = {{"module", manifest.binds->module},
                         {"agent_sha256", manifest.binds->agentDigest},
                         {"pins_sha256", manifest.binds->pinsDigest},
                         {"files_sha256", manifest.binds->filesDigest}};
    }
    for (const golden::CheckedInitramfs& initramfs : manifest.initramfs) {
        json["initramfs"].push_back({{"file", initramfs.file},
                                     {"kernel", initramfs.kernel},
                                     {"sha256", initramfs.digest},
                                     {"holds", initramfs.holds}});
    }
    if (manifest.proof) {
        json["proof"] = {{"time", isoTime(manifest.proof->utcMicros)},
                         {"tool_version", manifest.proof->toolVersion},
                         {"how", manifest.proof->how},
                         {"seconds", manifest.proof->seconds},
                         {"seen", manifest.proof->seen}};
    }
    if (json["state"] == "approved") {
        json["approved_by"] = manifest.approval->actor;
        json["approved"] = isoTime(manifest.approval->utcMicros);
    }
    return json;
}

} // namespace bindery::cli
