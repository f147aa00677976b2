// SPDX-License-Identifier: Apache-2.0
// Golden images on the bus: org.bindery.Images1 stages them, org.bindery.GoldenImage1 is each of them. They
// follow store and records, also where another program changes those. Threads: the main loop's.
#pragma once

#include "daemon/bindery_program.h"
#include "daemon/desk.h"
#include "daemon/jobs.h"
#include "golden/recipe.h"
#include "golden/system_change.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <daemon_adaptors/Images1.h>
#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

class ImageObject;

/// What a recipe with a table [unit] needs; nothing for another one.
using ChangeFor = std::function<std::unique_ptr<golden::SystemChange>(const golden::Recipe& recipe)>;

class ImageObjects final : public sdbus::AdaptorInterfaces<org::bindery::Images1_adaptor>
{
public:
    /// Jobs and program are borrowed.
    ImageObjects(Desk& desk, Jobs& jobs, const BinderyProgram& program, ChangeFor changeFor);
    ~ImageObjects();
    ImageObjects(const ImageObjects&) = delete;
    ImageObjects& operator=(const ImageObjects&) = delete;

    void refresh();

private:
    /// `recipe` is asked for where the job runs: what a client passed may take its time, or hang.
    sdbus::ObjectPath stage(const sdbus::UnixFd& source, const std::string& sourceName,
                            std::function<golden::Recipe()> recipe, const std::string& name,
                            const std::string& badge);

    void Recipes(sdbus::Result<std::vector<std::string>>&& result) override;
    void Stage(sdbus::Result<sdbus::ObjectPath>&& result, sdbus::UnixFd source, std::string sourceName,
               std::string recipe, std::string name) override;
    void StageByRecipe(sdbus::Result<sdbus::ObjectPath>&& result, sdbus::UnixFd source,
                       std::string sourceName, sdbus::UnixFd recipe, std::string name) override;

    Desk& m_desk;
    Jobs& m_jobs;
    const BinderyProgram& m_program;
    const ChangeFor m_changeFor;
    std::map<std::string, std::unique_ptr<ImageObject>> m_images; ///< by id
};

} // namespace bindery::daemon
