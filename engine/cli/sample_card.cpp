// SPDX-License-Identifier: Apache-2.0
#include "cli/sample_card.h"

#include "bind/header_state.h"
#include "card/make_card.h"
#include "device/open_medium.h"
#include "line/shared_goldens.h"

#include <chrono>
#include <future>

namespace bindery::cli
{

namespace
{

constexpr std::chrono::milliseconds kRedraw{100};
constexpr const char* kName = "proof";
/// Beyond the smallest card: what a system writes when it starts.
constexpr Bytes kRoom = mib(256);

/// Whole sizes, so that the root is grown once for all proofs of an image.
Bytes sizeFor(const golden::Manifest& manifest)
{
    const std::uint64_t step = mib(512).count();
    return Bytes((manifest.minimumMedium.count() + kRoom.count() + step - 1) / step * step);
}

golden::UnitIdentity unitOf(const line::Station& station, const golden::Manifest& manifest)
{
    golden::UnitIdentity unit;
    unit.serial = kName;
    unit.hostName = kName;
    unit.keep = {manifest.keepIdentity.begin(), manifest.keepIdentity.end()};
    unit.fileSystemUuid = Uuid::random();
    unit.utcSeconds = station.clock().now().utcMicros / 1'000'000;
    unit.unitJson = {{"format", 1},      {"serial", kName},       {"order", kName},
                     {"attempt", kName}, {"golden", manifest.id}, {"station", station.identity().id()}};
    return unit;
}

Json passportOf(const line::Station& station, const golden::Manifest& manifest)
{
    return {{"type", "bindery-passport"},
            {"keyslots", Json::array()},
            {"format", 1},
            {"serial", kName},
            {"order", kName},
            {"golden_name", manifest.name},
            {"golden_id", manifest.id},
            {"station", station.identity().id()},
            {"attempt", kName},
            {"boards", manifest.boards}};
}

} // namespace

SampleCard makeSampleCard(line::Station& station, const golden::Manifest& manifest,
                          const std::filesystem::path& folder,
                          const std::function<void(const card::ProgressSeen&)>& show,
                          const std::stop_token& stop)
{
    SampleCard sample;
    sample.file = folder / "card.img";
    const Bytes size = sizeFor(manifest);
    card::CardProgress progress;
    std::future<void> making = std::async(std::launch::async, [&] {
        const auto shared = line::SharedGoldens(station.store(), manifest, {}).forMedium(size);
        card::CardOrder order{shared,
                              shared->writeWindow->join(),
                              shared->verifyWindow->joinLater(),
                              unitOf(station, manifest),
                              passportOf(station, manifest),
                              kName,
                              card::VerifyPolicy::Full,
                              card::Fill::None,
                              [&](const card::CardIdentity& identity, const card::CardSecrets& secrets) {
                                  sample.luksUuid = identity.luksUuid;
                                  sample.boot = identity.geometry.boot;
                                  sample.profileDigest = identity.profileDigest;
                                  sample.secret = secrets.transport.clone();
                              },
                              bind::profileDigestOf};
        const auto medium = device::createImageFile(sample.file, size, false);
        card::makeCard(*medium, std::move(order), station.clock(), progress, stop);
    });
    while (making.wait_for(kRedraw) != std::future_status::ready) {
        show(card::ProgressSeen::of(progress));
    }
    making.get();
    return sample;
}

} // namespace bindery::cli
