// SPDX-License-Identifier: Apache-2.0
#include "line/line_act.h"

#include "base/error.h"

#include <sstream>

namespace bindery::line
{

namespace
{

std::string slotText(const std::optional<device::SlotNumber>& slot)
{
    return slot ? "slot " + std::to_string(slot->value) : "all slots";
}

struct Describe {
    std::string operator()(const act::Start& act) const { return "start " + slotText(act.slot); }
    std::string operator()(const act::Cancel& act) const { return "cancel " + slotText(act.slot); }
    std::string operator()(const act::Acknowledge& act) const { return "acknowledge " + slotText(act.slot); }
    std::string operator()(const act::AllowData& act) const { return "allow " + slotText(act.slot); }
    std::string operator()(const act::GiveSerial& act) const
    {
        return "serial " + act.serial + " for " + slotText(act.slot);
    }
    std::string operator()(const act::Pause&) const { return "pause"; }
    std::string operator()(const act::Resume&) const { return "resume"; }
    std::string operator()(const act::Reopen& act) const { return "reopen " + slotText(act.slot); }
    std::string operator()(const act::TakeOutOfService& act) const
    {
        return "take out of service " + slotText(act.slot);
    }
    std::string operator()(const act::WorkFor& act) const
    {
        return act.badge ? "work for " + *act.badge : "work for nobody";
    }
};

/// The words of an act, one after another.
class Words
{
public:
    explicit Words(const std::string& line) : m_line(line), m_words(line) {}

    std::string next()
    {
        std::string word;
        m_words >> word;
        return word;
    }
    device::SlotNumber slot() { return device::parseSlotNumber(needed("the number of a slot")); }
    std::optional<device::SlotNumber> slotIfGiven()
    {
        const std::string word = next();
        return word.empty() ? std::nullopt : std::optional(device::parseSlotNumber(word));
    }
    std::string rest()
    {
        std::string text;
        std::getline(m_words >> std::ws, text);
        return text;
    }
    std::string needed(const std::string& what, const std::string& word) const
    {
        if (word.empty()) {
            throw Error(ErrorCode::InvalidArgument, "\"" + m_line + "\" lacks " + what);
        }
        return word;
    }

private:
    std::string needed(const std::string& what) { return needed(what, next()); }

    std::string m_line;
    std::istringstream m_words;
};

} // namespace

std::string describe(const LineAct& act)
{
    return std::visit(Describe{}, act);
}

LineAct parseAct(const std::string& line)
{
    Words words(line);
    const std::string verb = words.next();
    if (verb == "start") {
        return act::Start{words.slotIfGiven()};
    }
    if (verb == "cancel") {
        return act::Cancel{words.slotIfGiven()};
    }
    if (verb == "acknowledge") {
        return act::Acknowledge{words.slot()};
    }
    if (verb == "allow") {
        return act::AllowData{words.slot()};
    }
    if (verb == "pause") {
        return act::Pause{words.rest()};
    }
    if (verb == "resume") {
        return act::Resume{};
    }
    if (verb != "serial" && verb != "reopen" && verb != "out-of-service") {
        throw Error(ErrorCode::InvalidArgument,
                    "\"" + line +
                        "\" is no act of the line: start, cancel, acknowledge, allow, serial, pause, resume, "
                        "reopen, out-of-service");
    }
    const device::SlotNumber slot = words.slot();
    const std::string text = words.needed(verb == "serial" ? "the serial" : "a reason", words.rest());
    if (verb == "serial") {
        return act::GiveSerial{slot, text};
    }
    return verb == "reopen" ? LineAct(act::Reopen{slot, text}) : LineAct(act::TakeOutOfService{slot, text});
}

} // namespace bindery::line
