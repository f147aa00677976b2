// SPDX-License-Identifier: Apache-2.0
#include "db/attempt.h"
#include "db/words_internal.h"

namespace bindery::db
{

namespace
{

constexpr Words<AttemptResult, 5> kResults{{{AttemptResult::Passed, "passed"},
                                            {AttemptResult::Failed, "failed"},
                                            {AttemptResult::Cancelled, "cancelled"},
                                            {AttemptResult::Interrupted, "interrupted"},
                                            {AttemptResult::WrittenUnverified, "written_unverified"}}};
constexpr Words<Verify, 3> kVerifies{
    {{Verify::None, "none"}, {Verify::Full, "full"}, {Verify::FullCached, "cached"}}};
constexpr Words<Fill, 4> kFills{
    {{Fill::None, "none"}, {Fill::Discard, "discard"}, {Fill::Zero, "zero"}, {Fill::Random, "random"}}};
constexpr Words<Found, 3> kFinds{
    {{Found::Blank, "blank"}, {Found::Factory, "factory"}, {Found::Data, "data"}}};

} // namespace

std::string_view textOf(AttemptResult result)
{
    return wordOf(kResults, result);
}

std::string_view textOf(Verify verify)
{
    return wordOf(kVerifies, verify);
}

std::string_view textOf(Fill fill)
{
    return wordOf(kFills, fill);
}

std::string_view textOf(Found found)
{
    return wordOf(kFinds, found);
}

AttemptResult attemptResultOf(std::string_view text)
{
    return valueOf(kResults, text, "result of an attempt");
}

Verify verifyOf(std::string_view text)
{
    return valueOf(kVerifies, text, "kind of verify");
}

Fill fillOf(std::string_view text)
{
    return valueOf(kFills, text, "kind of fill");
}

Found foundOf(std::string_view text)
{
    return valueOf(kFinds, text, "kind of content");
}

} // namespace bindery::db
