// SPDX-License-Identifier: Apache-2.0
#include "device/automount_guard.h"

#include "base/error.h"
#include "base/file.h"
#include "base/lock_file.h"
#include "base/process.h"
#include "base/unique_fd.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include <sys/socket.h>
#include <sys/un.h>

namespace bindery::device
{

namespace fs = std::filesystem;

/// The rule of one guard, from the moment its place is taken.
struct AutomountGuard::Rule {
    explicit Rule(GuardPlaces itsPlaces);
    Rule(const Rule&) = delete;
    Rule& operator=(const Rule&) = delete;
    ~Rule();

    const GuardPlaces places;
    fs::path file;
    LockFile lock;
};

namespace
{

// After the rules that find out ID_PATH (60-persistent-storage) and those of udisks (80-udisks2).
constexpr std::string_view kRulePrefix = "90-bindery-slots-";
constexpr std::string_view kRuleSuffix = ".rules";
constexpr int kMostGuards = 64;
constexpr std::chrono::seconds kUdevPatience(10);

std::string nameOf(const GuardMatch& match)
{
    return match.key + "=\"" + match.value + "\"";
}

/// A name of a parent or of the device itself, or else a property.
std::string keyText(const GuardMatch& match)
{
    constexpr std::array<std::string_view, 3> kKeys{"KERNEL", "KERNELS", "DEVPATH"};
    if (std::find(kKeys.begin(), kKeys.end(), match.key) != kKeys.end()) {
        return match.key;
    }
    const bool isName = !match.key.empty() && std::all_of(match.key.begin(), match.key.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!isName) {
        throw Error(ErrorCode::InvalidArgument,
                    "no udev rule can match " + nameOf(match) + ": its key is not a property's name");
    }
    return "ENV{" + match.key + "}";
}

/// udev reads values as patterns, splits them at '|', and knows no way to quote the others.
std::string valueText(const GuardMatch& match)
{
    constexpr std::string_view kUnquotable = R"("\|)";
    constexpr std::string_view kPatterns = "*?[";
    std::string text;
    for (const char c : match.value) {
        if (c < ' ' || c > '~' || kUnquotable.find(c) != std::string_view::npos) {
            throw Error(ErrorCode::InvalidArgument,
                        "no udev rule can match the value of " + match.key +
                            ": it holds a character that cannot be quoted; teach the slot again");
        }
        if (kPatterns.find(c) != std::string_view::npos) {
            text.append("[").append(1, c).append("]");
        } else {
            text.append(1, c);
        }
    }
    if (text.empty()) {
        throw Error(ErrorCode::InvalidArgument,
                    "no udev rule may match an empty " + match.key + ": it would fit every other disk");
    }
    return text;
}

fs::path ruleFileOf(const GuardPlaces& places, int number)
{
    return places.rules / (std::string(kRulePrefix) + std::to_string(number) + std::string(kRuleSuffix));
}

fs::path lockFileOf(const GuardPlaces& places, int number)
{
    return places.locks / ("automount-guard-" + std::to_string(number) + ".lock");
}

/// Also of a rule that was not finished when its owner was killed: replaceFile() calls it RULE.new-...
std::optional<int> numberOf(const fs::path& ruleFile)
{
    std::string name = ruleFile.filename().string();
    name.resize(std::min(name.find(".new-"), name.size()));
    for (int number = 1; number <= kMostGuards; ++number) {
        if (name == std::string(kRulePrefix) + std::to_string(number) + std::string(kRuleSuffix)) {
            return number;
        }
    }
    return std::nullopt;
}

void removeFile(const fs::path& file)
{
    std::error_code failure;
    fs::remove(file, failure);
    if (failure) {
        throw Error(ErrorCode::WriteFailed, "removing " + file.string() + ": " + failure.message());
    }
}

/// Rules whose owner is gone; those of living owners are left alone.
void removeLeftovers(const GuardPlaces& places)
{
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(places.rules)) {
        files.push_back(entry.path());
    }
    for (const fs::path& file : files) {
        const std::optional<int> number = numberOf(file);
        if (!number) {
            continue;
        }
        if (auto lock = LockFile::tryAcquire(lockFileOf(places, *number))) {
            removeFile(file);
            lock->removeFile();
        }
    }
}

LockFile takePlace(const GuardPlaces& places, fs::path& ruleFile)
{
    makeFolders(places.rules);
    makeFolders(places.locks);
    removeLeftovers(places);
    for (int number = 1; number <= kMostGuards; ++number) {
        if (auto lock = LockFile::tryAcquire(lockFileOf(places, number))) {
            ruleFile = ruleFileOf(places, number);
            return std::move(*lock);
        }
    }
    throw Error(ErrorCode::Busy, "all " + std::to_string(kMostGuards) + " automount guards of " +
                                     places.rules.string() + " are in use; end another line first");
}

/// A udevd that was killed leaves its socket behind, so that the file's being there says nothing.
bool someoneListens(const fs::path& socketFile)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = socketFile.string();
    if (name.size() >= sizeof address.sun_path) {
        throw Error(ErrorCode::InvalidArgument, name + " is too long for the name of a socket");
    }
    std::copy(name.begin(), name.end(), std::begin(address.sun_path));
    const UniqueFd socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // A queue that is full (EAGAIN) is one that somebody keeps.
    return ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ||
           (errno != ENOENT && errno != ECONNREFUSED);
}

/// The queue of udevd's socket holds one caller at a time: whoever comes meanwhile is refused at once, and
/// asks again.
void tellUdev(const GuardPlaces& places, const std::vector<std::string>& words)
{
    constexpr std::chrono::milliseconds kPause(50);
    std::vector<std::string> command{places.udevadm};
    command.insert(command.end(), words.begin(), words.end());
    const auto deadline = std::chrono::steady_clock::now() + kUdevPatience;
    std::error_code ignored;
    while (fs::exists(places.udevControl, ignored)) {
        const ProcessResult result = runProgram(command, kUdevPatience);
        // Whether anybody listens is asked last, for who asks takes the place in the queue.
        if (result.exitStatus == 0 || !someoneListens(places.udevControl)) {
            return;
        }
        if (std::chrono::steady_clock::now() > deadline) {
            throw Error(ErrorCode::Internal,
                        "udevd does not answer, so nothing keeps the automounter off the slots (udevadm: " +
                            result.output.substr(0, result.output.find('\n')) + "); start udevd again");
        }
        std::this_thread::sleep_for(kPause);
    }
}

} // namespace

std::string automountRules(const std::vector<GuardMatch>& slots)
{
    std::string rules =
        "# Bindery: a line runs, and its slots are not for the automounter. Removed with the line.\n"
        R"(SUBSYSTEM!="block", GOTO="bindery_slots_end")"
        "\n"
        R"(ACTION=="remove", GOTO="bindery_slots_end")"
        "\n";
    for (const GuardMatch& match : slots) {
        rules.append(R"(ENV{DEVTYPE}=="disk", )")
            .append(keyText(match))
            .append(R"(==")")
            .append(valueText(match))
            .append(R"(", ENV{BINDERY_GUARDED}="1")")
            .append("\n");
    }
    rules.append(R"(ENV{DEVTYPE}=="partition", IMPORT{parent}="BINDERY_GUARDED")"
                 "\n"
                 R"(ENV{BINDERY_GUARDED}=="1", ENV{UDISKS_IGNORE}="1", ENV{UDISKS_AUTO}="0")"
                 "\n"
                 R"(LABEL="bindery_slots_end")"
                 "\n");
    return rules;
}

AutomountGuard::Rule::Rule(GuardPlaces itsPlaces)
    : places(std::move(itsPlaces)), lock(takePlace(places, file))
{
}

AutomountGuard::Rule::~Rule()
{
    try {
        // A disk whose claim just ended is looked at once more, and that look still needs the rule.
        tellUdev(places, {"settle", "--timeout=5"});
    } catch (const Error&) {
        // A udevd that hangs applies no rule; what matters now is that ours does not stay.
    }
    std::error_code ignored;
    fs::remove(file, ignored);
    lock.removeFile();
    try {
        tellUdev(places, {"control", "--reload"});
    } catch (const Error&) {
        // It sees by itself, within seconds, that a rule is gone.
    }
}

AutomountGuard::AutomountGuard(const std::vector<GuardMatch>& slots, GuardPlaces places)
    : m_rule(std::make_unique<Rule>(std::move(places)))
{
    guard(slots);
}

AutomountGuard::~AutomountGuard() = default;

void AutomountGuard::guard(const std::vector<GuardMatch>& slots)
{
    replaceFile(m_rule->file, asBytes(automountRules(slots)));
    tellUdev(m_rule->places, {"control", "--reload"});
}

const fs::path& AutomountGuard::ruleFile() const
{
    return m_rule->file;
}

} // namespace bindery::device
