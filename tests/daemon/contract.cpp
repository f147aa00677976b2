// SPDX-License-Identifier: Apache-2.0
#include "daemon/contract.h"

#include "base/error.h"
#include "base/file.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <regex>

#include <fcntl.h>

namespace bindery::daemon::test
{

namespace
{

std::string only(const std::string& text, const char* pattern)
{
    std::smatch hit;
    if (!std::regex_search(text, hit, std::regex(pattern))) {
        throw Error(ErrorCode::Internal, std::string("the contract has no ") + pattern + " in " + text);
    }
    return hit[1].str();
}

void appendVerbs(std::vector<Verb>& verbs, const std::string& text)
{
    static const std::regex kMethod(R"re(<method name="([^"]*)">([\s\S]*?)</method>)re");
    static const std::regex kIn(R"re(<arg name="[^"]*" type="([^"]*)" direction="in"/>)re");
    for (std::sregex_iterator method(text.begin(), text.end(), kMethod), end; method != end; ++method) {
        const std::string body = (*method)[2].str();
        Verb verb{only(text, R"re(<interface name="([^"]*)">)re"), (*method)[1].str(),
                  only(body, R"re(name="org\.bindery\.Right" value="([^"]*)")re"), ""};
        for (std::sregex_iterator in(body.begin(), body.end(), kIn); in != end; ++in) {
            verb.signature += (*in)[1].str();
        }
        verbs.push_back(std::move(verb));
    }
}

} // namespace

std::vector<Verb> verbsOfTheContract()
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(BINDERY_SOURCE "/engine/daemon/dbus")) {
        if (entry.path().extension() == ".xml") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::vector<Verb> verbs;
    for (const std::filesystem::path& file : files) {
        appendVerbs(verbs, readTextFile(file, mib(1)));
    }
    return verbs;
}

void appendEmptyArguments(sdbus::MethodCall& call, const std::string& signature)
{
    for (std::size_t at = 0; at < signature.size(); ++at) {
        if (signature.compare(at, 5, "a{sv}") == 0) {
            call << std::map<std::string, sdbus::Variant>();
            at += 4;
        } else if (signature.compare(at, 5, "a(ss)") == 0) {
            call << std::vector<sdbus::Struct<std::string, std::string>>();
            at += 4;
        } else if (signature.compare(at, 2, "as") == 0) {
            call << std::vector<std::string>();
            at += 1;
        } else if (signature[at] == 's') {
            call << std::string();
        } else if (signature[at] == 'u') {
            call << std::uint32_t{0};
        } else if (signature[at] == 'h') {
            const UniqueFd file = openFile("/dev/null", O_PATH);
            call << sdbus::UnixFd(file.get());
        } else {
            throw Error(ErrorCode::Internal, "nothing is known of the type at " + signature.substr(at));
        }
    }
}

} // namespace bindery::daemon::test
