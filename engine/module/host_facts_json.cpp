// SPDX-License-Identifier: Apache-2.0
#include "module/host_facts_internal.h"
#include "module/json_fields_internal.h"

namespace bindery::module
{

Json jsonOf(const HostFacts& facts)
{
    return {{"boot_medium", facts.bootMedium},
            {"cpu_serial", facts.cpuSerial},
            {"macs", facts.macs},
            {"model", facts.model},
            {"revision", facts.revision}};
}

HostFacts hostFactsOf(const Json& json)
{
    constexpr const char* kWhat = "the facts of a host";
    requireFields(json, kWhat, {"boot_medium", "cpu_serial", "macs", "model", "revision"});
    HostFacts facts;
    facts.bootMedium = textField(json, kWhat, "boot_medium");
    facts.cpuSerial = textField(json, kWhat, "cpu_serial");
    facts.model = textField(json, kWhat, "model");
    facts.revision = textField(json, kWhat, "revision");
    const Json& macs = json.at("macs");
    if (!macs.is_array()) {
        throw Error(ErrorCode::Corrupt, "the facts of a host: macs is not a list");
    }
    for (const Json& mac : macs) {
        if (!mac.is_string()) {
            throw Error(ErrorCode::Corrupt, "the facts of a host: a MAC is not a text");
        }
        facts.macs.push_back(mac.get<std::string>());
    }
    return facts;
}

} // namespace bindery::module
