// SPDX-License-Identifier: Apache-2.0
// Makes the demo's image one whose units bind, without root: the unit files, settings and pins go into root
// and boot partition as staging puts them there, but no program of the image runs. So its initramfs is no
// image of the system's own tools: it holds the settings, the pins and the key script, and starts nothing,
// for the demo's units run their agent in the demo's own process (demo_unit.h). Errors: InvalidArgument for a
// recipe that is no demo's; BadImage; WriteFailed. Threads: as SystemChange.
#pragma once

#include "golden/recipe.h"
#include "golden/system_change.h"
#include "staging/unit_content.h"

#include <string>

namespace bindery::daemon
{

class DemoChange : public golden::SystemChange
{
public:
    /// `pins`: text of site.pins.
    DemoChange(const golden::Recipe& recipe, std::string pins);

    golden::Binds binds() const override;
    std::vector<golden::CheckedInitramfs> apply(const golden::SystemPlace& place) override;

private:
    staging::UnitContent m_content;
};

} // namespace bindery::daemon
