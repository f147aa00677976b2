// SPDX-License-Identifier: Apache-2.0
#include "cli/command_line.h"
#include "cli/process_hardening.h"

int main(int argc, char** argv)
{
    bindery::cli::hardenProcess();
    return bindery::cli::runCommandLine(argc, argv);
}
