// SPDX-License-Identifier: Apache-2.0
// What every Medium promises, as tests over a parameter. A program instantiates them with the media it can
// make.
#pragma once

#include "device/medium.h"

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

namespace bindery::test
{

/// One medium, and a way around it to what is on it.
class MediumUnderTest
{
public:
    virtual ~MediumUnderTest() = default;
    virtual device::Medium& medium() = 0;
    /// Looks without the medium's own read; after a flush.
    virtual std::vector<std::byte> look(Extent extent) = 0;
};

struct MediumKind {
    std::string name;
    std::function<std::unique_ptr<MediumUnderTest>(Bytes size)> make;
    device::ReadBack readBack;
};

inline std::ostream& operator<<(std::ostream& out, const MediumKind& kind)
{
    return out << kind.name;
}

class MediumContract : public ::testing::TestWithParam<MediumKind>
{
protected:
    static constexpr Bytes kSize = mib(8);

    MediumContract() : m_subject(GetParam().make(kSize)) {}
    device::Medium& medium() { return m_subject->medium(); }
    std::vector<std::byte> look(Extent extent) { return m_subject->look(extent); }

private:
    std::unique_ptr<MediumUnderTest> m_subject;
};

inline std::string nameOfKind(const ::testing::TestParamInfo<MediumKind>& info)
{
    return info.param.name;
}

} // namespace bindery::test
