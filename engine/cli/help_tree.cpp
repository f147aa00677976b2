// SPDX-License-Identifier: Apache-2.0
#include "cli/help_tree.h"

#include <algorithm>
#include <string>

#include <CLI/CLI.hpp>

namespace bindery::cli
{

namespace
{

/// Of "FILL:{discard,random}": CLI11 tells the words that an option takes in the name of its type only.
Json choicesIn(const std::string& type)
{
    Json choices = Json::array();
    const std::size_t open = type.find(":{");
    const std::size_t close = type.find('}');
    if (open == std::string::npos || close == std::string::npos) {
        return choices;
    }
    for (std::size_t from = open + 2; from < close;) {
        const std::size_t to = std::min(type.find(',', from), close);
        choices.push_back(type.substr(from, to - from));
        from = to + 1;
    }
    return choices;
}

Json optionTree(const CLI::Option& option)
{
    Json names = Json::array();
    if (option.get_positional()) {
        names.push_back(option.get_name(true));
    } else {
        for (const std::string& name : option.get_snames()) {
            names.push_back("-" + name);
        }
        for (const std::string& name : option.get_lnames()) {
            names.push_back("--" + name);
        }
    }
    const std::string type = option.get_type_name();
    const bool flag = option.get_type_size() == 0;
    return {{"names", std::move(names)},         {"value", flag ? "" : type.substr(0, type.find(':'))},
            {"about", option.get_description()}, {"choices", choicesIn(type)},
            {"required", option.get_required()}, {"repeats", option.get_expected_max() > 1}};
}

} // namespace

Json helpTree(const CLI::App& app)
{
    Json arguments = Json::array();
    Json options = Json::array();
    for (const CLI::Option* option : app.get_options()) {
        // Every verb has a --help; it is told once, with the program.
        if (option != app.get_help_ptr() || app.get_parent() == nullptr) {
            (option->get_positional() ? arguments : options).push_back(optionTree(*option));
        }
    }
    Json verbs = Json::array();
    for (const CLI::App* below :
         app.get_subcommands([](const CLI::App* verb) { return !verb->get_group().empty(); })) {
        verbs.push_back(helpTree(*below));
    }
    return {{"name", app.get_name()},        {"about", app.get_description()},
            {"closing", app.get_footer()},   {"arguments", std::move(arguments)},
            {"options", std::move(options)}, {"verbs", std::move(verbs)}};
}

} // namespace bindery::cli
