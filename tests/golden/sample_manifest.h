// SPDX-License-Identifier: Apache-2.0
// A manifest with every field filled, that belongs to no image.
#pragma once

#include "golden/manifest.h"

namespace bindery::test
{

inline golden::Manifest sampleManifest()
{
    golden::Manifest manifest;
    manifest.name = "sample";
    manifest.createdUtcMicros = 1'700'000'000'000'000;
    manifest.sourceName = "sample.img.xz";
    manifest.sourceDigest = std::string(64, 'a');
    manifest.recipeName = "generic";
    manifest.recipeDigest = std::string(64, 'b');
    manifest.rootDigest = std::string(64, 'c');
    manifest.bootDigest = std::string(64, 'd');
    manifest.id = golden::goldenId(manifest.bootDigest, manifest.recipeDigest, manifest.rootDigest);
    manifest.systemId = "debian";
    manifest.systemVersion = "12";
    manifest.architecture = "arm64";
    manifest.boards = {"pi4", "pi5"};
    manifest.bootSize = mib(64);
    manifest.rootSize = mib(300);
    manifest.rootUsed = mib(200);
    manifest.minimumMedium = mib(400);
    manifest.patchPoints = {{"luks_uuid", "cmdline.txt", {{mib(3).count(), 30}, {mib(2).count(), 6}}}};
    manifest.keepIdentity = {golden::IdentityTrait::Wifi, golden::IdentityTrait::Logs};
    manifest.demo = true;
    manifest.binds =
        golden::Binds{"simulated", std::string(64, 'e'), std::string(64, 'f'), std::string(64, '1')};
    manifest.initramfs = {{"initrd.img", "6.1.0-50-amd64", std::string(64, '2'), {"cryptsetup", "dm_crypt"}}};
    manifest.proof = golden::Proof{1'700'000'050'000'000,
                                   "bindery 0.4.0",
                                   "qemu q35 tcg",
                                   61,
                                   {"locked by the module", "opened by the module"}};
    manifest.approval = golden::Approval{"badge-7", 1'700'000'100'000'000};
    return manifest;
}

} // namespace bindery::test
