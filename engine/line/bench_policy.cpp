// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "line/bench.h"

#include <array>
#include <utility>

namespace bindery::line
{

namespace
{

constexpr std::array<std::pair<BenchPolicy, std::string_view>, 3> kPolicies{
    {{BenchPolicy::Scan, "scan"}, {BenchPolicy::List, "list"}, {BenchPolicy::Open, "open"}}};

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\r";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

} // namespace

std::string_view textOf(BenchPolicy policy)
{
    for (const auto& [known, word] : kPolicies) {
        if (known == policy) {
            return word;
        }
    }
    throw Error(ErrorCode::Internal, "a bench policy without a word");
}

BenchPolicy benchPolicyOf(std::string_view text)
{
    for (const auto& [policy, word] : kPolicies) {
        if (word == text) {
            return policy;
        }
    }
    throw Error(ErrorCode::InvalidArgument,
                "bench policy \"" + std::string(text) + "\": use scan, list or open");
}

std::set<std::pair<std::string, std::string>> benchListOf(std::string_view text)
{
    std::set<std::pair<std::string, std::string>> list;
    std::size_t number = 0;
    while (!text.empty()) {
        ++number;
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        line = trimmed(line.substr(0, line.find('#')));
        if (line.empty()) {
            continue;
        }
        const std::size_t comma = line.find(',');
        const std::string_view module = trimmed(line.substr(0, comma));
        const std::string_view pi =
            comma == std::string_view::npos ? std::string_view() : trimmed(line.substr(comma + 1));
        if (module.empty() || pi.empty() || pi.find(',') != std::string_view::npos) {
            throw Error(ErrorCode::Corrupt,
                        "the bench list, line " + std::to_string(number) + ": write MODULE-SERIAL,PI-SERIAL");
        }
        list.emplace(module, pi);
    }
    return list;
}

} // namespace bindery::line
