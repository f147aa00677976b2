// SPDX-License-Identifier: Apache-2.0
#include "cli/card_description.h"
#include "cli/output.h"
#include "cli/verbs.h"

#include <unistd.h>

namespace bindery::cli
{

int inspect(const Everywhere& everywhere, const std::filesystem::path& path)
{
    const CardDescription card = describeCard(path, everywhere.state);
    if (everywhere.json) {
        printJson(toJson(card));
    } else {
        const Console console = Console::of(STDOUT_FILENO);
        printText(toText(card, console, outputWidth(console)));
    }
    return kDone;
}

} // namespace bindery::cli
