// SPDX-License-Identifier: Apache-2.0
// Files that stand for security modules, for demos and tests. They need no station.
#include "base/error.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "module/simulated_module.h"

#include <algorithm>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

std::string spaced(std::string text)
{
    std::replace(text.begin(), text.end(), '_', ' ');
    return printable(text);
}

std::string valueText(const Json& value)
{
    if (value.is_null()) {
        return "none";
    }
    return printable(value.is_string() ? value.get<std::string>() : canonicalJson(value));
}

int tellModule(const Everywhere& everywhere, const SimulateModuleOptions& options, const std::string& text)
{
    const Json module = module::describeSimulatedModule(options.file);
    if (everywhere.json) {
        printJson(module);
        return kDone;
    }
    if (!text.empty()) {
        printText(text);
        return kDone;
    }
    FactList facts;
    facts.addHeading(printable(options.file.string()));
    for (const auto& [name, value] : module.items()) {
        facts.add(spaced(name), valueText(value));
    }
    const Console console = Console::of(STDOUT_FILENO);
    printText(facts.text(console, outputWidth(console)));
    return kDone;
}

module::HostFacts requireHost(const std::filesystem::path& file)
{
    const std::optional<module::HostFacts> host = module::hostOfSimulatedModule(file);
    if (!host) {
        throw Error(ErrorCode::Conflict,
                    "the simulated module " + file.string() +
                        " is bound to no host yet, so there is none to lock it to: start its unit once");
    }
    return *host;
}

} // namespace

int simulateModuleCreate(const Everywhere& everywhere, const SimulateModuleOptions& options)
{
    module::createSimulatedModule(options.file, options.serial, options.model);
    return tellModule(everywhere, options,
                      "Made the simulated module " + printable(options.serial) + " in " +
                          printable(options.file.string()) + ", for demos and tests.\n");
}

int simulateModuleFault(const Everywhere& everywhere, const SimulateModuleOptions& options)
{
    module::SimulatedFaults faults;
    try {
        faults = module::faultsFromJson(parseJson(options.faults, "--json-faults"));
    } catch (const Error& error) { // it was typed, not read from a medium
        throw Error(ErrorCode::InvalidArgument, error.what());
    }
    module::setSimulatedFaults(options.file, faults);
    return tellModule(everywhere, options, "");
}

int simulateModuleShow(const Everywhere& everywhere, const SimulateModuleOptions& options)
{
    return tellModule(everywhere, options, "");
}

int simulateModuleBindPermanently(const Everywhere& everywhere, const SimulateModuleOptions& options)
{
    const auto module = module::openSimulatedModule(options.file, requireHost(options.file));
    if (!options.confirmation.empty()) {
        module->bindPermanently(options.confirmation);
        return tellModule(everywhere, options,
                          "The module is locked to its host for good: no other Pi and no copy of the card "
                          "opens with it.\n");
    }
    const std::string challenge = module->permanentBindChallenge();
    if (everywhere.json) {
        printJson({{"confirm", challenge}});
    } else {
        printText("This cannot be undone. To lock the module to its host for good, say the same with\n"
                  "  --confirm " +
                  challenge + "\n");
    }
    return kDone;
}

} // namespace bindery::cli
