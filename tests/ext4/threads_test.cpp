// SPDX-License-Identifier: Apache-2.0
#include "ext4/file_system.h"
#include "ext4/test_image.h"
#include "support/temp_folder.h"

#include <array>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace bindery::ext4
{
namespace
{

TEST(FileSystems, AreChangedByManyThreadsOverOneSharedRoot)
{
    const bindery::test::TempFolder folder(test::fastFolder());
    test::makeImage(folder / "root.ext4", test::someKinds().front());
    const auto root = std::make_shared<FileSource>(folder / "root.ext4");
    constexpr std::size_t kUnits = 4;
    std::array<std::unique_ptr<Overlay>, kUnits> overlays;
    std::array<std::string, kUnits> failures;
    {
        std::vector<std::jthread> threads;
        for (std::size_t unit = 0; unit < kUnits; ++unit) {
            threads.emplace_back([&, unit] {
                try {
                    overlays.at(unit) = std::make_unique<Overlay>(root, root->size());
                    FileSystem fs = FileSystem::openForChange(*overlays.at(unit));
                    for (int i = 0; i < 20; ++i) {
                        fs.writeFile("/etc/unit-" + std::to_string(i), asBytes(std::to_string(unit)), {});
                        fs.exists("/nothing");
                    }
                    fs.setUuid(Uuid::random());
                    fs.close();
                    FileSystem::open(root).usedExtents();
                } catch (const Error& error) {
                    failures.at(unit) = error.what();
                }
            });
        }
    }
    for (std::size_t unit = 0; unit < kUnits; ++unit) {
        EXPECT_EQ(failures.at(unit), "");
        test::writeOut(*overlays.at(unit), folder / "unit");
        test::expectClean(folder / "unit");
        EXPECT_EQ(test::debugfsCat(folder / "unit", "/etc/unit-19"), std::to_string(unit));
    }
}

} // namespace
} // namespace bindery::ext4
