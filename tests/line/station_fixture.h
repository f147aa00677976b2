// SPDX-License-Identifier: Apache-2.0
// A station in a folder of its own with one small approved golden image.
#pragma once

#include "golden/stage.h"
#include "line/run_batch.h"
#include "line/station.h"
#include "support/small_image.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace bindery::test
{

class LineFixture : public ::testing::Test
{
protected:
    explicit LineFixture(const SmallGoldenShape& shape = {}, const std::string& recipe = "generic")
    {
        writeSmallImage(SmallGolden{shape}, m_folder / "golden.img");
        golden::StageRequest request;
        request.source = m_folder / "golden.img";
        request.recipe = golden::loadRecipe(recipe);
        request.name = "small";
        m_manifest = golden::stage(m_station->store(), request, m_clock);
        m_station->records().ensureActor({"badge-1", std::nullopt, "supervisor"});
        m_station->records().recordStaged({m_manifest.id, m_manifest.name, m_manifest.rootDigest,
                                           m_manifest.bootDigest, m_manifest.recipeDigest,
                                           m_manifest.recipeName, m_manifest.sourceName,
                                           m_manifest.sourceDigest, golden::digestOf(m_manifest)},
                                          "badge-1");
        m_station->records().recordApproved(m_manifest.id, "badge-1");
        m_station->store().approve(m_manifest, {"badge-1", m_clock.now().utcMicros});
        m_manifest = m_station->store().find("small");
    }

    line::BatchRequest request(std::size_t cards)
    {
        line::BatchRequest request;
        request.golden = m_manifest;
        request.actor = "badge-1";
        for (std::size_t i = 0; i < cards; ++i) {
            request.targets.push_back({m_folder / ("card-" + std::to_string(i) + ".img"), std::nullopt});
        }
        request.window.patience =
            std::chrono::seconds(60); // the count of reads must not hang on the machine's load
        return request;
    }

    line::BatchReport run(const line::BatchRequest& request, const std::stop_token& stop = {})
    {
        line::BatchProgress progress(request.targets.size());
        return line::runBatch(*m_station, request, progress, stop);
    }

    /// As a new start of the program would find it.
    void restart()
    {
        m_station.reset();
        m_station = std::make_unique<line::Station>(m_folder / "state", m_clock);
    }

    TempFolder m_folder;
    SimulatedClock m_clock;
    std::unique_ptr<line::Station> m_station = std::make_unique<line::Station>(m_folder / "state", m_clock);
    golden::Manifest m_manifest;
};

} // namespace bindery::test
