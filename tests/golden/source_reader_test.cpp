// SPDX-License-Identifier: Apache-2.0
// Sources that lost their end, at every byte. The packers are programs of others.
#include "base/file.h"
#include "golden/run_checked.h"
#include "golden/source_reader.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <string>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::golden;
namespace fs = std::filesystem;

namespace
{

constexpr std::uint64_t kImageSize = 3000;

/// Packs `$1` into `$2`.
struct Packing {
    const char* name;
    const char* command;
};

class PackedSource : public testing::TestWithParam<Packing>
{
protected:
    PackedSource()
    {
        std::string text;
        for (int line = 0; text.size() < kImageSize; ++line) {
            text += "line " + std::to_string(line * line) + "\n";
        }
        text.resize(kImageSize);
        replaceFile(m_folder / "system.img", asBytes(text));
        test::runChecked({"sh", "-c", std::string("cd \"$3\" && ") + GetParam().command, "sh", "system.img",
                          packed().filename().string(), m_folder.path().string()});
    }

    fs::path packed() const { return m_folder / "packed"; }
    fs::path cutTo(std::uint64_t size) const
    {
        fs::copy(packed(), m_folder / "cut", fs::copy_options::overwrite_existing);
        fs::resize_file(m_folder / "cut", size);
        return m_folder / "cut";
    }
    SourceFacts unpack(const fs::path& source) const
    {
        fs::remove(m_folder / "out.img");
        return unpackSource(source, m_folder / "out.img", mib(1), {}, {});
    }

private:
    test::TempFolder m_folder;
};

} // namespace

TEST_P(PackedSource, IsUnpackedWhole)
{
    EXPECT_EQ(unpack(packed()).imageSize.count(), kImageSize);
}

TEST_P(PackedSource, IsRefusedWhereverItIsCutOff)
{
    // With less than a header it is no packed file any more, but a short image that staging refuses.
    constexpr std::uint64_t kHeader = 31;
    for (std::uint64_t size = kHeader; size < fs::file_size(packed()); ++size) {
        SCOPED_TRACE("cut to " + std::to_string(size) + " of " + std::to_string(fs::file_size(packed())));
        const fs::path source = cutTo(size);
        test::expectError(ErrorCode::BadImage, source.string(), [&] { unpack(source); });
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, PackedSource,
                         testing::Values(Packing{"zip", R"(python3 -m zipfile -c "$2" "$1")"},
                                         Packing{"xz", R"(xz -c "$1" > "$2")"},
                                         Packing{"zstd", R"(zstd -qc "$1" > "$2")"},
                                         Packing{"gzip", R"(gzip -c "$1" > "$2")"},
                                         Packing{"bzip2", R"(bzip2 -c "$1" > "$2")"}),
                         [](const auto& packing) { return std::string(packing.param.name); });
