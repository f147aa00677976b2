// SPDX-License-Identifier: Apache-2.0
// Makes a system one whose units bind: puts the unit files into its root, moves root and boot files over to
// the card's LUKS container, has the image's own tools rebuild every initramfs in a sandbox, looks into each,
// and brings them to the boot partition. The image is hostile input and its programs are not trusted. Errors:
// BadImage naming what is missing where, with what the image's tools said; NeedsRoot; TooSmall for a boot
// partition without room for a second copy of each initramfs; WriteFailed; Cancelled. Threads: one object
// belongs to one thread.
#pragma once

#include "golden/recipe.h"
#include "golden/system_change.h"
#include "staging/unit_content.h"

#include <memory>
#include <string>

namespace bindery::staging
{

class UnitChange : public golden::SystemChange
{
public:
    explicit UnitChange(UnitContent content);

    golden::Binds binds() const override;
    std::vector<golden::CheckedInitramfs> apply(const golden::SystemPlace& place) override;

private:
    UnitContent m_content;
};

/// What a recipe with a table [unit] does to a system, with the agent that is installed on this station.
/// `pins`: of the site whose stations its units will trust. Errors: NotFound with the cure for a missing
/// agent.
std::unique_ptr<UnitChange> unitChangeOf(const golden::Recipe& recipe, std::string pins);

} // namespace bindery::staging
