// SPDX-License-Identifier: Apache-2.0
// A folder of one test, removed with all it holds when the test ends.
#pragma once

#include "base/error.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace bindery::test
{

class TempFolder
{
public:
    explicit TempFolder(const std::filesystem::path& below = std::filesystem::temp_directory_path())
    {
        std::string name = (below / "bindery-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throwErrno(ErrorCode::Internal, "mkdtemp", errno);
        }
        m_path = name;
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path operator/(const std::string& name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

} // namespace bindery::test
