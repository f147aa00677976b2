// SPDX-License-Identifier: Apache-2.0
#include "cli/state.h"

#include "base/error.h"

#include <cstdlib>
#include <vector>

#include <pwd.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

namespace fs = std::filesystem;

struct User {
    std::string name;
    fs::path home;
};

User userOf(uid_t id)
{
    constexpr std::size_t kBuffer = 16384;
    std::vector<char> buffer(kBuffer);
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(id, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) {
        return {"uid-" + std::to_string(id), {}};
    }
    return {found->pw_name, found->pw_dir};
}

fs::path absoluteFolder(const char* variable)
{
    const char* value = std::getenv(variable);
    // The XDG base directory specification: a relative path is to be ignored.
    return value != nullptr && *value == '/' ? fs::path(value) : fs::path();
}

} // namespace

fs::path defaultStateFolder()
{
    if (::geteuid() == 0) {
        return "/var/lib/bindery";
    }
    if (const fs::path state = absoluteFolder("XDG_STATE_HOME"); !state.empty()) {
        return state / "bindery";
    }
    fs::path home = absoluteFolder("HOME");
    if (home.empty()) {
        home = userOf(::geteuid()).home;
    }
    if (home.empty()) {
        throw Error(ErrorCode::InvalidArgument,
                    "this user has no home folder: say where the state is with --state DIR");
    }
    return home / ".local/state/bindery";
}

std::string userName(uid_t id)
{
    return userOf(id).name;
}

std::string defaultActor()
{
    const char* name = ::geteuid() == 0 ? std::getenv("SUDO_USER") : nullptr;
    return name != nullptr && *name != '\0' ? name : userOf(::getuid()).name;
}

fs::path siteFolder(const fs::path& state)
{
    return db::StateFolder(fs::absolute(state)).keys() / "site";
}

void requireState(const fs::path& state)
{
    std::error_code error;
    if (!fs::is_directory(state, error)) {
        if (error == std::errc::permission_denied) {
            throw Error(ErrorCode::NeedsRoot,
                        "the state folder " + state.string() + " cannot be looked into: " + error.message());
        }
        throw Error(ErrorCode::NotFound,
                    "there is no state folder " + state.string() +
                        ": stage an image first, or name another folder with --state DIR");
    }
}

void ensureKnown(db::Records& records, const std::string& badge)
{
    try {
        records.actor(badge);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound) {
            throw;
        }
        records.ensureActor({badge, std::nullopt, "operator"});
    }
}

} // namespace bindery::cli
