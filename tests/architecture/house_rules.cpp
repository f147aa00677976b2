// SPDX-License-Identifier: Apache-2.0
#include "architecture/house_rules.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string_view>

namespace bindery::architecture
{

namespace
{

namespace fs = std::filesystem;
using Names = std::set<std::string>;

/// Who may include whom directly; what is reached through these is allowed too.
const std::map<std::string, Names>& arrows()
{
    static const std::map<std::string, Names> table{
        {"base", {}},
        {"device", {"base"}},
        {"luks", {"base"}},
        {"ext4", {"base"}},
        {"module", {"base"}},
        {"db", {"base"}},
        {"golden", {"device", "ext4"}},
        {"card", {"device", "luks", "ext4", "golden"}},
        {"staging", {"golden", "card"}},
        {"bind", {"luks", "module"}},
        {"line", {"card", "bind", "db"}},
        {"unit", {"luks", "bind", "module"}},
        {"daemon", {"staging", "line", "unit"}},
        {"cli", {"staging", "line", "unit"}},
        {"station-gui", {}},
    };
    return table;
}

Names reachableFrom(const std::string& room)
{
    Names reached{room};
    std::vector<std::string> open{room};
    while (!open.empty()) {
        const std::string next = open.back();
        open.pop_back();
        const auto found = arrows().find(next);
        if (found == arrows().end()) {
            continue;
        }
        for (const std::string& below : found->second) {
            if (reached.insert(below).second) {
                open.push_back(below);
            }
        }
    }
    return reached;
}

struct Library {
    std::string name;
    std::regex header;
    Names owners;
    bool inPublicHeaders = false;
};

/// Every library that may be used at all; a header of any other is a violation until it gets an owner here.
const std::vector<Library>& libraries()
{
    static const std::vector<Library> table = [] {
        const auto row = [](const char* name, const char* header, Names owners,
                            bool inPublicHeaders = false) {
            return Library{name, std::regex(header), std::move(owners), inPublicHeaders};
        };
        return std::vector<Library>{
            row("libudev", "libudev\\.h", {"device"}),
            row("libblkid", "blkid/.*", {"device"}),
            row("libfdisk", "libfdisk/.*", {"device"}),
            row("liburing", "liburing(/.*|\\.h)", {"device"}),
            row("libcryptsetup", "libcryptsetup\\.h", {"luks"}),
            row("libext2fs", "(ext2fs|et|e2p)/.*", {"ext4"}),
            row("libarchive", "archive(_entry)?\\.h", {"golden", "staging"}),
            row("zlib", "zlib\\.h", {"golden"}),
            row("zstd", "zstd.*\\.h", {"golden"}),
            row("toml++", "toml\\+\\+/.*", {"daemon", "device", "golden"}),
            row("SQLite", "sqlite3.*\\.h", {"db"}),
            row("SQLiteCpp", "SQLiteCpp/.*", {"db"}),
            row("OpenSSL", "openssl/.*", {"base", "luks", "module", "db", "bind", "unit", "daemon", "cli"}),
            row("spdlog", "spdlog/.*", {"base", "line", "daemon", "cli", "unit"}),
            row("nlohmann-json", "nlohmann/.*", {"base"}, true),
            row("CLI11", "CLI/.*", {"cli", "daemon", "unit"}),
            // classes generated from the contract are inherited from, and nobody stands above these two rooms
            row("sdbus-c++", "sdbus-c\\+\\+/.*", {"daemon", "cli"}, true),
            row("the D-Bus contract", "daemon_(adaptors|proxies)/.*", {"daemon", "cli"}, true),
            row("libsystemd", "systemd/.*", {"daemon", "cli"}),
            row("zint", "zint\\.h", {"station-gui"}),
            row("TPM2-TSS", "tss2/.*", {"module"}),
        };
    }();
    return table;
}

bool isQt(const std::string& header)
{
    static const std::regex pattern("(Q[A-Z][A-Za-z0-9]*|Qt[A-Z][A-Za-z0-9]*/.*|q[a-z0-9]+\\.h)");
    return std::regex_match(header, pattern) && header != "quadmath.h";
}

/// The C++ library, POSIX and the kernel's own headers: nobody's and everybody's.
bool isOfTheLanguageOrSystem(const std::string& header)
{
    static const std::regex cxx("[a-z_0-9]+");
    static const std::regex system("(sys|linux|netinet|arpa|net|asm|bits)/[a-z0-9_/.]+\\.h");
    static const Names posix{
        "aio.h",      "dirent.h", "dlfcn.h",  "endian.h",   "errno.h",     "fcntl.h",     "fnmatch.h",
        "ftw.h",      "getopt.h", "glob.h",   "langinfo.h", "locale.h",    "regex.h",     "wchar.h",
        "grp.h",      "libgen.h", "limits.h", "math.h",     "mntent.h",    "netdb.h",     "poll.h",
        "pthread.h",  "pty.h",    "pwd.h",    "sched.h",    "signal.h",    "spawn.h",     "stddef.h",
        "stdint.h",   "stdio.h",  "stdlib.h", "string.h",   "strings.h",   "termios.h",   "time.h",
        "ucontext.h", "unistd.h", "syslog.h", "cpuid.h",    "immintrin.h", "wmmintrin.h", "x86intrin.h"};
    return std::regex_match(header, cxx) || std::regex_match(header, system) || posix.count(header) == 1;
}

/// The room a file belongs to: the folder below engine/, or db, or station-gui. Nothing for other files.
std::optional<std::string> roomOf(const std::string& path)
{
    static const std::regex engineRoom("engine/([^/]+)/.+");
    std::smatch found;
    if (std::regex_match(path, found, engineRoom)) {
        return found[1].str();
    }
    for (const char* room : {"db", "station-gui"}) {
        if (path.rfind(std::string(room) + "/", 0) == 0) {
            return room;
        }
    }
    return std::nullopt;
}

bool endsWith(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool isSource(const std::string& path)
{
    return endsWith(path, ".cpp") || endsWith(path, ".h") || endsWith(path, ".c") || endsWith(path, ".hpp");
}

bool isPrivateHeader(const std::string& path)
{
    return endsWith(path, "_internal.h");
}

bool isPublicHeader(const std::string& path)
{
    return (endsWith(path, ".h") || endsWith(path, ".hpp")) && !isPrivateHeader(path);
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

struct Include {
    std::size_t line = 0;
    bool quoted = false;
    std::string header;
};

std::vector<Include> includesOf(const TextFile& file)
{
    static const std::regex pattern(R"(^\s*#\s*include\s*(?:"([^"]+)\"|<([^>]+)>).*)");
    std::vector<Include> includes;
    std::size_t number = 0;
    for (const std::string& line : linesOf(file.text)) {
        ++number;
        std::smatch found;
        if (std::regex_match(line, found, pattern)) {
            const bool quoted = found[1].matched;
            includes.push_back({number, quoted, quoted ? found[1].str() : found[2].str()});
        }
    }
    return includes;
}

/// The room that a quoted include names: "device/medium.h", "db/records.h"; without a folder it is the file's
/// own.
std::string roomOfQuoted(const std::string& header, const std::string& ownRoom)
{
    const std::string first = header.substr(0, header.find('/'));
    if (first == "engine") {
        const auto room = roomOf(header);
        return room ? *room : ownRoom;
    }
    return first == header ? ownRoom : first;
}

std::string joined(const Names& names)
{
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text.empty() ? "nothing" : text;
}

void checkQuoted(const TextFile& file, const std::string& room, const Include& include,
                 std::vector<Violation>& out)
{
    if (include.header.find("..") != std::string::npos) {
        out.push_back(
            {file.path, include.line, "direction",
             "\"" + include.header + "\" climbs out of its folder; name it from the top of engine/"});
        return;
    }
    const std::string target = roomOfQuoted(include.header, room);
    if (room == "station-gui" && arrows().count(target) == 1 && target != "station-gui") {
        out.push_back(
            {file.path, include.line, "direction",
             "station-gui includes \"" + include.header + "\"; it talks to the daemon over D-Bus only"});
        return;
    }
    if (arrows().count(target) == 1) {
        Names allowed = reachableFrom(room);
        if (allowed.count(target) == 0) {
            allowed.erase(room);
            out.push_back({file.path, include.line, "direction",
                           room + " includes \"" + include.header + "\" of " + target + "; it may use " +
                               joined(allowed)});
            return;
        }
        if (isPrivateHeader(include.header) && target != room) {
            out.push_back(
                {file.path, include.line, "private-header",
                 "\"" + include.header + "\" is private to " + target + "; use its public headers"});
        }
        return;
    }
    if (room != "station-gui") {
        out.push_back(
            {file.path, include.line, "direction",
             "\"" + include.header + "\" is of no room; rooms are named in design/architecture.md"});
    }
}

void checkAngled(const TextFile& file, const std::string& room, const Include& include,
                 std::vector<Violation>& out)
{
    if (isQt(include.header)) {
        if (room != "station-gui") {
            out.push_back({file.path, include.line, "qt",
                           "<" + include.header + "> in " + room + "; Qt lives in station-gui only"});
        }
        return;
    }
    for (const Library& library : libraries()) {
        if (!std::regex_match(include.header, library.header)) {
            continue;
        }
        if (library.inPublicHeaders && isPublicHeader(file.path) && library.owners.count(room) == 1) {
            return;
        }
        if (library.owners.count(room) == 0) {
            out.push_back({file.path, include.line, "library",
                           "<" + include.header + "> in " + room + "; " + library.name + " belongs to " +
                               joined(library.owners)});
        } else if (isPublicHeader(file.path)) {
            out.push_back(
                {file.path, include.line, "public-header",
                 "<" + include.header + "> in a public header; move it to a .cpp or a *_internal.h"});
        }
        return;
    }
    if (!isOfTheLanguageOrSystem(include.header)) {
        out.push_back(
            {file.path, include.line, "library",
             "<" + include.header +
                 "> is of a library without an owner; give it one in tests/architecture/house_rules.cpp"});
    }
}

void checkIncludes(const TextFile& file, std::vector<Violation>& out)
{
    const auto room = roomOf(file.path);
    if (!room || !isSource(file.path)) {
        return;
    }
    if (arrows().count(*room) == 0) {
        out.push_back({file.path, 0, "direction",
                       "engine/" + *room + " is a room that design/architecture.md does not know"});
        return;
    }
    for (const Include& include : includesOf(file)) {
        if (include.quoted) {
            checkQuoted(file, *room, include, out);
        } else {
            checkAngled(file, *room, include, out);
        }
    }
}

std::string withoutCMakeComments(const std::string& text)
{
    static const std::regex comment("#[^\\n]*");
    return std::regex_replace(text, comment, "");
}

std::vector<std::string> cmakeWords(const std::string& text)
{
    std::string spaced = withoutCMakeComments(text);
    for (char& letter : spaced) {
        if (letter == '(' || letter == ')' || letter == '"' || letter == ';') {
            letter = ' ';
        }
    }
    std::istringstream stream(spaced);
    return {std::istream_iterator<std::string>(stream), std::istream_iterator<std::string>()};
}

void checkLinks(const TextFile& file, std::vector<Violation>& out)
{
    const auto room = roomOf(file.path);
    if (!room || !endsWith(file.path, "/CMakeLists.txt") || arrows().count(*room) == 0) {
        return;
    }
    const Names allowed = reachableFrom(*room);
    for (const std::string& word : cmakeWords(file.text)) {
        const std::string prefix = "bindery_";
        if (word.rfind(prefix, 0) != 0) {
            continue;
        }
        const std::string target = word.substr(prefix.size());
        if (arrows().count(target) == 1 && allowed.count(target) == 0) {
            out.push_back({file.path, 0, "direction", *room + " links " + word + ", against the arrows"});
        }
    }
}

/// Paths, from the top of the tree, that some CMakeLists.txt names.
Names namedByCMake(const std::vector<TextFile>& files)
{
    static const Names variables{"${CMAKE_CURRENT_SOURCE_DIR}/", "${CMAKE_CURRENT_LIST_DIR}/"};
    Names named;
    for (const TextFile& file : files) {
        const fs::path path(file.path);
        if (path.filename() != "CMakeLists.txt") {
            continue;
        }
        for (std::string word : cmakeWords(file.text)) {
            for (const std::string& variable : variables) {
                if (word.rfind(variable, 0) == 0) {
                    word.erase(0, variable.size());
                }
            }
            const std::string fromTop = "${CMAKE_SOURCE_DIR}/";
            const bool absolute = word.rfind(fromTop, 0) == 0;
            const fs::path meant =
                absolute ? fs::path(word.substr(fromTop.size())) : path.parent_path() / word;
            named.insert(meant.lexically_normal().generic_string());
        }
    }
    return named;
}

void checkBuilt(const std::vector<TextFile>& files, std::vector<Violation>& out)
{
    const Names named = namedByCMake(files);
    for (const TextFile& file : files) {
        const bool ofTests = file.path.rfind("tests/", 0) == 0;
        if (!endsWith(file.path, ".cpp") && !(ofTests && endsWith(file.path, ".c"))) {
            continue;
        }
        if ((ofTests || roomOf(file.path)) && named.count(file.path) == 0) {
            out.push_back({file.path, 0, "not-built", "no CMakeLists.txt names it; name it or remove it"});
        }
    }
}

void checkProofsRun(const std::vector<TextFile>& files, std::vector<Violation>& out)
{
    const Names named = namedByCMake(files);
    static const std::regex proof("tests/.+/(proofs/[^/]+|[^/]*_(test|selftest))\\.(py|sh)");
    for (const TextFile& file : files) {
        const std::string stem = file.path.substr(0, file.path.rfind('.'));
        if (std::regex_match(file.path, proof) && named.count(file.path) == 0 && named.count(stem) == 0) {
            out.push_back({file.path, 0, "not-built", "no CMakeLists.txt runs it; name it or remove it"});
        }
    }
}

void checkLicence(const TextFile& file, std::vector<Violation>& out)
{
    static const std::array<std::string_view, 6> kinds{".cpp", ".h", ".c", ".py", ".sh", ".sql"};
    const bool byName = std::any_of(kinds.begin(), kinds.end(),
                                    [&](std::string_view kind) { return endsWith(file.path, kind); });
    if (!byName && file.text.rfind("#!", 0) != 0) {
        return;
    }
    const std::vector<std::string> lines = linesOf(file.text);
    const std::size_t top = std::min<std::size_t>(lines.size(), 3);
    const auto carries = [](const std::string& line) {
        return line.find("SPDX-License-Identifier: Apache-2.0") != std::string::npos;
    };
    if (std::none_of(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(top), carries)) {
        out.push_back({file.path, 1, "licence",
                       "has no SPDX-License-Identifier: Apache-2.0 among its first three lines"});
    }
}

void checkHeaderGuard(const TextFile& file, std::vector<Violation>& out)
{
    if (!endsWith(file.path, ".h")) {
        return;
    }
    const std::vector<std::string> lines = linesOf(file.text);
    if (std::find(lines.begin(), lines.end(), "#pragma once") == lines.end()) {
        out.push_back({file.path, 0, "pragma-once", "a header without #pragma once"});
    }
}

bool isLookedAt(const fs::path& path, const std::string& text)
{
    static const std::set<std::string> kinds{".cpp", ".h", ".hpp", ".c", ".py", ".sh", ".sql"};
    return path.filename() == "CMakeLists.txt" || kinds.count(path.extension().string()) == 1 ||
           text.rfind("#!", 0) == 0;
}

} // namespace

std::vector<Violation> checkHouse(const std::vector<TextFile>& files)
{
    std::vector<Violation> out;
    for (const TextFile& file : files) {
        checkIncludes(file, out);
        checkLinks(file, out);
        checkLicence(file, out);
        checkHeaderGuard(file, out);
    }
    checkBuilt(files, out);
    checkProofsRun(files, out);
    return out;
}

std::vector<TextFile> readHouse(const std::filesystem::path& top)
{
    constexpr std::uintmax_t kLargestText = std::uintmax_t{4} << 20U;
    std::vector<TextFile> files;
    for (const char* folder : {"engine", "db", "station-gui", "golden-images", "packaging", "tests", ".ci"}) {
        if (!fs::exists(top / folder)) {
            continue;
        }
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(top / folder)) {
            if (!entry.is_regular_file() || entry.file_size() > kLargestText) {
                continue;
            }
            std::ifstream stream(entry.path(), std::ios::binary);
            std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
            if (isLookedAt(entry.path(), text)) {
                files.push_back({fs::relative(entry.path(), top).generic_string(), std::move(text)});
            }
        }
    }
    std::sort(files.begin(), files.end(),
              [](const TextFile& a, const TextFile& b) { return a.path < b.path; });
    return files;
}

std::string describe(const Violation& violation)
{
    std::string place = violation.path;
    if (violation.line != 0) {
        place += ":" + std::to_string(violation.line);
    }
    return place + ": [" + violation.rule + "] " + violation.message;
}

} // namespace bindery::architecture
