// SPDX-License-Identifier: Apache-2.0
// The way to the bench, one connection per call: a seam, so that tests have a bench that answers as they
// script it. Errors: those of bind::BindClient. Threads: belongs to one thread.
#pragma once

#include "bind/bind_desk.h"
#include "bind/messages.h"
#include "module/security_module.h"

namespace bindery::unit
{

class StationLink
{
public:
    virtual ~StationLink() = default;
    virtual bind::Ruling tell(const bind::Hello& hello, bind::Act act, const bind::HeaderReport& header,
                              module::SecurityModule& module) = 0;
    virtual bind::Ruling fail(const bind::Hello& hello, const bind::FailureReport& failure,
                              module::SecurityModule& module) = 0;
};

} // namespace bindery::unit
