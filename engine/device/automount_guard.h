// SPDX-License-Identifier: Apache-2.0
// Keeps the desktop's automounter off the line's slots: a runtime udev rule that sets UDISKS_IGNORE for them
// while the guard lives. Every guard has a rule of its own and holds a lock as long as it lives, so that the
// next guard tells the leftovers of a line that crashed from the rule of one that runs.
// Keep it until the cards have left: a disk whose claim ends is looked at once more (a late `change`), and
// that look needs the rule too. Errors: InvalidArgument for a match that no rule can hold; NeedsRoot,
// WriteFailed when the rule cannot be put in place; Internal when udevd does not take it. Without a udevd
// nothing is mounted by itself, and the rule only waits for one. Threads: one. Source: udev(7), udisks(8),
// udevadm(8), unix(7).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace bindery::device
{

/// What a disk of one slot is known by in a udev rule.
struct GuardMatch {
    std::string key;   ///< a property ("ID_PATH", "BINDERY_PORT"), or one of KERNEL, KERNELS, DEVPATH
    std::string value; ///< taken literally, never as a pattern
};

/// Where the rules lie, and who is told. Tests use folders of their own.
struct GuardPlaces {
    std::filesystem::path rules = "/run/udev/rules.d";
    std::filesystem::path locks = "/run/bindery";
    /// The socket at which a udevd listens, which then is told to read its rules again.
    std::filesystem::path udevControl = "/run/udev/control";
    std::string udevadm = "udevadm"; ///< the program that tells it
};

/// The rules of a guard: every whole disk that one of the matches fits, and its partitions, are ignored.
/// Errors: InvalidArgument naming key and value.
std::string automountRules(const std::vector<GuardMatch>& slots);

class AutomountGuard
{
public:
    /// Removes what crashed lines left, then puts the rule in place.
    explicit AutomountGuard(const std::vector<GuardMatch>& slots, GuardPlaces places = {});
    AutomountGuard(const AutomountGuard&) = delete;
    AutomountGuard& operator=(const AutomountGuard&) = delete;
    /// Lets udevd finish what it has in hand, then removes the rule.
    ~AutomountGuard();

    /// Other slots from now on.
    void guard(const std::vector<GuardMatch>& slots);
    const std::filesystem::path& ruleFile() const;

private:
    struct Rule;
    std::unique_ptr<Rule> m_rule;
};

} // namespace bindery::device
