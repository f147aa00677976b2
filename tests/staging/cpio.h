// SPDX-License-Identifier: Apache-2.0
// Writes cpio archives (newc), by hand.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace bindery::test
{

class Cpio
{
public:
    Cpio& add(const std::string& name, std::uint32_t mode, const std::string& content = {},
              unsigned links = 1)
    {
        m_inode += links > 1 ? 0U : 1U; // those with several names come one behind the other

        char header[111];
        std::snprintf(header, sizeof header, "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x",
                      m_inode, mode, 0U, 0U, links, 0U, static_cast<unsigned>(content.size()), 0U, 0U, 0U, 0U,
                      static_cast<unsigned>(name.size() + 1), 0U);
        m_bytes += header + name + '\0';
        pad();
        m_bytes += content;
        pad();
        return *this;
    }
    Cpio& file(const std::string& name, const std::string& content, bool executable = false)
    {
        return add(name, executable ? 0100755U : 0100644U, content);
    }
    Cpio& folder(const std::string& name) { return add(name, 0040755U); }
    Cpio& link(const std::string& name, const std::string& target) { return add(name, 0120777U, target); }
    std::string end()
    {
        add("TRAILER!!!", 0);
        m_bytes.resize((m_bytes.size() + 511) / 512 * 512);
        return m_bytes;
    }

private:
    void pad() { m_bytes.resize((m_bytes.size() + 3) / 4 * 4); }

    std::string m_bytes;
    unsigned m_inode = 0;
};

} // namespace bindery::test
