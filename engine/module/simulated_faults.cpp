// SPDX-License-Identifier: Apache-2.0
#include "module/json_fields_internal.h"
#include "module/simulated_state_internal.h"

namespace bindery::module
{

namespace
{

constexpr std::int64_t kMaxSlowMillis = 600'000;
constexpr int kMaxTimes = 1'000'000;
constexpr const char* kWhat = "faults of a simulated module";

} // namespace

Json jsonOf(const SimulatedFaults& faults)
{
    return {{"absent_times", faults.absentTimes},   {"breached", faults.breached},
            {"destroyed", faults.destroyed},        {"slow_millis", faults.slowMillis},
            {"timeout_times", faults.timeoutTimes}, {"wrong_salt", faults.wrongSalt}};
}

SimulatedFaults faultsFromJson(const Json& json)
{
    if (!json.is_object()) {
        throw Error(ErrorCode::Corrupt, std::string(kWhat) + ": not an object");
    }
    SimulatedFaults faults;
    for (const auto& [key, value] : json.items()) {
        if (key == "slow_millis") {
            faults.slowMillis = numberField(json, kWhat, "slow_millis", 0, kMaxSlowMillis);
        } else if (key == "absent_times") {
            faults.absentTimes = static_cast<int>(numberField(json, kWhat, "absent_times", -1, kMaxTimes));
        } else if (key == "timeout_times") {
            faults.timeoutTimes = static_cast<int>(numberField(json, kWhat, "timeout_times", -1, kMaxTimes));
        } else if (key == "breached") {
            faults.breached = flagField(json, kWhat, "breached");
        } else if (key == "wrong_salt") {
            faults.wrongSalt = flagField(json, kWhat, "wrong_salt");
        } else if (key == "destroyed") {
            faults.destroyed = flagField(json, kWhat, "destroyed");
        } else {
            throw Error(ErrorCode::Corrupt,
                        std::string(kWhat) + ": \"" + key +
                            "\" is none; there are slow_millis, absent_times, timeout_times, breached, "
                            "wrong_salt, destroyed");
        }
    }
    return faults;
}

void requireSound(const SimulatedFaults& faults)
{
    try {
        faultsFromJson(jsonOf(faults));
    } catch (const Error& error) {
        throw Error(ErrorCode::InvalidArgument, error.what());
    }
}

} // namespace bindery::module
