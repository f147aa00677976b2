// SPDX-License-Identifier: Apache-2.0
// What is known of a golden image: manifest.json of the store, schema in golden-images/manifest.schema.json.
// Errors: Corrupt naming the field.
#pragma once

#include "base/bytes.h"
#include "base/json.h"
#include "device/partition_table.h"
#include "golden/identity_trait.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::golden
{

/// A place in the boot partition whose bytes depend on the unit. `extents` are offsets inside boot.fat, in
/// the order of the text; together they have the length of the field's text.
struct PatchPoint {
    std::string field; ///< "luks_uuid": 36 characters
    std::string file;  ///< in the boot partition, for people
    std::vector<Extent> extents;
    bool operator==(const PatchPoint&) const = default;
};

struct Approval {
    std::string actor; ///< badge
    std::int64_t utcMicros = 0;
    bool operator==(const Approval&) const = default;
};

/// What lets the units of an image bind, by digest.
struct Binds {
    std::string module;      ///< kind of their security module: "simulated"
    std::string agentDigest; ///< SHA-256 hex of the bundle of bindery-unit
    std::string pinsDigest;  ///< SHA-256 hex of the site's pins
    std::string filesDigest; ///< SHA-256 hex of the unit files and of what the recipe says about the unit
    bool operator==(const Binds&) const = default;
};

/// An initramfs of the boot partition that staging had the image's own tools rebuild, and looked into.
struct CheckedInitramfs {
    std::string file;               ///< in the boot partition
    std::string kernel;             ///< version
    std::string digest;             ///< SHA-256 hex
    std::vector<std::string> holds; ///< what was looked for and found
    bool operator==(const CheckedInitramfs&) const = default;
};

/// That a sample card of the image was started until its module had opened its root alone.
struct Proof {
    std::int64_t utcMicros = 0;
    std::string toolVersion;       ///< "bindery 0.4.0"
    std::string how;               ///< "qemu q35 tcg"
    std::int64_t seconds = 0;      ///< that the starts took
    std::vector<std::string> seen; ///< what the unit did, in order
    bool operator==(const Proof&) const = default;
};

struct Manifest {
    std::string id; ///< golden id: SHA-256 hex of canonical {boot, recipe, root} digests
    std::string name;
    std::int64_t createdUtcMicros = 0;
    std::string sourceName;
    std::string sourceDigest; ///< SHA-256 hex of the source as given
    std::string recipeName;
    std::string recipeDigest;
    std::string
        rootDigest; ///< SHA-256 hex over the used runs of root.ext4 (offset, length, bytes), as store.h says
    std::string bootDigest;    ///< SHA-256 hex of boot.fat
    std::string systemId;      ///< from /etc/os-release; empty when the image has none
    std::string systemVersion; ///< from the same place
    std::string architecture;  ///< "arm64", "armhf", "amd64"; empty when unknown
    std::vector<std::string> boards;
    std::string cipher = "aes-xts-plain64"; ///< cipher profile of the cards
    device::TableKind table = device::TableKind::Mbr;
    std::string bootPartitionType = "0c";
    Bytes bootSize;
    Bytes rootSize; ///< of root.ext4 as staged (shrunk)
    Bytes rootUsed;
    Bytes minimumMedium; ///< smallest card that holds it
    std::vector<PatchPoint> patchPoints;
    std::vector<IdentityTrait> keepIdentity; ///< what of the golden system's identity its units keep
    bool demo = false;                       ///< the simulated module is allowed
    std::optional<Binds> binds;              ///< nothing: its units do not bind
    std::vector<CheckedInitramfs> initramfs; ///< of an image whose units bind
    std::optional<Proof> proof;
    std::optional<Approval> approval;

    std::string digest12() const { return id.substr(0, 12); }
    std::string directoryName() const { return name + "@" + digest12(); }
    bool operator==(const Manifest&) const = default;
};

Json toJson(const Manifest& manifest);
/// SHA-256 hex of everything in it but proof and approval: what the records hold to know it by.
std::string digestOf(const Manifest& manifest);
Manifest manifestFromJson(const Json& json);

/// Letters, digits, '.', '_', '-'; at most 64 characters, the first a letter or digit.
bool isImageName(std::string_view text);
/// 64 lower-case hex digits.
bool isSha256Hex(std::string_view text);
/// The golden id of three digests.
std::string goldenId(const std::string& bootDigest, const std::string& recipeDigest,
                     const std::string& rootDigest);
/// Length of the text that stands for a field in the boot partition; empty for a field that does not exist.
std::optional<std::size_t> fieldLength(std::string_view field);

} // namespace bindery::golden
