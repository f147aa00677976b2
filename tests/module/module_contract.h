// SPDX-License-Identifier: Apache-2.0
// What every SecurityModule promises, as tests over a parameter: ModuleContract for all of them,
// ModuleFaultContract for those that can be made to fail, ModuleProductionContract for those that may be
// bound for good. A program instantiates them with the modules it can make.
#pragma once

#include "module/security_module.h"

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

namespace bindery::test
{

enum class ModuleFault {
    Absent,  ///< until it is repaired
    Timeout, ///< each call but status(), until it is repaired
    Breached,
    Destroyed,
};

/// A module that is fresh, healthy and at home, and ways around it.
class ModuleUnderTest
{
public:
    virtual ~ModuleUnderTest() = default;
    virtual module::SecurityModule& module() = 0;
    /// Another one of the same kind.
    virtual module::SecurityModule& other() = 0;
    /// Power off and on.
    virtual void powerCycle() = 0;
    virtual void inject(ModuleFault fault) = 0;
    /// Takes back Absent and Timeout.
    virtual void repair() = 0;
    /// From the next power cycle on it is fitted to another host; and back home.
    virtual void moveToOtherHost() = 0;
    virtual void moveHome() = 0;
};

struct ModuleKind {
    std::string name;
    std::function<std::unique_ptr<ModuleUnderTest>()> make;
};

inline std::ostream& operator<<(std::ostream& out, const ModuleKind& kind)
{
    return out << kind.name;
}

class ModuleContract : public ::testing::TestWithParam<ModuleKind>
{
protected:
    ModuleContract() : m_subject(GetParam().make()) {}
    ModuleUnderTest& subject() { return *m_subject; }
    module::SecurityModule& module() { return m_subject->module(); }
    module::SecurityModule& other() { return m_subject->other(); }

private:
    std::unique_ptr<ModuleUnderTest> m_subject;
};

class ModuleFaultContract : public ModuleContract
{
};

class ModuleProductionContract : public ModuleContract
{
};

inline std::string nameOfKind(const ::testing::TestParamInfo<ModuleKind>& info)
{
    return info.param.name;
}

} // namespace bindery::test
