// SPDX-License-Identifier: Apache-2.0
// A test bed of umockdev, that shows libudev a machine of the test's own. The program runs under
// umockdev-wrapper(1). Errors: Internal. Source: libumockdev reference, UMockdevTestbed.
#pragma once

#include "base/error.h"
#include "device/sys_tree.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <umockdev.h>

namespace bindery::test
{

class Testbed
{
public:
    Testbed() : m_bed(umockdev_testbed_new())
    {
        gchar* const root = umockdev_testbed_get_root_dir(m_bed);
        m_root = root;
        g_free(root);
    }
    Testbed(const Testbed&) = delete;
    Testbed& operator=(const Testbed&) = delete;
    ~Testbed() { g_object_unref(m_bed); }

    /// The real folder of the test bed: below it lie sys, dev and run.
    const std::filesystem::path& root() const { return m_root; }
    SysTree tree() const { return SysTree(m_root / "sys"); }

    /// Of a folder that the tree made.
    std::string sysPathOf(const std::filesystem::path& folder) const
    {
        return "/" + folder.lexically_relative(m_root).string();
    }
    /// `description` as `umockdev-record` writes it.
    void add(const std::string& description)
    {
        GError* error = nullptr;
        if (umockdev_testbed_add_from_string(m_bed, description.c_str(), &error) == FALSE) {
            const std::string message = error->message;
            g_error_free(error);
            throw Error(ErrorCode::Internal, "umockdev: " + message);
        }
    }
    void remove(const std::string& sysPath)
    {
        umockdev_testbed_remove_device(m_bed, sysPath.c_str());
        std::filesystem::remove(m_root / "sys/block" / sysPath.substr(sysPath.rfind('/') + 1)); // it forgets
    }
    void set(const std::string& sysPath, const std::string& attribute, const std::string& value)
    {
        umockdev_testbed_set_attribute(m_bed, sysPath.c_str(), attribute.c_str(), value.c_str());
    }
    void setProperty(const std::string& sysPath, const std::string& name, const std::string& value)
    {
        umockdev_testbed_set_property(m_bed, sysPath.c_str(), name.c_str(), value.c_str());
    }
    void event(const std::string& sysPath, const std::string& action)
    {
        umockdev_testbed_uevent(m_bed, sysPath.c_str(), action.c_str());
    }

private:
    UMockdevTestbed* m_bed;
    std::filesystem::path m_root;
};

} // namespace bindery::test
