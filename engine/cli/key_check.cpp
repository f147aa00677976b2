// SPDX-License-Identifier: Apache-2.0
#include "cli/key_check.h"

#include "base/error.h"
#include "bind/site.h"
#include "cli/state.h"
#include "db/state_folder.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <system_error>

#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

namespace fs = std::filesystem;

constexpr mode_t kGroup = 070;
constexpr mode_t kAll = 007;

std::string groupName(gid_t id)
{
    std::array<char, 4096> buffer{};
    group entry{};
    group* found = nullptr;
    if (::getgrgid_r(id, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) {
        return std::to_string(id);
    }
    return found->gr_name;
}

std::string octal(mode_t mode)
{
    std::array<char, 8> text{};
    const int length = std::snprintf(text.data(), text.size(), "%04o", static_cast<unsigned>(mode & 07777U));
    return {text.data(), static_cast<std::size_t>(length)};
}

/// Who beside the owner of the keys has to do with this file or folder; empty: nobody.
std::string strangersOf(const struct stat& status, uid_t owner)
{
    std::string who;
    const auto add = [&](const std::string& one) { who += (who.empty() ? "" : ", ") + one; };
    if (status.st_uid != owner && status.st_uid != 0) {
        add(userName(status.st_uid));
    }
    if ((status.st_mode & kGroup) != 0) {
        add("group " + groupName(status.st_gid));
    }
    if ((status.st_mode & kAll) != 0) {
        add("everybody");
    }
    return who;
}

/// Certificates and pins, which units are shown.
bool isPublic(const fs::path& path)
{
    return path.parent_path().filename() == "site" &&
           (path.filename() == "site.pins" || path.filename() == "station.pem");
}

struct Looseness {
    fs::path place;
    std::string who;
    bool folder = false;
    mode_t mode = 0;
};

/// The first thing below (or the folder itself) that others can read. Errors: those of the file system.
std::optional<Looseness> findLoose(const fs::path& folder, const struct stat& top)
{
    const auto look = [&](const fs::path& path) -> std::optional<Looseness> {
        struct stat status {
        };
        if (::lstat(path.c_str(), &status) != 0) {
            throw Error(ErrorCode::NeedsRoot, path.string() + ": " + std::generic_category().message(errno));
        }
        const std::string who = strangersOf(status, top.st_uid);
        if (who.empty() || S_ISLNK(status.st_mode) || isPublic(path)) {
            return std::nullopt;
        }
        return Looseness{path, who, S_ISDIR(status.st_mode), status.st_mode};
    };
    if (auto loose = look(folder)) {
        return loose;
    }
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (auto loose = look(entry.path())) {
            return loose;
        }
    }
    return std::nullopt;
}

/// Beside a lock file that is always there.
bool holdsWrappingKeys(const fs::path& folder)
{
    std::error_code ignored;
    const fs::directory_iterator entries(folder, ignored);
    return std::any_of(begin(entries), end(entries),
                       [](const fs::directory_entry& entry) { return entry.path().extension() == ".key"; });
}

bool isMasterGone(const db::StateFolder& paths)
{
    std::error_code ignored;
    return ::getenv("CREDENTIALS_DIRECTORY") == nullptr && !fs::exists(paths.masterKey(), ignored) &&
           holdsWrappingKeys(paths.wrappingKeys());
}

} // namespace

HealthFinding checkKeys(const fs::path& state)
{
    const db::StateFolder paths(fs::absolute(state));
    const fs::path folder = paths.keys();
    struct stat status {
    };
    if (::stat(folder.c_str(), &status) != 0) {
        return errno == ENOENT
                   ? HealthFinding{"keys", Health::Good, "made at first use", ""}
                   : HealthFinding{"keys", Health::Warning,
                                   folder.string() + ": " + std::generic_category().message(errno), ""};
    }
    const std::string owner = userName(status.st_uid);
    try {
        if (const std::optional<Looseness> loose = findLoose(folder, status)) {
            const std::string place = loose->place.string();
            return {"keys", Health::Warning,
                    place + " is open to " + loose->who + " (mode " + octal(loose->mode) + ")",
                    "chown " + owner + " " + place + " && chmod " + (loose->folder ? "0700 " : "0600 ") +
                        place + "; a key that others could read is best replaced"};
        }
    } catch (const fs::filesystem_error& error) {
        return {"keys", Health::Warning, error.path1().string() + ": " + error.code().message(),
                "run bindery doctor as " + owner + " or as root"};
    } catch (const Error& error) {
        return {"keys", Health::Warning, error.what(), "run bindery doctor as " + owner + " or as root"};
    }
    if (isMasterGone(paths)) {
        return {"keys", Health::Missing,
                paths.masterKey().string() +
                    " is gone: the transport secrets sealed under it cannot be opened",
                "restore it from a backup, or give the systemd credential bindery-master it was replaced by"};
    }
    return {"keys", Health::Good,
            folder.string() + ", readable by " + (owner == "root" ? "root" : owner + " and root") + " only",
            ""};
}

std::vector<HealthFinding> checkSite(const fs::path& state)
{
    const fs::path folder = siteFolder(state);
    std::error_code error;
    if (!fs::exists(folder, error)) {
        if (error) {
            return {{"bind site", Health::Warning, folder.string() + ": " + error.message(), ""}};
        }
        return {{"bind site", Health::Warning, "none: cards are made, but no unit is bound at this station",
                 "bindery bind site init for the first station of a site, bindery bind site join FOLDER for "
                 "the others"}};
    }
    std::vector<HealthFinding> findings;
    try {
        const bind::SitePins pins = bind::readPins(folder);
        bind::openBench(folder);
        findings.push_back({"bind site", Health::Good,
                            std::to_string(pins.size()) + " pinned keys, and a certificate of this station",
                            ""});
    } catch (const Error& caught) {
        findings.push_back({"bind site", Health::Warning, caught.what(),
                            "join the site once more with bindery bind site join FOLDER, or restore " +
                                folder.string() + " from a backup"});
    }
    const fs::path spare = folder / "spare.key";
    if (fs::exists(spare, error)) {
        findings.push_back({"spare key", Health::Warning,
                            spare.string() + " lies on this station: who has the station has the spare too",
                            "copy it to a medium in a safe, check the copy, and shred -u " + spare.string()});
    }
    return findings;
}

} // namespace bindery::cli
