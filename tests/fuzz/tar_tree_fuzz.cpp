// SPDX-License-Identifier: Apache-2.0
// Fuzzes the reader of tar archives: whatever one holds, no entry's path leads out of the tree, and content
// comes for files only. The input is the archive, as it is or packed.
#include "base/error.h"
#include "base/file.h"
#include "golden/tree_source.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <sys/mman.h>
#include <unistd.h>

namespace
{

using namespace bindery;

class Judge : public golden::TreeVisitor
{
public:
    void entry(const ext4::Node& node) override
    {
        requireInside(node.path);
        if (node.kind == ext4::NodeKind::HardLink) {
            requireInside(node.target);
        }
        m_file = node.kind == ext4::NodeKind::File;
    }
    void content(std::uint64_t /*offset*/, ByteView /*bytes*/) override
    {
        if (!m_file) {
            std::abort();
        }
    }

private:
    static void requireInside(const std::string& path)
    {
        const std::string framed = "/" + path + "/";
        if (framed.find("/../") != std::string::npos || framed.find("/./") != std::string::npos ||
            (!path.empty() && framed.find("//") != std::string::npos)) {
            std::abort();
        }
    }
    bool m_file = false;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const UniqueFd memory(::memfd_create("archive", MFD_CLOEXEC));
    const std::string path = "/proc/self/fd/" + std::to_string(memory.get());
    writeFully(memory.get(), 0, {reinterpret_cast<const std::byte*>(data), size}, path);
    golden::TreeLimits limits;
    limits.content = mib(16);
    limits.entries = 1000;
    const auto tree = golden::tarTree(path, limits);
    for (int visit = 0; visit < 2; ++visit) { // ACLs are looked up the second time
        try {
            Judge judge;
            tree->visit(judge, {}, {});
        } catch (const Error& error) {
            if (error.code() != ErrorCode::BadImage) {
                std::abort();
            }
        }
    }
    return 0;
}
