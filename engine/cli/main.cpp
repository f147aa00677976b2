// SPDX-License-Identifier: Apache-2.0
#include "base/process_hardening.h"
#include "cli/command_line.h"

int main(int argc, char** argv)
{
    bindery::hardenProcess();
    return bindery::cli::runCommandLine(argc, argv);
}
